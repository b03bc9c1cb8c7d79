"""`mesocycle assignment`: who follows which routine, from when, and what takes its place."""

from typing import Annotated

import typer

from mesocycle.cli.assignments.assignment_view import assignment_card, assignment_table, receipt_table
from mesocycle.cli.assignments.beginning import Beginning
from mesocycle.cli.assignments.carry_over import carry_over
from mesocycle.cli.assignments.receipt_view import receipt_view
from mesocycle.cli.assignments.roll_out import roll_out
from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.blocks import with_blocks
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.moments import said_day
from mesocycle.cli.frame.naming import assignment_id, session_ids, taken
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.assignment.assignment import AssignmentRequest, Origin, ReplacementRequest
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.permission import Deed

app = noun()


@app.command()
@with_blocks
def create(
    ctx: typer.Context,
    version: options.Version,
    *,
    user: options.User = None,
    begin: Beginning,
    notes: options.NotesForUser = None,
    dry_run: options.DryRun = False,
) -> None:
    """Assign a version to an athlete: its sessions stand on the calendar."""
    from mesocycle.actions.assignments.assign_routine import assign_routine

    run = run_of(ctx)
    athlete = run.user(user)
    wish = AssignmentRequest(**begin.said(athlete, run.now), notes_for_user=notes)
    receipt = assign_routine(run.db, athlete.id, taken(run, version).id, wish, run.act, dry_run=dry_run)
    _print(run, receipt)


@app.command("list")
def list_assignments(
    ctx: typer.Context,
    user: options.User = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Ended ones too, and the one that holds the one-off sessions.")
    ] = False,
) -> None:
    """List the routines that an athlete follows, newest first."""
    from mesocycle.storage.assignments import assignments
    from mesocycle.storage.people import coachings

    run = run_of(ctx)
    athlete = run.user(user)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        found = assignments.of_user(read, athlete.id, scope=scope, live_only=not everything)
    shown = [each for each in found if everything or each.origin is not Origin.OWN]
    run.answer(shown, lambda listed: assignment_table(run, listed, athlete))


@app.command()
def show(ctx: typer.Context, assignment: options.Assignment, user: options.User = None) -> None:
    """Show one assignment: where it began, how its sessions stand, its receipts."""
    from mesocycle.storage.assignments import assignments, receipts, session_facts
    from mesocycle.storage.people import coachings

    run = run_of(ctx)
    athlete = run.user(user)
    named = assignment_id(run, athlete, assignment)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        found = assignments.get(read, athlete.id, named, scope)
        facts = session_facts.of_assignment(read, athlete.id, found.id)
        told = receipts.of_user(read, athlete.id, scope)
    mine = [each for each in told if found.id in (each.old_assignment_id, each.new_assignment_id)]
    run.answer(found, lambda shown: assignment_card(run, shown, athlete, facts, mine))


@app.command()
@with_blocks
def replace(
    ctx: typer.Context,
    assignment: options.Assignment,
    *,
    version: Annotated[
        str,
        typer.Option(
            "--with",
            metavar="VERSION",
            help="A version's id, or a routine (its latest) or ROUTINE@NUMBER.",
            autocompletion=completing.routines,
        ),
    ],
    continues: Annotated[
        bool, typer.Option("--continue", help="Go on where the athlete stands: beginning, days and times stay.")
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include",
            metavar="SESSION",
            help="Create an overdue one again, with --continue; several times.",
            autocompletion=completing.sessions,
        ),
    ] = None,
    begin: Beginning,
    notes: options.NotesForUser = None,
    user: options.User = None,
    dry_run: options.DryRun = False,
) -> None:
    """Put another version in its place: what has not begun gives way, what was begun or done stays."""
    from mesocycle.actions.assignments.replace_assignment import replace_assignment

    run = run_of(ctx)
    athlete = run.user(user)
    included = tuple(session_ids(run, athlete, include)) if include else None
    said = begin.said(athlete, run.now)
    wish = ReplacementRequest(**said, notes_for_user=notes, continue_=continues or None, include=included)
    old, new = assignment_id(run, athlete, assignment), taken(run, version)
    _print(run, replace_assignment(run.db, athlete.id, old, new.id, wish, run.act, dry_run=dry_run))


app.command("roll-out")(roll_out)
app.command("carry-over")(carry_over)


@app.command()
def undo(ctx: typer.Context, receipt: options.Receipt, user: options.User = None) -> None:
    """Take a receipt back, while nothing of what it created has begun."""
    from mesocycle.actions.assignments.undo_receipt import undo_receipt

    run = run_of(ctx)
    _print(run, undo_receipt(run.db, run.user(user).id, receipt, run.act))


@app.command("receipt")
def show_receipt(ctx: typer.Context, receipt: options.Receipt, user: options.User = None) -> None:
    """Show a receipt again."""
    from mesocycle.storage.assignments import receipts
    from mesocycle.storage.people import coachings

    run = run_of(ctx)
    athlete = run.user(user)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        found = receipts.get(read, athlete.id, receipt, scope)
    _print(run, found)


@app.command("receipts")
def list_receipts(ctx: typer.Context, user: options.User = None) -> None:
    """List an athlete's receipts, newest first."""
    from mesocycle.storage.assignments import receipts
    from mesocycle.storage.people import coachings

    run = run_of(ctx)
    athlete = run.user(user)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        found = receipts.of_user(read, athlete.id, scope)
    run.answer(found, lambda shown: receipt_table(shown, athlete))


@app.command()
def pause(
    ctx: typer.Context,
    assignment: options.Assignment,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day of it; default: today.")
    ] = None,
    user: options.User = None,
) -> None:
    """Pause: nothing moves, and the days of the pause are not counted as missed."""
    from mesocycle.actions.assignments.pause_assignment import pause_assignment

    run = run_of(ctx)
    athlete = run.user(user)
    named = assignment_id(run, athlete, assignment)
    _print(run, pause_assignment(run.db, athlete.id, named, run.act, from_day=said_day(first, athlete, run.now)))


@app.command()
def resume(
    ctx: typer.Context,
    assignment: options.Assignment,
    shift: Annotated[
        bool | None,
        typer.Option("--shift/--keep-dates", help="Move the rest by the days lost, or leave it on its dates."),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The first day again; default: today.")] = None,
    user: options.User = None,
) -> None:
    """Resume after a pause; say what becomes of the dates."""
    from mesocycle.actions.assignments.resume_assignment import resume_assignment

    run = run_of(ctx)
    if shift is None:
        raise CommandNotUnderstood(
            "It is not said what becomes of the dates.",
            "Add --shift to move the rest by the days lost, or --keep-dates.",
        )
    athlete = run.user(user)
    named = assignment_id(run, athlete, assignment)
    _print(
        run, resume_assignment(run.db, athlete.id, named, run.act, shift=shift, on_day=said_day(on, athlete, run.now))
    )


@app.command("shift")
def shift_days(
    ctx: typer.Context,
    assignment: options.Assignment,
    days: Annotated[int | None, typer.Argument(metavar="[DAYS]", help="How many days later.")] = None,
    days_option: Annotated[
        int | None, typer.Option("--days", metavar="DAYS", help="The same; may be negative: --days -3")
    ] = None,
    user: options.User = None,
) -> None:
    """Shift all sessions that have not begun by days, later or earlier."""
    from mesocycle.actions.assignments.shift_assignment import shift_assignment

    run = run_of(ctx)
    by = days if days_option is None else days_option
    if by is None or (days is not None and days_option is not None):
        raise CommandNotUnderstood("The number of days must be said once.", "Write 3, or --days -3 to go back.")
    athlete = run.user(user)
    named = assignment_id(run, athlete, assignment)
    _print(run, shift_assignment(run.db, athlete.id, named, run.act, days=by))


@app.command()
def cancel(ctx: typer.Context, assignment: options.Assignment, user: options.User = None) -> None:
    """Cancel: what has not begun leaves, history stays."""
    from mesocycle.actions.assignments.end_assignment import cancel_assignment

    run = run_of(ctx)
    athlete = run.user(user)
    _print(run, cancel_assignment(run.db, athlete.id, assignment_id(run, athlete, assignment), run.act))


@app.command()
def complete(ctx: typer.Context, assignment: options.Assignment, user: options.User = None) -> None:
    """Complete: the routine is done; what was never begun leaves, history stays."""
    from mesocycle.actions.assignments.end_assignment import complete_assignment

    run = run_of(ctx)
    athlete = run.user(user)
    _print(run, complete_assignment(run.db, athlete.id, assignment_id(run, athlete, assignment), run.act))


def _print(run: Run, receipt: Receipt) -> None:
    run.answer(receipt, lambda shown: receipt_view(run, shown))

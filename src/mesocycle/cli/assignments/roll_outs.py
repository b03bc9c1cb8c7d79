"""`mesocycle roll-out`: those that were begun; how far they are, stopping one, taking one back as a whole."""

from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from mesocycle.cli.assignments.roll_out import SOME_REFUSED, watched
from mesocycle.cli.assignments.roll_out_view import roll_out_card, roll_out_list, undo_preview
from mesocycle.cli.frame import options
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.naming import each_told
from mesocycle.cli.frame.nouns import noun

if TYPE_CHECKING:  # the database is slow to load, and help needs none
    from mesocycle.domain.assignment.roll_out import RollOut
    from mesocycle.domain.document import Id

app = noun()

RollOutId = Annotated[str, typer.Argument(metavar="ROLL-OUT", help="A roll-out's id, as in the list.")]

_LISTED = 100


@app.command("list")
def list_roll_outs(ctx: typer.Context) -> None:
    """List the roll-outs that you began, newest first."""
    from mesocycle.storage.assignments import roll_outs

    run = run_of(ctx)
    with run.read() as read:
        found = roll_outs.newest_first(read, run.acting.id, after=None, limit=_LISTED)
    run.answer(found, lambda shown: roll_out_list(run, shown))


@app.command()
def show(ctx: typer.Context, roll_out: RollOutId) -> None:
    """Show what came of a roll-out of yours for each athlete."""
    run = run_of(ctx)
    run.answer(_own(run, roll_out), lambda shown: roll_out_card(run, shown))


@app.command()
def stop(ctx: typer.Context, roll_out: RollOutId) -> None:
    """Stop one half way: who was served keeps the version, who waits keeps what they follow."""
    from mesocycle.actions.assignments.stop_roll_out import stop_roll_out

    run = run_of(ctx)
    stop_roll_out(run.db, roll_out, run.act)
    run.answer(_own(run, roll_out), lambda shown: roll_out_card(run, shown))


@app.command()
def undo(ctx: typer.Context, roll_out: RollOutId, *, dry_run: options.DryRun = False) -> None:
    """Take one back as a whole: what has not begun; who has begun keeps it, with the reason."""
    from mesocycle.actions.assignments.preview_undo import preview_roll_out_undo
    from mesocycle.actions.assignments.undo_roll_out import undo_roll_out

    run = run_of(ctx)
    if dry_run:
        found = preview_roll_out_undo(run.db, roll_out, run.act)
        told = replace(found, members=each_told(run, found.members))
        run.answer(told, lambda shown: undo_preview(run, shown))
        return
    with watched(run, "Taking back") as progress:
        undo_roll_out(run.db, roll_out, run.act, progress=progress)
    done = _own(run, roll_out)
    run.answer(done, lambda shown: roll_out_card(run, shown))
    if any(member.not_undone is not None for member in done.members):
        raise typer.Exit(SOME_REFUSED)


def _own(run: Run, roll_out: "Id") -> "RollOut":
    from mesocycle.actions.assignments.stop_roll_out import require_own
    from mesocycle.storage.assignments import roll_outs

    with run.read() as read:
        require_own(read, roll_out, run.actor)
        found = roll_outs.get(read, roll_out)
    return replace(found, members=each_told(run, found.members))

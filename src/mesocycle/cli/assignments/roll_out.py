"""`mesocycle assignment roll-out`: a new version for many athletes, with progress, to be broken off and taken up."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from msgspec.structs import replace

from mesocycle.cli.assignments.beginning import Beginning, group_wish
from mesocycle.cli.assignments.roll_out_view import athletes_of, roll_out_preview
from mesocycle.cli.frame import options
from mesocycle.cli.frame.answers import lines, table
from mesocycle.cli.frame.blocks import with_blocks
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.naming import command, each_told, taken
from mesocycle.cli.frame.refusals import BROKEN_OFF
from mesocycle.domain.assignment.roll_out import MemberStatus, RollOut

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.actions.assignments.roll_out import TellServed
    from mesocycle.domain.plan.routine import RoutineVersion

SOME_REFUSED = 1
"""What the program ends with where not every athlete got the version."""


@with_blocks
def roll_out(
    ctx: typer.Context,
    version: options.Version,
    *,
    user: options.Athletes = None,
    group: options.Group = None,
    leave_out: options.Except = None,
    continues: options.EachContinues = False,
    begin: Beginning,
    notes: options.NotesForUser = None,
    dry_run: options.DryRun = False,
) -> None:
    """Give a version to all who follow its routine; broken off, the same command takes it up."""
    from mesocycle.actions.assignments.preview_roll_out import preview_roll_out
    from mesocycle.actions.assignments.roll_out import roll_out as roll

    run = run_of(ctx)
    wish = group_wish(begin, run.acting, run.now, continues=continues, notes=notes)
    chosen = taken(run, version)
    members, left_out, of_group = run.members(user), run.members(leave_out) or (), run.group(group)
    if dry_run:
        told = preview_roll_out(
            run.db, chosen.id, run.act, members=members, group=of_group, exclude=left_out, wish=wish
        )
        told = replace(told, members=each_told(run, told.members))
        run.answer(told, lambda shown: roll_out_preview(run, shown, chosen))
        return
    _tell_taking_up(run, chosen)
    with _taken_up_later(run, chosen), watched(run, "Rolling out") as progress:
        done = roll(
            run.db,
            chosen.id,
            run.act,
            members=members,
            group=of_group,
            exclude=left_out,
            wish=wish,
            progress=progress,
        )
    done = replace(done, members=each_told(run, done.members))
    run.answer(done, lambda shown: _view(run, shown, chosen))
    if any(member.status is MemberStatus.REFUSED for member in done.members):
        raise typer.Exit(SOME_REFUSED)


def _tell_taking_up(run: Run, version: "RoutineVersion") -> None:
    """Say that a roll-out which was broken off goes on, with the beginning it was started with."""
    from mesocycle.storage.assignments import roll_outs

    with run.read() as read:
        running = roll_outs.find_running(read, version.id, run.acting.id)
        counts = roll_outs.count(read, running) if running else {}
    if running:
        served = sum(counts.values()) - counts.get(MemberStatus.WAITING, 0)
        run.answers.tell(f"Taking up the roll-out that was broken off: {served} of {sum(counts.values())} were served.")


@contextmanager
def _taken_up_later(run: Run, version: "RoutineVersion") -> Iterator[None]:
    """On Ctrl-C say how the roll-out is taken up; who was being served is served whole or not at all."""
    try:
        yield
    except KeyboardInterrupt:
        remedy = command(run, f"assignment roll-out {version.id}")
        run.answers.tell(f"Broken off. Those who were served keep the new version; take it up: {remedy}")
        run.answers.tell(f"Or stop it for good, or take it back as a whole: {command(run, 'roll-out list')}")
        raise typer.Exit(BROKEN_OFF) from None


@contextmanager
def watched(run: Run, doing: str) -> "Iterator[TellServed | None]":
    """Show a bar on standard error where somebody watches it."""
    if run.answers.as_json or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counted = (MofNCompleteColumn(), TextColumn("athletes"), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    with Progress(TextColumn(doing), BarColumn(), *counted, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda served, everybody: bar.update(task, completed=served, total=everybody)


def _view(run: Run, rolled: RollOut, version: "RoutineVersion") -> "RenderableType":
    from rich.console import Group

    if not rolled.members:
        return lines([f"Nobody within your reach follows another version of {version.name}."])
    names = athletes_of(run, [member.user_id for member in rolled.members])
    rows = []
    for member in rolled.members:
        no = member.refusal
        said = member.receipt_id if no is None else f"{no.sentence} {no.remedy}"
        rows.append((names[member.user_id], member.status, said))
    done = sum(member.status is MemberStatus.DONE for member in rolled.members)
    refused = f", {len(rolled.members) - done} refused" if done < len(rolled.members) else ""
    told = f"{version.name}, version {version.version}: {done} {'has' if done == 1 else 'have'} it now{refused}."
    undo = f"Take it back as a whole: {command(run, f'roll-out undo {rolled.id}')}"
    return Group(table(("athlete", "outcome", "receipt"), rows, none=""), "", told, undo)

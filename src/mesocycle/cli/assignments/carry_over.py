"""`mesocycle assignment carry-over`: what was changed for one athlete alone, taken over line by line."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.assignments.receipt_view import carry_over_words
from mesocycle.cli.frame import options
from mesocycle.cli.frame.answers import lines
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.moments import day_words
from mesocycle.cli.frame.refusals import CommandNotUnderstood

if TYPE_CHECKING:  # shown to people only
    from collections.abc import Sequence

    from rich.console import RenderableType

    from mesocycle.domain.assignment.carry_over import CarryOver


def carry_over(
    ctx: typer.Context,
    receipt: options.Receipt,
    line: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LINE...]", help="Ids of offered lines, or the first characters; none: list them."),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All that can be taken over.")] = False,
    user: options.User = None,
) -> None:
    """List what was changed for the athlete alone before a version was replaced, or take lines of it over."""
    from mesocycle.actions.assignments.accept_carry_overs import accept_carry_overs, look_at_carry_overs

    run = run_of(ctx)
    athlete = run.user(user)
    with run.read() as read:
        offered = look_at_carry_overs(read, athlete.id, receipt, run.act)
    chosen = [each.id for each in offered if each.state == "open"] if everything else _chosen(offered, line or [])
    if not chosen:
        run.answer(offered, _view)
        return
    carried = accept_carry_overs(run.db, athlete.id, receipt, chosen, run.act)
    run.answer(carried, lambda shown: _view(shown.lines))


def _chosen(offered: "Sequence[CarryOver]", beginnings: list[str]) -> list[str]:
    return [_one(offered, each) for each in beginnings]


def _one(offered: "Sequence[CarryOver]", beginning: str) -> str:
    found = [each.id for each in offered if each.id.startswith(beginning)]
    if len(found) > 1:
        raise CommandNotUnderstood(f"Several offered lines begin with {beginning!r}.", "Write more of the id.")
    return found[0] if found else beginning


def _view(shown: "Sequence[CarryOver]") -> "RenderableType":
    if not shown:
        return lines(["Nothing was changed for this athlete alone in what gave way."])
    return lines([f"{each.id[:6]}  {day_words(each.scheduled_date)}  {carry_over_words(each)}" for each in shown])

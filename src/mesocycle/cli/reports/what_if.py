"""`mesocycle report what-if`: what a version would change before it is given."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from mesocycle.cli.assignments.beginning import Beginning, group_wish
from mesocycle.cli.frame import options
from mesocycle.cli.frame.answers import lines, table
from mesocycle.cli.frame.blocks import with_blocks
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.moments import day_words
from mesocycle.cli.frame.naming import each_told, taken
from mesocycle.cli.reports.session import amounts_words
from mesocycle.domain.assignment.what_if import MOST_WEEKS_AHEAD, WEEKS_AHEAD
from mesocycle.domain.people.user import User

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.analytics.what_if import WhatIf, WhatIfReport

_MOST = 4
"""How many days of one kind are listed one by one."""
_NAMES = {"sets": "sets", "loadKg": "load", "distanceM": "distance", "ascentM": "ascent", "durationS": "time"}


@with_blocks
def what_if(
    ctx: typer.Context,
    version: options.Version,
    *,
    user: options.Athletes = None,
    weeks: Annotated[
        int, typer.Option("--weeks", min=1, max=MOST_WEEKS_AHEAD, help="How far to look back.")
    ] = WEEKS_AHEAD,
    continues: options.EachContinues = False,
    begin: Beginning,
) -> None:
    """Try a version on real history: days that move or double, weekly work against what is really done."""
    from mesocycle.reports.what_if import what_if as try_out

    run = run_of(ctx)
    wish = group_wish(begin, run.acting, run.now, continues=continues)
    chosen = taken(run, version)
    members = run.members(user)
    found = try_out(run.db, chosen.id, run.act, members=members, wish=wish, weeks=weeks)
    told = replace(found, members=each_told(run, found.members))
    run.answer(told, lambda shown: _view(shown, run.acting))


def _view(found: "WhatIfReport", reader: User) -> "RenderableType":
    from rich.console import Group
    from rich.text import Text

    if not found.members:
        return lines(["Nobody within your reach follows another version of it."])
    parts: list[RenderableType] = []
    for one in found.members:
        parts += [Text(one.name or one.user_id, style="bold"), lines(f"  {told}" for told in _told(one, reader)), ""]
    if len(found.members) > 1:
        parts.append(table(("athlete", "move", "gone", "new", "doubled", *_NAMES.values()), _rows(found), none=""))
    return Group(*parts)


def _told(one: "WhatIf", reader: User) -> Iterator[str]:
    if one.refusal is not None:
        yield f"{one.refusal.sentence} {one.refusal.remedy}"
        return
    yield from _days(
        "move", [f"{day_words(day.from_)} to {day_words(day.to)}  {day.workout_name}" for day in one.moved]
    )
    yield from _days("go", [f"{day_words(day.date)}  {day.workout_name}" for day in one.gone])
    yield from _days("come", [f"{day_words(day.date)}  {day.workout_name}" for day in one.new])
    yield from _days("days doubled", [f"{day_words(day.date)}  {', '.join(day.workouts)}" for day in one.doubled])
    if one.change is None:
        yield "Nothing was done of the routine in whole weeks before this one, so there is nothing to compare with."
        return
    change = one.change
    yield f"a week as done ({change.weeks_done} weeks): {amounts_words(change.done, reader)}"
    yield f"a week as planned: {amounts_words(change.planned, reader)}"
    percent = ", ".join(
        f"{name} {change.percent[wire]:+g} %" for wire, name in _NAMES.items() if wire in change.percent
    )
    if percent:
        yield f"change: {percent}"


def _days(what: str, told: list[str]) -> Iterator[str]:
    if told:
        yield f"{len(told)} {what}"
    shown = told if len(told) <= _MOST + 1 else told[:_MOST]
    yield from (f"  {each}" for each in shown)
    if len(shown) < len(told):
        yield f"  and {len(told) - len(shown)} more"


def _rows(found: "WhatIfReport") -> Iterator[tuple[object, ...]]:
    for one in found.members:
        days = (len(one.moved), len(one.gone), len(one.new), len(one.doubled))
        percent = {} if one.change is None else one.change.percent
        changes = (f"{percent[wire]:+g} %" if wire in percent else "" for wire in _NAMES)
        yield (one.name or one.user_id, *(count or "" for count in days), *changes)

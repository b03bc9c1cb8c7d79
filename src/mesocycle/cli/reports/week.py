"""`mesocycle report week`: sessions, volume, hard sets by muscle, running and load, week by week."""

from typing import TYPE_CHECKING

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.amounts import height_words, minutes_words, total_distance_words, volume_words
from mesocycle.cli.frame.answers import table
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.reports.options import ChartFile, ChartRequest, Dark, First, Last, asked_span, keep_chart
from mesocycle.domain.people.user import User

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.analytics.training_weeks import TrainingWeek, WeekReport
    from mesocycle.charts.frame import Drawing

_MUSCLES = 5


def week(
    ctx: typer.Context,
    *,
    user: options.User = None,
    first: First = None,
    last: Last = None,
    chart: ChartFile = None,
    dark: Dark = False,
) -> None:
    """Tell what each week held: sessions, hard sets by muscle, volume, running, load."""
    from mesocycle.reports.report_weeks import report_weeks

    run = run_of(ctx)
    athlete = run.user(user)
    days = asked_span(run, athlete, first, last)
    found = report_weeks(run.db, athlete.id, run.actor, first=days.first, last=days.last)
    keep_chart(run, ChartRequest(chart, dark), lambda: _chart(found))
    run.answer(found, lambda shown: _view(shown, athlete))


def _chart(found: "WeekReport") -> "Drawing":
    from mesocycle.charts.strength import muscle_sets

    return muscle_sets(found)


def _view(found: "WeekReport", athlete: User) -> "RenderableType":
    from rich.console import Group

    if not any(one.sessions or one.working_sets for one in found.weeks):
        return f"Nothing was done from {found.first} to {found.last}."
    header = ("week of", "sessions", "time", "hard sets", "volume", "running", "ascent", "load", "unrated")
    rows = [_row(one, athlete) for one in found.weeks]
    parts: list[RenderableType] = [table(header, rows, none="")]
    muscles = [(one.week, ", ".join(_muscles(one))) for one in found.weeks if one.muscles]
    if muscles:
        parts += ["", table(("week of", "hard sets by muscle, half for what is trained besides"), muscles, none="")]
    lacks = sum(one.unknown_loads for one in found.weeks)
    if lacks:
        parts += ["", f"{lacks} sets are in no volume: their load is not known. A body weight may be missing."]
    return Group(*parts)


def _row(one: "TrainingWeek", athlete: User) -> tuple[object, ...]:
    told = (
        *(one.sessions, _time(one.duration_min), one.hard_sets or "", volume_words(one.volume_kg, athlete)),
        *(total_distance_words(one.running_distance_m, athlete), height_words(one.running_ascent_m, athlete)),
    )
    return one.week, *told, f"{one.load:.0f}" if one.load else "", one.unrated or ""


def _time(minutes: float) -> str:
    return minutes_words(round(minutes)) if minutes else ""


def _muscles(one: "TrainingWeek") -> list[str]:
    shown = [f"{each.muscle} {each.sets:g}" for each in one.muscles[:_MUSCLES]]
    return [*shown, f"{len(one.muscles) - _MUSCLES} more"] if len(one.muscles) > _MUSCLES else shown

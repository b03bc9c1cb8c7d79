"""`mesocycle report running` and `load`: distance, pace and predictions; what all of it weighs."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.amounts import height_words, pace_words, total_distance_words
from mesocycle.cli.frame.answers import table, text
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.reports.options import ChartFile, ChartRequest, Dark, First, Last, asked_span, keep_chart
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.words import clock

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.analytics.load.load import LoadReport
    from mesocycle.analytics.running.prediction import Prediction, TrainingPace
    from mesocycle.analytics.running.running import RunningReport
    from mesocycle.charts.frame import Drawing


_MANY_WEEKS = 26
"""Of more weeks than these, only those with running are listed."""


def running(
    ctx: typer.Context,
    *,
    user: options.User = None,
    first: First = None,
    last: Last = None,
    chart: ChartFile = None,
    pace: Annotated[bool, typer.Option("--pace", help="Draw pace against heart rate, not weeks.")] = False,
    dark: Dark = False,
) -> None:
    """Sum running and hiking by movement and week, and predict races from the best of it."""
    from mesocycle.reports.report_running import report_running

    run = run_of(ctx)
    athlete = run.user(user)
    days = asked_span(run, athlete, first, last)
    found = report_running(run.db, athlete.id, run.actor, first=days.first, last=days.last)
    keep_chart(run, ChartRequest(chart, dark), lambda: _running_chart(found, athlete, pace=pace))
    run.answer(found, lambda shown: _running(shown, athlete))


def load(
    ctx: typer.Context,
    *,
    user: options.User = None,
    first: First = None,
    last: Last = None,
    chart: ChartFile = None,
    dark: Dark = False,
) -> None:
    """Describe training load by week: session-RPE, monotony, strain, acute and chronic; it predicts nothing."""
    from mesocycle.reports.report_load import report_load

    run = run_of(ctx)
    athlete = run.user(user)
    days = asked_span(run, athlete, first, last)
    found = report_load(run.db, athlete.id, run.actor, first=days.first, last=days.last)
    keep_chart(run, ChartRequest(chart, dark), lambda: _load_chart(found))
    run.answer(found, _load)


def _running_chart(found: "RunningReport", athlete: User, *, pace: bool) -> "Drawing":
    from mesocycle.charts.running import pace_and_heart_rate, weekly_running

    return (pace_and_heart_rate if pace else weekly_running)(found, athlete.units)


def _load_chart(found: "LoadReport") -> "Drawing":
    from mesocycle.charts.load import training_load

    return training_load(found)


def _running(found: "RunningReport", athlete: User) -> "RenderableType":
    from rich.console import Group

    if not found.movements:
        return f"Nothing was run, walked or ridden from {found.first} to {found.last}."
    rows = [
        (
            *(one.movement, one.sessions, total_distance_words(one.distance_m, athlete), clock(round(one.duration_s))),
            *(pace_words(one.pace_s_per_km, athlete), pace_words(one.grade_adjusted_pace_s_per_km, athlete)),
            *(height_words(one.elevation_gain_m, athlete), f"{one.km_effort:.0f}" if one.km_effort else ""),
            "" if one.average_heart_rate is None else f"{one.average_heart_rate:.0f}",
        )
        for one in found.movements
    ]
    header = ("movement", "sessions", "distance", "time", "pace", "on the flat", "ascent", "km-effort", "beats/min")
    parts: list[RenderableType] = [table(header, rows, none="")]
    if any(one.sessions for one in found.weeks):
        parts += _weeks(found, athlete)
    if found.zones:
        zones = [(one.zone, clock(round(one.duration_s))) for one in found.zones]
        parts += ["", table(("zone, by each effort's average", "time"), zones, none="")]
    if found.prediction is not None:
        parts += ["", *_prediction(found.prediction, athlete)]
    return Group(*parts)


def _weeks(found: "RunningReport", athlete: User) -> "list[RenderableType]":
    rows = [
        (
            *(one.week, one.sessions, total_distance_words(one.distance_m, athlete)),
            *(clock(round(one.duration_s)) if one.sessions else "", height_words(one.elevation_gain_m, athlete)),
        )
        for one in found.weeks
        if one.sessions or len(found.weeks) <= _MANY_WEEKS
    ]
    parts = ["", table(("running, week of", "sessions", "distance", "time", "ascent"), rows, none="")]
    if len(rows) < len(found.weeks):
        parts.append(f"Weeks without running are left out: {len(found.weeks) - len(rows)}.")
    return parts


def _prediction(made: "Prediction", athlete: User) -> "list[RenderableType]":
    source = {
        "race-pace": "your race pace",
        "best-effort": "the best effort, which understates a race",
    }[made.of.source]
    told = f"{total_distance_words(made.of.distance_m, athlete)} in {clock(round(made.of.duration_s))}"
    races = [(one.race, clock(one.vdot_s), clock(one.riegel_s)) for one in made.races]
    paces = [(one.kind, _range(one, athlete)) for one in made.paces]
    parts: list[RenderableType] = [text(f"VDOT {made.vdot:.1f}, from {source}: {told} on {made.of.day}")]
    parts += [table(("race", "by VDOT", "by Riegel"), races, none=""), "", table(("training", "pace"), paces, none="")]
    if made.critical_speed is not None:
        fit = made.critical_speed
        pace = pace_words(1000 / fit.speed_m_s, athlete)
        told = f"Critical speed {pace} with {fit.reserve_m:.0f} m in reserve, from {fit.efforts} efforts"
        parts += ["", f"{told}: too slow where they were not run to the limit"]
    return parts


def _range(one: "TrainingPace", athlete: User) -> str:
    fast, slow = (pace_words(pace, athlete) for pace in (one.fast_s_per_km, one.slow_s_per_km))
    return fast if fast == slow else f"{fast.partition('/')[0]}-{slow}"


def _load(found: "LoadReport") -> "RenderableType":
    from rich.console import Group
    from rich.text import Text

    if not any(one.sessions for one in found.weeks):
        return f"Nothing was done from {found.first} to {found.last}, so there is no load to describe."
    rows = [
        (
            *(one.week, f"{one.load:.0f}", one.sessions, one.unrated or ""),
            *(_number(one.monotony, 2), _number(one.strain, 0), _number(one.trimp, 0)),
        )
        for one in found.weeks
    ]
    header = ("week of", "load", "sessions", "unrated", "monotony", "strain", "TRIMP")
    ratio = "" if found.ratio is None else f", ratio {found.ratio:.2f}"
    told = f"Acute {found.acute:.0f} and chronic {found.chronic:.0f} a day{ratio}"
    meanings = [Text(text(f"{name}: {meaning}"), style="dim") for name, meaning in found.definitions.items()]
    return Group(table(header, rows, none=""), "", told, "", *meanings)


def _number(amount: float | None, digits: int) -> str:
    return "" if amount is None else f"{amount:.{digits}f}"

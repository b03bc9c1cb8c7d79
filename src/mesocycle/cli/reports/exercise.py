"""`mesocycle report exercise` and `records`: one lift over time and what to do next; the best of all of them."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.analytics.strength.estimated_max import EstimatedMax, Formula
from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.amounts import load_words, volume_words
from mesocycle.cli.frame.answers import table, text
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.reports.options import (
    ChartFile,
    ChartRequest,
    Dark,
    ExerciseName,
    First,
    Last,
    asked_span,
    keep_chart,
    named_exercise,
)
from mesocycle.domain.people.user import User

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.analytics.guidance.exercise_history import ExerciseOutlook
    from mesocycle.analytics.strength.records import ExerciseRecords, Records, RecordSet
    from mesocycle.charts.frame import Drawing

_DAYS = 12
Estimate = Annotated[
    Formula | None,
    typer.Option("--formula", help="How a 1RM is estimated; default: from the RPE where it is known, else Epley."),
]

Together = Annotated[
    bool, typer.Option("--together", help="Records of all variants of a movement together, not each its own.")
]


def exercise(
    ctx: typer.Context,
    exercise: ExerciseName,
    *,
    formula: Estimate = None,
    user: options.User = None,
    first: First = None,
    last: Last = None,
    together: Together = False,
    chart: ChartFile = None,
    dark: Dark = False,
) -> None:
    """Follow one exercise across its variants: days, estimated 1RM, records, how heavy, what to do next."""
    from mesocycle.reports.report_exercise import report_exercise

    run = run_of(ctx)
    athlete = run.user(user)
    named = named_exercise(run, athlete, exercise)
    days = asked_span(run, athlete, first, last, weeks=52)
    found = report_exercise(
        run.db,
        athlete.id,
        named,
        run.actor,
        first=days.first,
        last=days.last,
        formula=formula,
        together=together,
    )
    keep_chart(run, ChartRequest(chart, dark), lambda: _chart(found, athlete))
    run.answer(found, lambda shown: _exercise(shown, athlete))


def records(
    ctx: typer.Context,
    exercise: Annotated[
        str | None,
        typer.Argument(
            metavar="[EXERCISE]", help="Of this exercise alone; default: of all.", autocompletion=completing.exercises
        ),
    ] = None,
    *,
    formula: Estimate = None,
    user: options.User = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day; default: of all training.")
    ] = None,
    last: Last = None,
    together: Together = False,
) -> None:
    """Tell personal records: heaviest by repetitions, most repetitions, best estimated 1RM, best volume."""
    from mesocycle.reports.report_records import report_records

    run = run_of(ctx)
    athlete = run.user(user)
    days = asked_span(run, athlete, first, last)
    named = None if exercise is None else named_exercise(run, athlete, exercise)
    found = report_records(
        run.db,
        athlete.id,
        run.actor,
        first=None if first is None else days.first,
        last=days.last,
        exercise_id=None if named is None else named.exercise_id,
        exercise_variant_id=None if named is None or together else named.exercise_variant_id,
        formula=formula,
        together=together,
    )
    run.answer(found, lambda shown: _records(shown, athlete))


def _chart(found: "ExerciseOutlook", athlete: User) -> "Drawing":
    from mesocycle.charts.strength import strength_progress

    return strength_progress(found.report, athlete.units)


def _exercise(found: "ExerciseOutlook", athlete: User) -> "RenderableType":
    from rich.console import Group
    from rich.text import Text

    report = found.report
    parts: list[RenderableType] = [Text(text(report.name), style="bold")]
    parts += [Text(text(f"Next: {one.suggestion.why}"), style="cyan") for one in found.guidance]
    if not report.days:
        parts.append(f"No set of it from {report.first} to {report.last}; another span is asked for with --from.")
        return Group(*parts)
    if report.one_rep_max_kg is not None:
        estimated = "" if report.estimated is None else f"; best estimate {_estimate(report.estimated, athlete)}"
        parts.append(f"1RM {load_words(report.one_rep_max_kg, athlete)}{estimated}")
    rows = [
        (
            day.day,
            day.exercise_variant_id,
            day.sets,
            day.reps,
            "" if day.top_load_kg is None else f"{day.top_reps} x {load_words(day.top_load_kg, athlete)}",
            "" if day.estimated_max is None else _estimate(day.estimated_max, athlete),
            "" if day.top_load_kg is None else volume_words(day.volume_kg, athlete),
        )
        for day in report.days[-_DAYS:]
    ]
    header = ("day", "variant", "sets", "reps", "top set", "estimated 1RM", "volume")
    parts += ["", table(header, rows, none="")]
    if len(report.days) > _DAYS:
        parts.append(f"The last {_DAYS} of {len(report.days)} days; --json has them all.")
    parts += ["", _heaviest(report.records, athlete)]
    if report.intensity:
        bands = [(one.band, one.sets, one.reps, f"{100 * (one.share or 0):.0f} %") for one in report.intensity]
        parts += ["", table(("of the 1RM", "sets", "reps", "share"), bands, none="")]
    return Group(*parts)


def _records(found: "Records", athlete: User) -> "RenderableType":
    rows = [
        (
            one.name,
            "" if not one.heaviest else _set(max(one.heaviest, key=lambda each: each.load_kg or 0), athlete),
            "" if one.most_reps is None else _set(one.most_reps, athlete),
            "" if one.best_estimate is None else _estimate(one.best_estimate.estimated_max, athlete),
            "" if one.best_day_volume is None else volume_words(one.best_day_volume.volume_kg, athlete),
        )
        for one in found.exercises
    ]
    header = ("exercise", "heaviest", "most repetitions", "best estimated 1RM", "most in a day")
    if len(found.exercises) != 1:
        span = f"until {found.last}" if found.first == found.last else f"from {found.first} to {found.last}"
        none = f"No records {span}: no working set of a known exercise."
        return table(header, rows, none=none)
    from rich.console import Group

    return Group(table(header, rows, none=""), "", _heaviest(found.exercises[0], athlete))


def _heaviest(found: "ExerciseRecords", athlete: User) -> "RenderableType":
    rows = [(one.reps, load_words(one.load_kg or 0, athlete), one.day) for one in found.heaviest]
    return table(("repetitions", "heaviest", "since"), rows, none="No record: no load is known.")


def _set(one: "RecordSet", athlete: User) -> str:
    load = "" if one.load_kg is None else f" x {load_words(one.load_kg, athlete)}"
    return f"{one.reps}{load}, {one.day}"


def _estimate(made: EstimatedMax, athlete: User) -> str:
    doubt = "" if made.reliable else ", unreliable beyond 12 repetitions"
    return f"{load_words(made.kg, athlete)} ({made.formula}{doubt})"

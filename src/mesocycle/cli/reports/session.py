"""`mesocycle report session`: every planned set, round and step beside what was done."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.amounts import height_words, performance_words, total_distance_words, volume_words
from mesocycle.cli.frame.answers import lines, table, text
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.moments import day_words
from mesocycle.cli.frame.naming import session_id
from mesocycle.cli.reports.options import ChartFile, ChartRequest, Dark, keep_chart
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.words import clock, plain

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.analytics.plan_and_deed.amounts import Amounts
    from mesocycle.analytics.plan_and_deed.comparison import ComparedLine, SessionComparison
    from mesocycle.analytics.plan_and_deed.three_way import ThreeWay
    from mesocycle.analytics.plan_and_deed.tolerance import Deviation
    from mesocycle.charts.frame import Drawing

_STYLES = {
    "met": "green",
    "under": "yellow",
    "over": "yellow",
    "partial": "yellow",
    "omitted": "red",
    "added": "cyan",
    "substituted": "magenta",
}
_COLOURS = {"green": "green", "yellow": "yellow", "orange": "dark_orange", "red": "red"}
_STANDINGS = {
    "compared": "",
    "unrecorded": "Unrecorded: completed without a word of what was done, so nothing can be compared.",
    "under-way": "Under way: what was not done yet is open.",
    "planned": "Still to come.",
    "missed": "Missed: still scheduled, and its day is past.",
    "skipped": "Skipped.",
    "cancelled": "Cancelled.",
    "not-readable": "Plan or log came from elsewhere in another form and can't be compared.",
}


def session(
    ctx: typer.Context,
    session: options.Session,
    *,
    three_way: Annotated[
        bool, typer.Option("--three-way", help="Beside both, what the routine prescribes there today.")
    ] = False,
    user: options.User = None,
    chart: ChartFile = None,
    dark: Dark = False,
) -> None:
    """Compare a session's plan with what was done: verdicts, deviations, compliance."""
    from mesocycle.reports.compare_session import compare_session, compare_three_ways

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    if chart is not None or not three_way:
        found = compare_session(run.db, athlete.id, named, run.act)
        keep_chart(run, ChartRequest(chart, dark), lambda: _strip(found))
    if three_way:
        run.answer(compare_three_ways(run.db, athlete.id, named, run.act), _three_ways)
    else:
        run.answer(found, lambda shown: _comparison(shown, athlete))


def amounts_words(amounts: "Amounts", reader: User) -> str:
    """Write amounts, those that are something: `12 sets, 60 repetitions, 4,500 kg, 8.0 km, 120 m up, 45:00`."""
    told = (
        f"{plain(round(amounts.sets, 1))} sets" if amounts.sets else "",
        f"{plain(round(amounts.repetitions, 1))} repetitions" if amounts.repetitions else "",
        volume_words(amounts.load_kg, reader),
        total_distance_words(amounts.distance_m, reader),
        f"{height_words(amounts.ascent_m, reader)} up" if amounts.ascent_m else "",
        clock(round(amounts.duration_s)) if amounts.duration_s else "",
    )
    return ", ".join(part for part in told if part) or "nothing"


def _comparison(found: "SessionComparison", reader: User) -> "RenderableType":
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [_head(found.workout_name, found.performed_date or found.scheduled_date)]
    if _STANDINGS[found.standing]:
        parts.append(_STANDINGS[found.standing])
    compliance = found.compliance
    if compliance.percent is not None and compliance.colour is not None:
        said = f"{plain(compliance.percent)} % of the plan, {compliance.colour}"
        parts.append(Text(said, style=f"bold {_COLOURS[compliance.colour]}"))
    counted = ", ".join(f"{count} {verdict}" for verdict, count in found.verdicts.items() if count)
    parts += [counted] if counted else []
    parts.append(f"Planned, as far as the plan says: {amounts_words(found.planned, reader)}")
    parts.append(f"Done: {amounts_words(found.done, reader)}")
    for section in found.sections:
        percent = "" if section.compliance.percent is None else f"  {plain(section.compliance.percent)} %"
        parts += ["", Text(text(f"{section.name}{percent}"), style="bold"), _lines(section.lines)]
    return Group(*parts)


def _strip(found: "SessionComparison") -> "Drawing":
    from mesocycle.charts.plan_and_deed import compared_session

    return compared_session(found)


def _done(line: "ComparedLine") -> str:
    return "; ".join(performance_words(one) for one in line.performed)


def _head(name: str, on: str) -> "RenderableType":
    from rich.text import Text

    return Text(text(f"{name or 'Session'}, {day_words(on)}"), style="bold")


def _lines(compared: "Sequence[ComparedLine]") -> "RenderableType":
    from rich.text import Text

    rows = []
    for line in compared:
        told = [_deviation(one) for one in line.deviations if one.difference]
        told += [f"did {line.instead}"] if line.instead else []
        told += [f"left out: {line.reason}"] if line.reason else []
        planned = line.planned or "not planned"
        rows.append((f"  {_name(line)}", planned, _done(line), line.verdict or "", "; ".join(told)))
    if not rows:
        return Text("  nothing to compare", style="dim")
    return _grid(rows)


def _grid(rows: "Iterable[tuple[str, str, str, str, str]]") -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    for _ in range(5):
        grid.add_column(overflow="fold")
    for name, planned, done, verdict, told in rows:
        grid.add_row(text(name), text(planned), text(done), Text(verdict, style=_STYLES.get(verdict, "")), text(told))
    return grid


def _name(line: "ComparedLine") -> str:
    number = "" if line.set_number is None else f" {line.set_number}"
    rounds = ".".join(str(one) for one in (line.round, line.inner_round) if one is not None)
    return f"{line.name}{number}{f' ({rounds})' if rounds else ''}"


def _deviation(one: "Deviation") -> str:
    """Write how far off it was; of repetitions the measure is the unit."""
    return f"{one.measure} {one.difference:+g}{'' if one.unit == one.measure else f' {one.unit}'}"


def _three_ways(found: "ThreeWay") -> "RenderableType":
    from rich.console import Group

    told = [found.workout_name or "Session", _STANDINGS[found.standing]]
    if found.current_version is None:
        told.append("There is no current version of its routine that you may read.")
    elif found.workout_removed:
        told.append(f"Version {found.current_version} of its routine has this workout no more.")
    rows = [
        (
            line.name,
            line.current or "",
            line.change or "",
            line.prescribed or "",
            ", ".join(dict.fromkeys(one.verdict or "open" for one in line.done)),
        )
        for line in found.lines
    ]
    rows += [(one.name, "", "", "", one.verdict or "") for one in found.added]
    header = ("line", "today", "since", "prescribed", "done")
    return Group(lines([one for one in told if one]), "", table(header, rows, none="It has no lines."))

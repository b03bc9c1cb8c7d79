"""`mesocycle report adherence`: how much of what was planned was done, by one athlete or a roster."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing
from mesocycle.cli.frame.answers import card, lines, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.moments import asked_day, day_words, said_day
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.cli.reports.options import ChartFile, ChartRequest, Dark, keep_chart

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.analytics.adherence import Adherence, AdherenceCounts, RosterAdherence, VersionAdherence
    from mesocycle.charts.frame import Drawing
    from mesocycle.domain.history.outcome import DayOutcome

_LAST_WEEKS = 12
"""How many weeks people are shown; programs get all."""
_COLUMNS = ("done", "due", "rate", "skipped", "missed", "other day", "cancelled", "paused", "to come")

FromTheBeginning = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The first day; default: the beginning.")
]
ToTheEnd = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day; default: to the end.")]


def adherence(
    ctx: typer.Context,
    *,
    user: Annotated[
        list[str] | None,
        typer.Option(
            "--user",
            metavar="EMAIL",
            help="Whose training; several times for some. Default: who acts.",
            autocompletion=completing.users,
        ),
    ] = None,
    roster: Annotated[bool, typer.Option("--roster", help="All whom you coach, one line each.")] = False,
    first: FromTheBeginning = None,
    last: ToTheEnd = None,
    chart: ChartFile = None,
    weeks: Annotated[bool, typer.Option("--weeks", help="Draw planned and done by week, not the calendar.")] = False,
    dark: Dark = False,
) -> None:
    """Tell how much of what was planned was done, skipped or missed; assigning again wipes nothing out."""
    from mesocycle.reports.report_adherence import report_adherence, report_days, report_roster

    run = run_of(ctx)
    begin, end = asked_days(run, first, last)
    named = list(user or ())
    if roster and named:
        raise CommandNotUnderstood("--roster is all whom you coach, and --user names some.", "Give one of the two.")
    if chart is not None and (roster or len(named) > 1):
        raise CommandNotUnderstood("A chart is drawn for one athlete.", "Name one with --user.")
    if roster or len(named) > 1:
        members = run.members(named)
        run.answer(report_roster(run.db, run.act, members=members, first=begin, last=end), _roster)
        return
    athlete = run.user(named[0] if named else None)
    found = report_adherence(run.db, athlete.id, run.act, first=begin, last=end)

    def drawn() -> "Drawing":
        if weeks:
            return _weeks(found)
        return _calendar(report_days(run.db, athlete.id, run.act, first=begin, last=end))

    keep_chart(run, ChartRequest(chart, dark), drawn)
    run.answer(found, _adherence)


def asked_days(run: Run, first: str | None, last: str | None) -> tuple[str | None, str | None]:
    """Read two days, either of which may be unsaid, or refuse; what today is, the acting user's clock says."""
    first, last = (said_day(each, run.acting, run.now, back=True) for each in (first, last))
    begin = None if first is None else asked_day("--from", first).isoformat()
    end = None if last is None else asked_day("--to", last).isoformat()
    if begin is not None and end is not None and end < begin:
        raise CommandNotUnderstood(f"--to {end} is before --from {begin}.", "Give the earlier day to --from.")
    return begin, end


def rate_words(rate: float | None) -> str:
    """Write a share as people do."""
    return "" if rate is None else f"{round(rate * 100)} %"


def _calendar(days: "Iterable[DayOutcome]") -> "Drawing":
    from mesocycle.charts.plan_and_deed import outcome_calendar

    return outcome_calendar(days)


def _weeks(found: "Adherence") -> "Drawing":
    from mesocycle.charts.plan_and_deed import adherence_weeks

    return adherence_weeks(found)


def _adherence(found: "Adherence") -> "RenderableType":
    from rich.console import Group

    if not found.total.planned and not found.beside.planned:
        return "Nothing was planned in those days."
    parts: list[RenderableType] = [_summary(found), ""]
    parts += [_versions(found.versions), ""]
    weeks = found.weeks[-_LAST_WEEKS:]
    if len(weeks) < len(found.weeks):
        parts.append(f"The last {_LAST_WEEKS} of {len(found.weeks)} weeks:")
    parts.append(table(("week", *_COLUMNS), [(day_words(one.week), *_row(one.counts)) for one in weeks], none=""))
    return Group(*parts)


def _summary(found: "Adherence") -> str:
    total = found.total
    reasons = ", ".join(f"{count} {reason}" for reason, count in total.skipped_by_reason.items())
    removed = f", {total.missed_removed} of them removed since" if total.missed_removed else ""
    return card(
        (
            ("adherence", f"{rate_words(total.rate) or 'nothing was due'} ({total.completed} of {total.due} due)"),
            ("on another day", total.on_another_day or None),
            ("skipped", f"{total.skipped} ({reasons})" if total.skipped else None),
            ("missed", f"{total.missed}{removed}" if total.missed else None),
            ("cancelled", total.cancelled or None),
            ("in a pause", total.in_pause or None),
            ("under way", total.in_progress or None),
            ("to come", total.upcoming or None),
            ("streak", f"{found.streak.current} in a row now, {found.streak.longest} at most"),
            ("one-off", f"{found.beside.completed} of {found.beside.planned} done" if found.beside.planned else None),
        )
    )


def _roster(found: "RosterAdherence") -> "RenderableType":
    from rich.console import Group

    if not found.members:
        return lines(["You coach nobody yet."])
    rows = [(one.name, *_row(one.total), one.streak.current or "") for one in found.members]
    rows.append(("all", *_row(found.total), ""))
    return Group(table(("athlete", *_COLUMNS, "streak"), rows, none=""), "", _versions(found.versions))


def _versions(versions: "Sequence[VersionAdherence]") -> "RenderableType":
    rows = [(_version_words(one), *_row(one.counts)) for one in versions]
    return table(("version", *_COLUMNS), rows, none="")


def _version_words(one: "VersionAdherence") -> str:
    name = one.routine_name or one.routine_version_id
    return name if one.version is None else f"{name}, version {one.version}"


def _row(counts: "AdherenceCounts") -> tuple[object, ...]:
    amounts = (
        *(counts.completed, counts.due, rate_words(counts.rate), counts.skipped, counts.missed),
        *(counts.on_another_day, counts.cancelled, counts.in_pause, counts.upcoming),
    )
    return tuple("" if amount == 0 else amount for amount in amounts)

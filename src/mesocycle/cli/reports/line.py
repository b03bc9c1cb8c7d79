"""`mesocycle report line`: how well one prescribed line works."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import card, table
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.finding import routine_id
from mesocycle.cli.reports.adherence import FromTheBeginning, ToTheEnd, asked_days, rate_words

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.analytics.lines.line_quality import LineCounts, LineQuality

_COLUMNS = ("prescribed", "met", "rate", "under", "over", "partial", "omitted", "substituted", "effort")


def line(
    ctx: typer.Context,
    routine: options.Routine,
    line: Annotated[
        str, typer.Argument(metavar="LINE", help="The _id of a line, or the name of an exercise or a step.")
    ],
    *,
    user: Annotated[
        list[str] | None,
        typer.Option(
            "--user",
            metavar="EMAIL",
            help="Only these athletes; several times. Default: all you see.",
            autocompletion=completing.users,
        ),
    ] = None,
    first: FromTheBeginning = None,
    last: ToTheEnd = None,
) -> None:
    """Tell how often a prescribed line was met, omitted or substituted, over all versions and athletes."""
    from mesocycle.reports.report_line import report_line

    run = run_of(ctx)
    begin, end = asked_days(run, first, last)
    members = run.members(user)
    named = routine_id(run, routine)
    run.answer(report_line(run.db, named, line, run.act, members=members, first=begin, last=end), _view)


def _view(found: "LineQuality") -> "RenderableType":
    from rich.console import Group

    total = found.total
    head = card(
        (
            (found.kind, found.name),
            ("prescribed", f"{total.prescribed} times in {total.sessions} sessions"),
            ("met", f"{total.met} ({rate_words(total.met_rate)})" if total.prescribed else None),
            ("effort", None if total.effort is None else f"RPE {total.effort.mean:g}, said {total.effort.said} times"),
            ("unrecorded", f"{found.unrecorded} sessions" if found.unrecorded else None),
        )
    )
    if not total.prescribed:
        return Group(head, "", "Nobody in your sight has completed a session with this line yet.")
    versions = [(f"version {one.version or one.routine_version_id}", *_row(one.counts)) for one in found.versions]
    athletes = [(one.name or one.user_id, *_row(one.counts)) for one in found.athletes]
    return Group(head, "", table(("", *_COLUMNS), [*versions, *athletes], none=""))


def _row(counts: "LineCounts") -> tuple[object, ...]:
    effort = "" if counts.effort is None else f"{counts.effort.mean:g}"
    amounts = (counts.under, counts.over, counts.partial, counts.omitted, counts.substituted)
    return (counts.prescribed, counts.met, rate_words(counts.met_rate), *(one or "" for one in amounts), effort)

"""`/analytics`: plan against deed, as documents and as charts: comparison, adherence, lines, what if."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from msgspec import Meta, field
from msgspec.structs import replace

from mesocycle.analytics.adherence import Adherence, RosterAdherence
from mesocycle.analytics.lines.line_quality import LineQuality
from mesocycle.analytics.plan_and_deed.comparison import SessionComparison
from mesocycle.analytics.plan_and_deed.three_way import ThreeWay
from mesocycle.analytics.what_if import WhatIfReport
from mesocycle.api.frame.remedies import words_for
from mesocycle.domain.assignment.what_if import WhatIfRequest, check_what_if_wish
from mesocycle.domain.document import Date, Id
from mesocycle.domain.refusal import DocumentNotValid, NotFound, PathMessage, SessionRemoved, VersionArchived
from mesocycle.domain.remedy import reworded
from mesocycle.domain.session.guidance import SessionGuidance
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser, Query
from mesocycle.http.route import Routes
from mesocycle.reports.compare_session import compare_session, compare_three_ways
from mesocycle.reports.guide_session import guide_session
from mesocycle.reports.report_adherence import report_adherence, report_days, report_roster
from mesocycle.reports.report_line import report_line
from mesocycle.reports.what_if import what_if

routes = Routes(
    "Plan and deed", described="What was planned beside what was done: sessions, adherence, lines, what if."
)

Chart = dict[str, Any]
_First = Annotated[Date | None, Meta(description="The first day; absent: from the beginning.")]
_Last = Annotated[Date | None, Meta(description="The last day; absent: to the end.")]
_Members = Annotated[tuple[Id, ...], Meta(description="Ids of athletes, parted by commas; absent: all you see.")]


class DaysOfUser(OfUser, frozen=True, kw_only=True):
    """From when to when."""

    first: _First = field(name="from", default=None)
    last: _Last = field(name="to", default=None)


class DaysOfRoster(Query, frozen=True, kw_only=True):
    """Whose, and from when to when."""

    members: _Members = ()
    first: _First = field(name="from", default=None)
    last: _Last = field(name="to", default=None)


class DaysOfLine(DaysOfRoster, frozen=True, kw_only=True):
    """Of which routine the line is."""

    parent_routine_id: Annotated[Id, Meta(description="The routine whose versions have the line.")]


@routes.get(
    "/analytics/sessions/{sessionId}", gives=SessionComparison, query=OfUser, refusals=(SessionRemoved,), tagged=True
)
def session(call: Call, session_id: Id) -> Answer:
    """Compare a session with its plan: every set, round and step with its verdict and how far it was off."""
    return answers.tagged(compare_session(call.db, call.owner, session_id, call.act))


@routes.get(
    "/analytics/sessions/{sessionId}/three-way", gives=ThreeWay, query=OfUser, refusals=(SessionRemoved,), tagged=True
)
def three_way(call: Call, session_id: Id) -> Answer:
    """Put beside plan and deed what the routine's current version prescribes there."""
    return answers.tagged(compare_three_ways(call.db, call.owner, session_id, call.act))


@routes.get(
    "/analytics/sessions/{sessionId}/guidance",
    gives=SessionGuidance,
    query=OfUser,
    refusals=(SessionRemoved,),
    tagged=True,
)
def guidance(call: Call, session_id: Id) -> Answer:
    """Suggest what to do in a session, line by line, each with its reason; its plan stays as it was written.

    From what was done before and the exercise's `progressionMethod`; only of sessions that are scheduled or under way.
    """
    return answers.tagged(guide_session(call.db, call.owner, session_id, call.act))


@routes.get("/analytics/sessions/{sessionId}/chart", gives=Chart, query=OfUser, refusals=(SessionRemoved,))
def session_chart(call: Call, session_id: Id) -> Answer:
    """Draw a session's plan and deed line by line, as a Vega-Lite description without colours of its own."""
    found = compare_session(call.db, call.owner, session_id, call.act)
    return _drawn(lambda charts: charts.compared_session(found))


@routes.get("/analytics/adherence", gives=Adherence, query=DaysOfUser, tagged=True)
def adherence(call: Call) -> Answer:
    """Tell what became of everything planned, by assignment, version and week; assigning again wipes nothing out."""
    asked = _days(call.asked(DaysOfUser))
    return answers.tagged(report_adherence(call.db, call.owner, call.act, first=asked.first, last=asked.last))


@routes.get("/analytics/adherence/chart", gives=Chart, query=DaysOfUser)
def adherence_chart(call: Call) -> Answer:
    """Draw what became of every day's session as a calendar, as a Vega-Lite description."""
    asked = _days(call.asked(DaysOfUser))
    found = report_days(call.db, call.owner, call.act, first=asked.first, last=asked.last)
    return _drawn(lambda charts: charts.outcome_calendar(found))


@routes.get("/analytics/adherence/weeks-chart", gives=Chart, query=DaysOfUser)
def weeks_chart(call: Call) -> Answer:
    """Draw sessions planned and completed week by week, as a Vega-Lite description."""
    asked = _days(call.asked(DaysOfUser))
    found = report_adherence(call.db, call.owner, call.act, first=asked.first, last=asked.last)
    return _drawn(lambda charts: charts.adherence_weeks(found))


@routes.get("/analytics/roster-adherence", gives=RosterAdherence, query=DaysOfRoster, refusals=(NotFound,), tagged=True)
def roster(call: Call) -> Answer:
    """Tell the adherence of all whom you coach, or of those named, a line each."""
    asked = _days(call.asked(DaysOfRoster))
    found = report_roster(call.db, call.act, members=asked.members or None, first=asked.first, last=asked.last)
    return answers.tagged(found)


@routes.get("/analytics/lines/{lineId}", gives=LineQuality, query=DaysOfLine, refusals=(NotFound,), tagged=True)
def line(call: Call, line_id: Id) -> Answer:
    """Tell how often a prescribed line was met, omitted or substituted, and with what effort.

    A line is known by its `_id` through all versions; a workout, section, exercise or block stands for all in it.
    """
    asked = _days(call.asked(DaysOfLine))
    found = report_line(
        call.db,
        asked.parent_routine_id,
        line_id,
        call.act,
        members=asked.members or None,
        first=asked.first,
        last=asked.last,
    )
    return answers.tagged(found)


@routes.post(
    "/analytics/what-if", takes=WhatIfRequest, gives=WhatIfReport, keyed=False, refusals=(NotFound, VersionArchived)
)
def try_out(call: Call) -> Answer:
    """Try a version on real history, and change nothing: days that move or double, weekly work against what is done.

    Tried on `members`, or on all within your reach who follow another version of its routine. Who can't be given it
    has a `refusal` in place of a receipt.
    """
    given = call.body(WhatIfRequest)
    check_what_if_wish(given)
    found = what_if(
        call.db, given.routine_version_id, call.act, members=given.members, wish=given.wish, weeks=given.weeks
    )
    told = tuple(replace(each, refusal=reworded(each.refusal, words_for(each.user_id))) for each in found.members)
    return answers.document(replace(found, members=told))


_D = TypeVar("_D", DaysOfUser, DaysOfRoster, DaysOfLine)


def _days(asked: _D) -> _D:
    """Refuse a last day before the first."""
    if asked.first is not None and asked.last is not None and asked.last < asked.first:
        raise DocumentNotValid(
            f"The last day {asked.last} is before the first, {asked.first}.",
            "Give the earlier day as `from`.",
            errors=(PathMessage(path="from", message="is after `to`"),),
        )
    return asked


def _drawn(draw: Callable[[Any], Any]) -> Answer:
    # Altair is slow to load: only where a chart is asked for.
    from mesocycle.charts import every, plan_and_deed  # noqa: PLC0415

    return answers.document(every.description(draw(plan_and_deed)))

"""`/workout-sessions`: the calendar page by page, today's or that of a past moment; a trainer's day."""

from typing import Annotated, Literal, Protocol, TypeVar

from msgspec import Meta, field

from mesocycle.api.sessions import workout_sessions
from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.instant import FIRST_DAY, LAST_DAY, checked_instant
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.summary import SessionSummary, session_summary
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page, PageOfUser
from mesocycle.storage.calendar import as_of as calendar_as_of
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar import rosters
from mesocycle.storage.calendar.pages import CalendarKey, Wanted, calendar_key
from mesocycle.storage.calendar.rosters import RosterKey
from mesocycle.storage.engine.database import Read

Found_co = TypeVar("Found_co", covariant=True)

routes = workout_sessions.routes


class Calendar(PageOfUser, frozen=True, kw_only=True):
    """Which sessions, and how much of each."""

    first: Annotated[Date | None, Meta(description="The first day.")] = field(name="from", default=None)
    last: Annotated[Date | None, Meta(description="The last day.")] = field(name="to", default=None)
    status: Annotated[tuple[SessionStatus, ...], Meta(description="Only those; absent: all.")] = ()
    routine_assignment_id: Annotated[Id | None, Meta(description="Only those of this assignment.")] = None
    parent_routine_id: Annotated[Id | None, Meta(description="Only those of this routine.")] = None
    as_of: Annotated[Instant | None, Meta(description="The calendar as it stood at a past moment.")] = None
    fields: Annotated[
        Literal["all", "summary"], Meta(description="`summary` leaves out snapshot and log, and names the workout.")
    ] = "all"


class RosterOfDay(Page, frozen=True, kw_only=True):
    """Which day."""

    day: Annotated[Date | None, Meta(description="The day; absent: each athlete's today.")] = None


@routes.get("/workout-sessions", gives=list[WorkoutSession | SessionSummary], query=Calendar)
def every(call: Call) -> Answer:
    """List the calendar by day and time; sessions that are done stand on the day they were done.

    With `asOf` it is the calendar as the server knew it at that moment: what was removed since is there, and what
    was moved since stands where it stood.
    """
    asked = call.asked(Calendar)
    seen = answers.seen(asked, str, str, str)
    after = None if seen is None else CalendarKey(*seen)
    wanted = Wanted(
        first=asked.first,
        last=asked.last,
        statuses=asked.status,
        assignment_id=asked.routine_assignment_id,
        routine_id=asked.parent_routine_id,
    )
    past = None if asked.as_of is None else checked_instant("asOf", asked.as_of)
    if past is not None and past < call.now:
        stood, more = _as_of(call, wanted, past, after, asked.limit)
        short = asked.fields == "summary"
        return answers.cut_early(stood, asked.limit, calendar_key, session_summary if short else _whole, more=more)
    if asked.fields == "summary":
        return answers.cut(
            _present(call, wanted, after, calendar_pages.summaries, asked.limit + 1), asked, calendar_key
        )
    whole, more = _present(call, wanted, after, calendar_pages.whole, asked.limit)
    return answers.cut_early(whole, asked.limit, calendar_key, more=more)


@routes.get("/workout-sessions/roster", gives=list[SessionSummary], query=RosterOfDay)
def roster(call: Call) -> Answer:
    """List a day of everybody the caller coaches, by time; without `day` each athlete's own today.

    Of an athlete who lets a trainer see only what that trainer assigned, only that is there.
    """
    asked = call.asked(RosterOfDay)
    seen = answers.seen(asked, str, str, str)
    after = None if seen is None else RosterKey(*seen)
    with call.db.read() as read:
        found = rosters.of_day(read, call.actor.id, asked.day, call.now, after, asked.limit + 1)
    return answers.cut(found, asked, lambda each: RosterKey(each.scheduled_time, each.user_id, each.id))


class _PageOf(Protocol[Found_co]):
    def __call__(
        self, read: Read, user_id: Id, wanted: Wanted, after: CalendarKey | None, limit: int, *, scope: Scope = ALL
    ) -> Found_co: ...


def _present(call: Call, wanted: Wanted, after: CalendarKey | None, page_of: _PageOf[Found_co], limit: int) -> Found_co:
    """Read a page; for the caller's own calendar nothing else is asked."""
    if call.owner == call.actor.id:
        with call.db.read_now() as look:
            return page_of(look, call.owner, wanted, after, limit)
    with call.seeing() as (read, scope):
        return page_of(read, call.owner, wanted, after, limit, scope=scope)


def _as_of(
    call: Call, wanted: Wanted, at: Instant, after: CalendarKey | None, limit: int
) -> tuple[list[WorkoutSession], bool]:
    days = wanted.first or FIRST_DAY, wanted.last or LAST_DAY
    with call.seeing() as (read, scope):
        return calendar_as_of.page(read, call.owner, wanted, days, at, after, limit, scope=scope)


def _whole(session: WorkoutSession) -> WorkoutSession:
    return session

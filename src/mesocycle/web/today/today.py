"""`/today`: what runs, what is due, overdue and done, and how far each plan is."""

from datetime import date, timedelta
from http import HTTPStatus

from msgspec import Struct

from mesocycle.domain.assignment.assignment import Origin, RoutineAssignment
from mesocycle.domain.document import Date, Id, Instant, encode
from mesocycle.domain.people.user import CoachingStatus
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.summary import SessionSummary
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import assignments
from mesocycle.storage.calendar import counts
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import coachings
from mesocycle.storage.plans import routines as routine_rows
from mesocycle.storage.sync import feed
from mesocycle.web.conversation.conversation import Unread, waiting_of
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.kept_bodies import KeptBodies, key_of
from mesocycle.web.frame.languages import chosen_before
from mesocycle.web.frame.page import HEADERS, Reader, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.plans.chains import chains_of
from mesocycle.web.today.changed import Changed, unseen_of

routes = Routes("Pages: today", described="What is to be done now.")

_BACK_DAYS = 21
"""So long an overdue session is held before somebody's eyes; the calendar shows all."""
_AHEAD_DAYS = 7
_MOST = 200
_KEPT = KeptBodies(500)
"""Each write in an athlete's name moves their feed on; of others the page has names alone, new ones from then on."""


class Plan(Struct, frozen=True, kw_only=True):
    """A routine that is followed, and how far it is."""

    assignment: RoutineAssignment
    name: str
    done: int
    planned: int


class Day(Struct, frozen=True, kw_only=True):
    """What the page shows."""

    running: tuple[SessionSummary, ...]
    due: tuple[SessionSummary, ...]
    overdue: tuple[SessionSummary, ...]
    done: tuple[SessionSummary, ...]
    next: tuple[SessionSummary, ...]
    plans: tuple[Plan, ...]
    invitations: int
    changed: tuple[Changed, ...]
    waiting: Unread


@routes.get("/", query=PageQuery, media_type="text/html")
def home(_call: Call) -> Answer:
    """Go to the page of today."""
    return going_to("/today")


@routes.get("/today", query=PageQuery, media_type="text/html")
def show(call: Call) -> Answer:
    """Show the day; who has nothing planned at all is led to the first steps."""
    reader, query = reader_of(call), call.asked(PageQuery)
    with call.db.read() as read:
        invitations = _invitations(read, call.actor.id)
        own = reader.user.locale if reader.user else None
        tells = own is not None and chosen_before(call.request.headers) != reader.lang
        if query.done or query.undo or query.lang or tells:  # said once, or a cookie comes with it
            return _shown(call, reader, read, invitations)
        at = feed.position(read, call.actor.id)
        key = key_of(
            at.epoch,
            str(at.seq),
            str(invitations),
            encode(reader.user),
            reader.lang,
            str(reader.locale),
            reader.today,
            reader.csrf,
        )
        body = _KEPT.find(key)
        if body is not None:
            return Answer(HTTPStatus.OK, dict(HEADERS), body)
        made = _shown(call, reader, read, invitations)
    _KEPT.keep(key, made.body or b"")
    return made


def _shown(call: Call, reader: Reader, read: Read, invitations: int) -> Answer:
    day = _day(read, call.actor.id, reader.today, invitations, call.now)
    return page(call, "today/today.html", reader=reader, day=day, today=reader.today)


def _invitations(read: Read, user_id: Id) -> int:
    links = coachings.of_user(read, user_id)
    return sum(link.athlete_id == user_id and link.status is CoachingStatus.INVITED for link in links)


def _day(read: Read, user_id: Id, today: Date, invitations: int, now: Instant) -> Day:
    at = date.fromisoformat(today)
    span = Wanted(
        first=(at - timedelta(days=_BACK_DAYS)).isoformat(), last=(at + timedelta(days=_AHEAD_DAYS)).isoformat()
    )
    found = calendar_pages.summaries(read, user_id, span, None, _MOST)
    running = calendar_pages.summaries(read, user_id, Wanted(statuses=[SessionStatus.IN_PROGRESS]), None, 10)
    open_ = [each for each in found if each.status is SessionStatus.SCHEDULED]
    over = (SessionStatus.COMPLETED, SessionStatus.SKIPPED)
    return Day(
        running=tuple(running),
        due=tuple(each for each in open_ if each.scheduled_date == today),
        overdue=tuple(each for each in open_ if each.scheduled_date < today)[::-1],
        done=tuple(
            each for each in found if each.status in over and (each.performed_date or each.scheduled_date) == today
        ),
        next=tuple(each for each in open_ if each.scheduled_date > today)[:3],
        plans=tuple(_plans(read, user_id)),
        invitations=invitations,
        changed=unseen_of(read, user_id, now),
        waiting=waiting_of(read, user_id, user_id),
    )


def _plans(read: Read, user_id: Id) -> list[Plan]:
    every = assignments.of_user(read, user_id)
    live = [each for each in every if each.status.live and each.origin is not Origin.OWN]
    versions = routine_rows.several_versions(read, {each.routine_version_id for each in live})
    earlier = chains_of(every, [each.id for each in live])
    counted = counts.of_assignments(read, user_id, [one for each in live for one in earlier[each.id]])
    return [
        Plan(
            assignment=each,
            name=versions[each.routine_version_id].name if each.routine_version_id in versions else "",
            done=sum(counted[one][SessionStatus.COMPLETED] for one in earlier[each.id]),
            planned=sum(counted[one].total() - counted[one][SessionStatus.CANCELLED] for one in earlier[each.id]),
        )
        for each in live
    ]

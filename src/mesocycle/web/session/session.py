"""`/sessions/{id}`: the plan in the athlete's own amounts, the deed beside it, its history, its notes."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from mesocycle.analytics.plan_and_deed.comparison import SessionComparison
from mesocycle.analytics.plan_and_deed.three_way import ThreeWay
from mesocycle.domain.conversation import ReadSubject
from mesocycle.domain.document import Id
from mesocycle.domain.instant import civil_day
from mesocycle.domain.log.editing import EMPTY, is_empty
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.refusal import NotFound, SessionRemoved
from mesocycle.domain.session.event import Event
from mesocycle.domain.session.resolved import resolve_session
from mesocycle.domain.session.session import SessionStatus, WorkoutSession, standing
from mesocycle.domain.session.status import EventKind, open_moves
from mesocycle.domain.session.stored_log import find_log, find_snapshot
from mesocycle.domain.session.summary import session_summary
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.reports.compare_session import compare_session, compare_three_ways
from mesocycle.reports.guide_session import guide_session
from mesocycle.storage.conversation import read_marks
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import events, sessions, successors
from mesocycle.web.conversation.conversation import talk_of
from mesocycle.web.frame.faults import advice_in
from mesocycle.web.frame.forms import Form
from mesocycle.web.frame.meanwhile import Difference
from mesocycle.web.frame.page import Reader, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.session.lines import Beside, Part, choices_of, line_names, part_of, verdicts_of
from mesocycle.web.session.notation import telling

routes = Routes("Pages: session", described="One session: plan and deed.")

REASONS = ("illness", "injury", "pain", "fatigue", "no-time", "travel", "equipment", "weather", "other")


class SessionQuery(PageQuery, frozen=True, kw_only=True):
    """About which of its sets somebody begins to write."""

    about: Annotated[Id | None, Meta(description="A set or a step.")] = None


class Seen(Struct, frozen=True, kw_only=True):
    """A session, and what it is read with."""

    session: WorkoutSession
    snapshot: WorkoutSnapshot | None
    log: WorkoutPerformanceLog | None
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    events: tuple[Event, ...]
    compared: SessionComparison
    newer: ThreeWay | None
    """Beside both what the routine prescribes there today, where that is something else."""
    people: Mapping[Id, str]


@routes.get("/sessions/{sessionId}", query=SessionQuery, media_type="text/html", refusals=(NotFound, SessionRemoved))
def show(call: Call, session_id: Id) -> Answer:
    """Show the session."""
    return shown(call, session_id)


def shown(
    call: Call,
    session_id: Id,
    *,
    said: Said | None = None,
    status: int = 200,
    typed: Form | None = None,
    both: Sequence[Difference] = (),
) -> Answer:
    """Show a session as it stands now, with what was refused or changed by others, and what was typed."""
    reader = reader_of(call)
    seen = seen_of(call, reader, session_id, call.actor.id)
    session = seen.session
    there = there_of(session)
    with call.db.read() as read:
        me = call.actor.id
        talk = talk_of(read, me, me, session_id=session_id, names=line_names(seen.parts))
    return page(
        call,
        "session/session.html",
        reader=reader,
        status=status,
        seen=seen,
        summary=session_summary(session),
        standing=standing(session.status, session.scheduled_date, reader.today),
        moves=[each.value for each in open_moves(session.status)],
        reasons=REASONS,
        watch=_watch_formats(seen),
        instead=_instead(call, reader, seen),
        talk=talk,
        choices=choices_of(seen.parts),
        about=about_of(call),
        has_log=not is_empty(seen.log),
        today=reader.today,
        there=there,
        typed=there if typed is None else {name: typed.last.get(name, now) for name, now in there.items()},
        both=both,
        said=said,
    )


def about_of(call: Call) -> Id | None:
    """Give the set that somebody begins to write about."""
    return call.query.about if isinstance(call.query, SessionQuery) else None


def there_of(session: WorkoutSession) -> dict[str, str]:
    """Give what forms change of a session, as their fields write it."""
    return {
        "scheduledDate": session.scheduled_date,
        "scheduledTime": "" if session.all_day else session.scheduled_time,
        "notes": (session.notes or "").strip(),
    }


def seen_of(call: Call, reader: Reader, session_id: Id, owner: Id) -> Seen:
    """Read a session with all that is shown of it, as far as whoever calls may see it."""
    compared = compare_session(call.db, owner, session_id, call.act)
    told = guide_session(call.db, owner, session_id, call.act, say=advice_in(reader.lang))
    with call.db.read() as read:
        session = sessions.get(read, owner, session_id, coachings.permit(read, call.actor, owner, Deed.SEE))
        values = reference_values.of_user(read, owner)
        athlete = users.get(read, owner)
        happened = events.of_session(read, owner, session_id)
        people = users.several(read, list({each.by for each in happened}))
    snapshot, log = find_snapshot(session), find_log(session)
    parts: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()
    if snapshot is not None:
        resolved = resolve_session(session, snapshot, log, athlete, values, civil_day(call.now, athlete.time_zone))
        done = {section.section_id: section for section in (log or EMPTY).sections}
        beside = Beside(
            reader=reader,
            resolved=resolved,
            lines=Lines(snapshot),
            verdicts=verdicts_of(compared),
            guidance={each.line_id: each.suggestion.why for each in told.lines},
        )
        parts = tuple(part_of(each, done.get(each.id), beside) for each in snapshot.sections)
        missing = tuple(each.exercise_name or each.kind for each in resolved.missing)
    return Seen(
        session=session,
        snapshot=snapshot,
        log=log,
        parts=parts,
        missing=missing,
        events=tuple(happened[::-1]),
        compared=compared,
        newer=_newer(compare_three_ways(call.db, owner, session_id, call.act, telling=telling(reader))),
        people={user_id: user.name for user_id, user in people.items()},
    )


def _instead(call: Call, reader: Reader, seen: Seen) -> Seen | None:
    """Give what the new plan has in the place of work that came back, until it is said what becomes of it."""
    if not any(each.kind is EventKind.REVIVED for each in seen.events):
        return None
    owner = call.actor.id
    with call.db.read() as read:
        marks = read_marks.of_subjects(read, owner, ReadSubject.REVIVED, [seen.session.id])
        if any(mark.reader_id == owner for mark in marks):
            return None
        found = [sessions.get(read, owner, each) for each in successors.same_day(read, seen.session)]
    waiting = [each for each in found if each.status is SessionStatus.SCHEDULED]
    return seen_of(call, reader, waiting[0].id, owner) if waiting else None


def _newer(found: ThreeWay) -> ThreeWay | None:
    """Give what a later version says of the session; None where it says the same, or there is none."""
    if found.current_version_id in (None, found.routine_version_id):
        return None
    changed = found.workout_removed or any(each.change not in (None, "same") for each in found.lines)
    return found if changed else None


def _watch_formats(seen: Seen) -> tuple[str, ...]:
    """Name the formats of workout files that may hold what is still to be done."""
    if seen.snapshot is None or seen.session.status not in (SessionStatus.SCHEDULED, SessionStatus.IN_PROGRESS):
        return ()
    runs = seen.snapshot.type in ("running", "trail-running")
    return ("fit", "tcx", "zwo") if runs else ("fit",)

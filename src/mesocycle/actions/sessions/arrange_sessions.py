"""Move several sessions by days, or copy them beside the plan: all or none, and as it was shown."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from mesocycle.actions.sessions.add_session import add_session_in
from mesocycle.domain.assignment.receipt import CreatedSession, MovedSession, PreviewOutdated, ReceiptKind
from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.session.arranging import Arranged, ArrangedCopy, Arranging, arranged_as, check_arranging, target
from mesocycle.domain.session.inputs import OneOff
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import sessions

_ON_CALENDAR = (SessionStatus.SCHEDULED, SessionStatus.IN_PROGRESS, SessionStatus.COMPLETED)
_MOST = 2_000


def arrange_sessions(db: Database, user_id: Id, asked: Arranging, act: Act) -> Arranged:
    """Do it, or with `dryRun` only say what it would come to; refused where that is not what was `expected`.

    It is told to the athlete by a receipt, which takes it back too: of what moves one for each assignment.
    """
    check_arranging(asked)
    if asked.dry_run:
        with db.read() as read:
            return _foretold(read, user_id, asked, act.actor)[0]
    return db.write(user_id, act, lambda write: arrange_sessions_in(write, asked))


def arrange_sessions_in(write: Write, asked: Arranging) -> Arranged:
    """Arrange inside a write that is open."""
    told, found = _foretold(write, write.owner, asked, write.act.actor)
    if asked.expected not in (None, told.fingerprint):
        raise PreviewOutdated(
            "The calendar changed since you looked: it would come to something else now.",
            "Look at what it would do now, and decide again.",
        )
    done = replace(told, dry_run=False, fingerprint=None)
    if asked.copies:
        return _copied(write, done)
    return replace(done, receipt_ids=_moved(write, told, found))


def _foretold(read: Read, user_id: Id, asked: Arranging, actor: Actor) -> tuple[Arranged, list[WorkoutSession]]:
    scope = coachings.permit(read, actor, user_id, Deed.ARRANGE)
    found = [sessions.get(read, user_id, each, scope) for each in dict.fromkeys(asked.session_ids)]
    return arranged_as(user_id, found, asked, _taken(read, user_id, found, asked, scope)), found


def _taken(
    read: Read, user_id: Id, found: Sequence[WorkoutSession], asked: Arranging, scope: Scope
) -> dict[Date, set[Id]]:
    """Give what stands on the days from the first to the last that something goes to."""
    days = sorted(target(each, asked) for each in found)
    wanted = Wanted(first=days[0], last=days[-1], statuses=_ON_CALENDAR)
    there: defaultdict[Date, set[Id]] = defaultdict(set)
    for each in calendar_pages.summaries(read, user_id, wanted, None, _MOST, scope=scope):
        there[each.performed_date or each.scheduled_date].add(each.id)
    return there


def _copied(write: Write, told: Arranged) -> Arranged:
    own = assignments.own_of(write, write.owner)
    made: list[ArrangedCopy] = []
    created: list[CreatedSession] = []
    for each in told.copied:
        new = OneOff(repeat_of=each.copy_of, scheduled_date=each.scheduled_date, scheduled_time=each.scheduled_time)
        session = add_session_in(write, new)
        made.append(replace(each, session_id=session.id))
        created.append(
            CreatedSession(
                session_id=session.id,
                workout_name=each.workout_name,
                scheduled_date=session.scheduled_date,
                scheduled_time=session.scheduled_time,
            )
        )
    issued = receipts.issue(write, ReceiptKind.COPY, own, created=tuple(created))
    return replace(told, copied=tuple(made), receipt_ids=(issued.id,))


def _moved(write: Write, told: Arranged, found: Sequence[WorkoutSession]) -> tuple[Id, ...]:
    of = {each.id: each.routine_assignment_id for each in found}
    by_assignment: defaultdict[Id, list[MovedSession]] = defaultdict(list)
    for each in told.moved:
        by_assignment[of[each.session_id]].append(
            MovedSession(session_id=each.session_id, from_=each.from_, to=each.to)
        )
    issued = []
    for assignment_id, moved in by_assignment.items():
        before = assignments.get(write, write.owner, assignment_id)
        session_changes.shift(write, moved)
        issued.append(receipts.issue(write, ReceiptKind.SHIFT, before, tuple(moved)).id)
    return tuple(issued)

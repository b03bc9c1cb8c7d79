"""Give a scheduled session another day or time; its snapshot and planned date stay."""

from collections.abc import Mapping

from mesocycle.actions.moving import changed_meanwhile, session_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.inputs import Reschedule
from mesocycle.domain.session.rules import new_day, require_scheduled
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import events


def reschedule_session(db: Database, user_id: Id, session_id: Id, given: Reschedule, act: Act) -> WorkoutSession:
    """Reschedule one session; where it stands already, nothing happens."""
    return db.write(user_id, act, lambda write: reschedule_session_in(write, session_id, given))


def reschedule_sessions(db: Database, user_id: Id, given: Mapping[Id, Reschedule], act: Act) -> list[WorkoutSession]:
    """Reschedule several sessions, each to its own day or time, all or none."""
    return db.write(user_id, act, lambda write: [reschedule_session_in(write, each, to) for each, to in given.items()])


def reschedule_session_in(
    write: Write, session_id: Id, given: Reschedule, *, at: Instant | None = None
) -> WorkoutSession:
    """Reschedule inside a write that is open; `at` is a device's clock."""
    session = session_in(write, session_id, Deed.ARRANGE)
    require_scheduled(session, "rescheduled")
    values = new_day(session, given.scheduled_date, given.scheduled_time, all_day=given.all_day is True)
    if not values:
        return session
    after = session_changes.change(
        write, session.id, [SessionStatus.SCHEDULED], values, snapshot=session.workout_snapshot
    )
    if after is None:
        raise changed_meanwhile(write, session.id)
    events.add(write, write.new_id(), EventKind.RESCHEDULED, before=session, after=after, at=at)
    return after

"""Start a session: the work begins, and the reference values used on that day are frozen into its log."""

from mesocycle.actions.log.log_keeping import freeze_references_in, write_rows_of
from mesocycle.actions.moving import done_at, move_session_in, session_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import EventKind, Move
from mesocycle.domain.session.stored_log import find_log, stored_text
from mesocycle.domain.session.times import SessionTimes, before_start, correct_times, start_times, times_of
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users


def start_session(
    db: Database, user_id: Id, session_id: Id, act: Act, *, started_at: Instant | None = None
) -> WorkoutSession:
    """Start a session now, or at the instant given; a skipped or cancelled one is started all the same."""
    return db.write(user_id, act, lambda write: start_session_in(write, session_id, started_at=started_at))


def start_session_in(
    write: Write,
    session_id: Id,
    *,
    started_at: Instant | None = None,
    at: Instant | None = None,
    kind: EventKind | None = None,
) -> WorkoutSession:
    """Start inside a write that is open; `at` is a device's clock, `kind` the event where it is not `started`."""
    session = session_in(write, session_id, Deed.PERFORM)
    when = done_at(write, at)
    zone = users.zone_at(write, write.owner, started_at or when)
    if started_at is None:
        times = start_times(times_of(session), at=when, time_zone=zone)
    else:
        known = before_start(times_of(session), started_at)
        times = correct_times(known, SessionTimes(started_at=started_at), now=write.now, time_zone=zone)
    log = freeze_references_in(write, session, find_log(session), times.performed_date or session.scheduled_date)
    values = {
        "started_at": times.started_at,
        "completed_at": times.completed_at,
        "duration_minutes": times.duration_minutes,
        "performed_date": times.performed_date,
        "performance_log": stored_text(session, log),
    }
    after = move_session_in(write, session, Move.START, values, at=at, kind=kind)
    write_rows_of(write, [after])
    return after

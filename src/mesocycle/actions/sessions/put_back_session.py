"""Put a session back to `scheduled`, as if it had never begun."""

from mesocycle.actions.log.log_keeping import write_rows_of
from mesocycle.actions.moving import move_session_in, session_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.rules import require_discardable
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import MOVES, Move
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database, Write

_CLEARED = dict.fromkeys(("started_at", "completed_at", "duration_minutes", "performed_date", "performance_log"))


def put_back_session(
    db: Database, user_id: Id, session_id: Id, act: Act, *, discard_log: bool = False
) -> WorkoutSession:
    """Put a session back; its times and log go into the event. Something logged asks for `discard_log`.

    Refused where the assignment is no longer live: the session would be an orphan.
    """
    return db.write(user_id, act, lambda write: put_back_session_in(write, session_id, discard_log=discard_log))


def put_back_session_in(
    write: Write, session_id: Id, *, discard_log: bool = False, at: Instant | None = None
) -> WorkoutSession:
    """Put back inside a write that is open; `at` is a device's clock."""
    session = session_in(write, session_id, Deed.PERFORM)
    if Move.PUT_BACK in MOVES[session.status]:  # else the table's refusal says more than these two
        assignment = assignments.get(write, write.owner, session.routine_assignment_id)
        if not assignment.status.live:
            raise assignments.ended(assignment)
        require_discardable(session, discard_log=discard_log)
    log = session.performance_log
    before = None if log is None else {"performanceLog": log}
    after = move_session_in(write, session, Move.PUT_BACK, _CLEARED, at=at, before=before)
    write_rows_of(write, [after])
    return after

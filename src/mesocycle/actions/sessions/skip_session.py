"""Skip a session that has not begun, and say why."""

from collections.abc import Sequence

from msgspec.structs import replace

from mesocycle.actions.moving import move_session_in, session_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.inputs import Skip
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import Move
from mesocycle.domain.session.stored_log import get_log, stored_text
from mesocycle.storage.engine.database import Database, Write


def skip_session(db: Database, user_id: Id, session_id: Id, given: Skip, act: Act) -> WorkoutSession:
    """Skip a session; the reason becomes its feedback's."""
    return db.write(user_id, act, lambda write: skip_session_in(write, session_id, given))


def skip_sessions(db: Database, user_id: Id, session_ids: Sequence[Id], given: Skip, act: Act) -> list[WorkoutSession]:
    """Skip several sessions, all or none."""
    return db.write(
        user_id, act, lambda write: [skip_session_in(write, each, given) for each in dict.fromkeys(session_ids)]
    )


def skip_session_in(write: Write, session_id: Id, given: Skip, *, at: Instant | None = None) -> WorkoutSession:
    """Skip inside a write that is open; `at` is a device's clock."""
    session = session_in(write, session_id, Deed.PERFORM)
    log = get_log(session)
    feedback = replace(log.feedback or Feedback(), reason=given.reason)
    if given.notes:
        feedback = replace(feedback, notes=given.notes)
    values = {"performance_log": stored_text(session, replace(log, feedback=feedback))}
    return move_session_in(write, session, Move.SKIP, values, at=at, reason=given.reason)

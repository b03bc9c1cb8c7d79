"""Cancel a session, begun or not; what was logged stays with it."""

from collections.abc import Sequence

from mesocycle.actions.moving import move_session_in, session_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.inputs import Cancel
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import Move
from mesocycle.storage.engine.database import Database, Write

WITHOUT_REASON = Cancel()


def cancel_session(
    db: Database, user_id: Id, session_id: Id, act: Act, *, given: Cancel = WITHOUT_REASON
) -> WorkoutSession:
    """Cancel a session; its log and times stay."""
    return db.write(user_id, act, lambda write: cancel_session_in(write, session_id, given))


def cancel_sessions(
    db: Database, user_id: Id, session_ids: Sequence[Id], act: Act, *, given: Cancel = WITHOUT_REASON
) -> list[WorkoutSession]:
    """Cancel several sessions, all or none."""
    return db.write(
        user_id,
        act,
        lambda write: [cancel_session_in(write, each, given) for each in dict.fromkeys(session_ids)],
    )


def cancel_session_in(
    write: Write, session_id: Id, given: Cancel = WITHOUT_REASON, *, at: Instant | None = None
) -> WorkoutSession:
    """Cancel inside a write that is open; `at` is a device's clock."""
    session = session_in(write, session_id, Deed.PERFORM)
    return move_session_in(write, session, Move.CANCEL, {}, at=at, reason=given.reason)

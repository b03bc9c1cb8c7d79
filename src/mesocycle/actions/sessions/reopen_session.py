"""Reopen a completed session to go on with it."""

from mesocycle.actions.moving import move_session_in, session_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import Move
from mesocycle.storage.engine.database import Database, Write


def reopen_session(db: Database, user_id: Id, session_id: Id, act: Act) -> WorkoutSession:
    """Reopen a session; its first `completedAt` stays and counts again when it is completed."""
    return db.write(user_id, act, lambda write: reopen_session_in(write, session_id))


def reopen_session_in(write: Write, session_id: Id, *, at: Instant | None = None) -> WorkoutSession:
    """Reopen inside a write that is open; `at` is a device's clock."""
    session = session_in(write, session_id, Deed.PERFORM)
    return move_session_in(write, session, Move.REOPEN, {}, at=at)

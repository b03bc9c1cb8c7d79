"""Write the notes of a session, in whatever status it is."""

from mesocycle.actions.moving import changed_meanwhile, session_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.rules import changed_fields
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import events


def note_session(db: Database, user_id: Id, session_id: Id, notes: str, act: Act) -> WorkoutSession:
    """Put notes in the place of those that stand there; empty ones take them away."""
    return db.write(user_id, act, lambda write: note_session_in(write, session_id, notes))


def note_session_in(write: Write, session_id: Id, notes: str, *, at: Instant | None = None) -> WorkoutSession:
    """Note inside a write that is open; `at` is a device's clock."""
    session = session_in(write, session_id, Deed.ARRANGE)
    new = notes.strip() or None
    if new == session.notes:
        return session
    after = session_changes.change(
        write, session.id, list(SessionStatus), {"notes": new}, snapshot=session.workout_snapshot
    )
    if after is None:
        raise changed_meanwhile(write, session.id)
    events.add(
        write,
        write.new_id(),
        EventKind.NOTED,
        before=session,
        after=after,
        at=at,
        changes=changed_fields(session, after),
    )
    return after

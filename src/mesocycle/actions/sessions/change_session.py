"""Change parts of a session at once: its day and time, its notes, when it was done, how it felt."""

from msgspec import UNSET

from mesocycle.actions.moving import session_in
from mesocycle.actions.sessions.correct_session import correct_session_in
from mesocycle.actions.sessions.note_session import note_session_in
from mesocycle.actions.sessions.reschedule_session import reschedule_session_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.changes import SessionChanges, asked_correction, asked_place
from mesocycle.domain.session.inputs import Correction
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Database, Write


def change_session(db: Database, user_id: Id, session_id: Id, changes: SessionChanges, act: Act) -> WorkoutSession:
    """Change what is said, all or nothing; what stands there already is no change, whatever the status."""
    return db.write(user_id, act, lambda write: change_session_in(write, session_id, changes))


def change_session_in(write: Write, session_id: Id, changes: SessionChanges) -> WorkoutSession:
    """Change inside a write that is open; each part asks for its own permission and writes its own event."""
    session = session_in(write, session_id, Deed.SEE)
    place = asked_place(session, changes)
    if place is not None:
        session = reschedule_session_in(write, session_id, place)
    if changes.notes is not UNSET:
        session = note_session_in(write, session_id, changes.notes or "")
    given, removed = asked_correction(session, changes)
    if removed or given != Correction():
        session = correct_session_in(write, session_id, given, removed=removed)
    return session

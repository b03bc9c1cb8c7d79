"""Say how a session felt."""

from mesocycle.actions.keep_log import former_feedback, keep_log_in, with_feedback
from mesocycle.actions.move_session import session_in
from mesocycle.domain.act import Act
from mesocycle.domain.document import Id
from mesocycle.domain.event import EventKind
from mesocycle.domain.performance import Feedback
from mesocycle.domain.permission import Deed
from mesocycle.domain.session import WorkoutSession
from mesocycle.domain.session_rules import require_begun
from mesocycle.domain.stored_log import find_log
from mesocycle.storage.database import Database, Write


def give_feedback(db: Database, user_id: Id, session_id: Id, act: Act, feedback: Feedback) -> WorkoutSession:
    """Put feedback in the place of the one before, which goes into the event; in any status but `scheduled`."""
    return db.write(user_id, act, lambda write: give_feedback_in(write, session_id, feedback))


def give_feedback_in(write: Write, session_id: Id, feedback: Feedback) -> WorkoutSession:
    """Give feedback inside a write that is open."""
    session = session_in(write, session_id, Deed.PERFORM)
    require_begun(session)
    log, before = with_feedback(session, feedback), former_feedback(session, feedback)
    if log == find_log(session):
        return session
    kind = EventKind.LOGGED if before is None else EventKind.CORRECTED
    return keep_log_in(write, session, log, kind, before=before, after={"feedback": feedback})

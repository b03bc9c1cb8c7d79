"""Log what a text says was done: a whole session at once, or one exercise of it."""

from mesocycle.actions.log.put_log import put_log_in
from mesocycle.actions.moving import session_in
from mesocycle.domain.document import Id
from mesocycle.domain.log.saying import say
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.rules import require_begun
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import get_log, get_snapshot
from mesocycle.storage.engine.database import Database, Write


def log_done(db: Database, user_id: Id, session_id: Id, text: str, act: Act) -> WorkoutSession:
    """Put what a text of the notation says into the log of a begun session; the event keeps what stood there."""
    return db.write(user_id, act, lambda write: log_done_in(write, session_id, text))


def log_done_in(write: Write, session_id: Id, text: str) -> WorkoutSession:
    """Log inside a write that is open."""
    session = session_in(write, session_id, Deed.PERFORM)
    require_begun(session)
    log = say(text, get_snapshot(session), get_log(session), write.new_id)
    return put_log_in(write, session_id, log, typed=True)

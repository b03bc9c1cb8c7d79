"""Note that somebody has read all that was said of a session: the athlete's feedback and every message."""

from mesocycle.domain.conversation import ReadSubject
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.conversation import messages, read_marks
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import sessions


def read_conversation(db: Database, user_id: Id, session_id: Id, act: Act) -> None:
    """Mark it, once; what one wrote oneself needs no mark."""

    def mark(write: Write) -> None:
        scope = coachings.permit(write, act.actor, user_id, Deed.SEE)
        sessions.get(write, user_id, session_id, scope)
        others = [each.id for each in messages.about(write, user_id, session_id=session_id) if each.by != act.actor.id]
        read_marks.add(write, ReadSubject.MESSAGE, others)
        if act.actor.id != user_id:
            read_marks.add(write, ReadSubject.FEEDBACK, [session_id])

    db.write(user_id, act, mark)

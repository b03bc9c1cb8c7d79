"""Note that somebody has read all that was said of a session or a receipt, every message on it too."""

from mesocycle.domain.conversation import ReadSubject
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.assignments import receipts
from mesocycle.storage.conversation import messages, read_marks
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import sessions


def read_conversation(
    db: Database, user_id: Id, act: Act, *, session_id: Id | None = None, receipt_id: Id | None = None
) -> None:
    """Mark it, once; what one wrote oneself needs no mark."""

    def mark(write: Write) -> None:
        scope = coachings.permit(write, act.actor, user_id, Deed.SEE)
        if session_id is not None:
            sessions.get(write, user_id, session_id, scope)
            if act.actor.id != user_id:
                read_marks.add(write, ReadSubject.FEEDBACK, [session_id])
        if receipt_id is not None:
            receipts.get(write, user_id, receipt_id, scope)
            read_marks.add(write, ReadSubject.RECEIPT, [receipt_id])
        written = messages.about(write, user_id, session_id=session_id, receipt_id=receipt_id)
        read_marks.add(write, ReadSubject.MESSAGE, [each.id for each in written if each.by != act.actor.id])

    db.write(user_id, act, mark)

"""Note that somebody has read what an athlete said, a message, or what a receipt did."""

from mesocycle.domain.conversation import NewReadMark, ReadMark, ReadSubject
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.assignments import receipts
from mesocycle.storage.conversation import messages, read_marks
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import sessions


def mark_read(db: Database, user_id: Id, new: NewReadMark, act: Act) -> ReadMark:
    """Set a mark, once; whoever may not see it may not mark it either."""

    def mark(write: Write) -> ReadMark:
        scope = coachings.permit(write, act.actor, user_id, Deed.SEE)
        if new.subject is ReadSubject.MESSAGE:
            messages.get(write, user_id, new.subject_id, scope)
        elif new.subject is ReadSubject.RECEIPT:
            receipts.get(write, user_id, new.subject_id, scope)
        else:
            sessions.get(write, user_id, new.subject_id, scope)
        read_marks.add(write, new.subject, [new.subject_id])
        marks = read_marks.of_subjects(write, user_id, new.subject, [new.subject_id])
        return next(each for each in marks if each.reader_id == act.actor.id)

    return db.write(user_id, act, mark)

"""Note that somebody has read what an athlete said, a message, or what a receipt did."""

from mesocycle.domain.conversation import NewReadMark, ReadMark
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.conversation import read_marks
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings


def mark_read(db: Database, user_id: Id, new: NewReadMark, act: Act) -> ReadMark:
    """Set a mark, once; whoever may not see it may not mark it either."""

    def mark(write: Write) -> ReadMark:
        scope = coachings.permit(write, act.actor, user_id, Deed.SEE)
        read_marks.require_in_sight(write, user_id, new.subject, new.subject_id, scope)
        read_marks.add(write, new.subject, [new.subject_id])
        marks = read_marks.of_subjects(write, user_id, new.subject, [new.subject_id])
        return next(each for each in marks if each.reader_id == act.actor.id)

    return db.write(user_id, act, mark)

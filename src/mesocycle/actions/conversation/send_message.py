"""Write to the other side, on a session, a set of it, or a receipt."""

from mesocycle.domain.conversation import NewMessage, ReadSubject, SentMessage, check_message
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.steps import step_ids
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot
from mesocycle.storage.assignments import receipts
from mesocycle.storage.conversation import messages, read_marks
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import sessions


def send_message(db: Database, user_id: Id, new: NewMessage, act: Act) -> SentMessage:
    """Send it: the athlete, or whoever coaches them and sees what it is about.

    Whoever answers has read what was written there before, and what the receipt did.
    """
    check_message(new)

    def send(write: Write) -> SentMessage:
        scope = coachings.permit(write, act.actor, user_id, Deed.SEE)
        _require_there(write, new, scope)
        before = messages.about(write, user_id, session_id=new.session_id, receipt_id=new.receipt_id)
        read_marks.add(write, ReadSubject.MESSAGE, [each.id for each in before if each.by != act.actor.id])
        if new.receipt_id is not None:
            read_marks.add(write, ReadSubject.RECEIPT, [new.receipt_id])
        return messages.add(write, new)

    return db.write(user_id, act, send)


def _require_there(write: Write, new: NewMessage, scope: Scope) -> None:
    if new.receipt_id is not None:
        receipts.get(write, write.owner, new.receipt_id, scope)
        return
    session = sessions.get(write, write.owner, new.session_id or "", scope)
    if new.set_id is not None and new.set_id not in _lines_of(session):
        raise NotFound("The session has no such set.", "Name a set or a step that was planned or performed in it.")


def _lines_of(session: WorkoutSession) -> set[Id]:
    """Name the sets and steps that were planned, and those that were performed."""
    snapshot, log = find_snapshot(session), find_log(session)
    planned = () if snapshot is None else snapshot.sections
    performed = () if log is None else log.sections
    return {
        *(one.id for section in planned for each in section.exercises or () for one in sets_of(each)),
        *(step for section in planned for step in step_ids(section)),
        *(one.id for section in performed for each in section.exercises for one in each.sets),
        *(effort.id for section in performed for effort in section.efforts or ()),
    }

"""`/messages`, `/read-marks`, `/trainer-notes`: what trainer and athlete tell each other."""

from typing import Annotated

from msgspec import Meta

from mesocycle.actions.conversation.keep_note import keep_note
from mesocycle.actions.conversation.mark_read import mark_read
from mesocycle.actions.conversation.send_message import send_message
from mesocycle.domain.conversation import (
    NewMessage,
    NewReadMark,
    NewTrainerNote,
    ReadMark,
    ReadSubject,
    SentMessage,
    TrainerNote,
)
from mesocycle.domain.document import Id
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import DocumentNotValid, NotFound, PathMessage
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser, PageOfUser
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import receipts
from mesocycle.storage.conversation import messages, read_marks, trainer_notes
from mesocycle.storage.sessions import sessions

routes = Routes("Messages", described="What trainer and athlete write to each other, on a session or on a receipt.")

_SAYS_WHICH = PathMessage(path="sessionId", message="is needed, or receiptId is, or unread=true")


class MessagesAbout(PageOfUser, frozen=True, kw_only=True):
    """About what."""

    session_id: Annotated[Id | None, Meta(description="On this session.")] = None
    receipt_id: Annotated[Id | None, Meta(description="On this receipt.")] = None
    unread: Annotated[bool, Meta(description="What others wrote on anything and you have not read.")] = False


class MarksOf(PageOfUser, frozen=True, kw_only=True):
    """What was read."""

    subject: Annotated[ReadSubject, Meta(description="Feedback on a session, a message, or what a receipt did.")]
    subject_id: Annotated[Id, Meta(description="The session's, the message's or the receipt's.")]


@routes.get("/messages", gives=list[SentMessage], query=MessagesAbout, refusals=(NotFound, DocumentNotValid))
def every(call: Call) -> Answer:
    """List what was written on a session or a receipt, or on anything and you have not read, the earliest first."""
    asked = call.asked(MessagesAbout)
    if [asked.session_id is not None, asked.receipt_id is not None, asked.unread].count(True) != 1:
        raise DocumentNotValid(
            "It is not said of what the messages are asked for.",
            "Give `sessionId` or `receiptId`, or `unread=true`.",
            errors=(_SAYS_WHICH,),
        )
    with call.seeing(Deed.SEE) as (read, scope):
        if asked.unread:
            found = messages.unread(read, call.owner, call.actor.id, scope)
            return answers.cut_sorted(found, asked, _place, str, str)
        if asked.session_id is not None:
            sessions.get(read, call.owner, asked.session_id, scope)
        else:
            receipts.get(read, call.owner, asked.receipt_id or "", scope)
        found = messages.about(read, call.owner, session_id=asked.session_id, receipt_id=asked.receipt_id)
    return answers.cut_sorted(found, asked, _place, str, str)


@routes.post("/messages", takes=NewMessage, gives=SentMessage, query=OfUser, status=201, refusals=(NotFound,))
def send(call: Call) -> Answer:
    """Write on a session, on one of its sets, or on a receipt; it stays the athlete's when coaching ends."""
    given = call.body(NewMessage)
    return call.change(
        lambda db: send_message(db, call.owner, given, call.act),
        lambda _, sent: answers.document(sent, status=201, location=call.address_of("/messages")),
    )


@routes.get("/read-marks", gives=list[ReadMark], query=MarksOf, refusals=(NotFound,))
def marks(call: Call) -> Answer:
    """List who has read what an athlete said of a session, a message, or what a receipt did, the earliest first."""
    asked = call.asked(MarksOf)
    with call.seeing(Deed.SEE) as (read, scope):
        read_marks.require_in_sight(read, call.owner, asked.subject, asked.subject_id, scope)
        found = read_marks.of_subjects(read, call.owner, asked.subject, [asked.subject_id])
    return answers.cut_sorted(found, asked, lambda each: (each.at, each.reader_id), str, str)


@routes.post("/read-marks", takes=NewReadMark, gives=ReadMark, query=OfUser, refusals=(NotFound,))
def read(call: Call) -> Answer:
    """Note that you have read what an athlete said of a session, or what a receipt did; once is enough."""
    given = call.body(NewReadMark)
    return call.change(lambda db: mark_read(db, call.owner, given, call.act), lambda _, mark: answers.document(mark))


@routes.get("/trainer-notes", gives=TrainerNote, query=OfUser, refusals=(NotFound,))
def note(call: Call) -> Answer:
    """Get what you noted of an athlete for yourself; nobody else sees it."""
    with call.seeing(Deed.SEE) as (read, _):
        found = trainer_notes.find(read, call.actor.id, call.owner)
    return answers.document(found or TrainerNote(athlete_id=call.owner, text="", updated_at=call.now))


@routes.put("/trainer-notes", takes=NewTrainerNote, gives=TrainerNote, query=OfUser, refusals=(NotFound,))
def keep(call: Call) -> Answer:
    """Note something of an athlete for yourself, in the place of the note before; an empty text takes it away."""
    given = call.body(NewTrainerNote)
    return call.change(lambda db: keep_note(db, call.owner, given, call.act), lambda _, kept: answers.document(kept))


def _place(message: SentMessage) -> tuple[str, str]:
    return message.at, message.id

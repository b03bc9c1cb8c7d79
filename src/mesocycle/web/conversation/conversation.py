"""The conversation on a session, from either side: who wrote what, who has read it."""

from collections.abc import Sequence

from msgspec import Struct

from mesocycle.actions.conversation.read_conversation import read_conversation
from mesocycle.actions.conversation.send_message import send_message
from mesocycle.domain.conversation import NewMessage, ReadMark, ReadSubject, SentMessage
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.conversation import messages, read_marks
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import users
from mesocycle.web.frame.forms import form_of, takes_form
from mesocycle.web.frame.going import going_to

routes = Routes("Pages: conversation", described="What trainer and athlete write to each other.")


class Written(Struct, frozen=True, kw_only=True):
    """A message, who wrote it, and when the other side read it."""

    message: SentMessage
    by: str
    own: bool
    read_at: Instant | None


class Talk(Struct, frozen=True, kw_only=True):
    """What was written on a session, and how much of it the reader has not read."""

    written: tuple[Written, ...]
    unread: int


def talk_of(read: Read, user_id: Id, session_id: Id, me: Id) -> Talk:
    """Give the conversation on a session as one side sees it."""
    found = messages.about(read, user_id, session_id=session_id)
    marks = read_marks.of_subjects(read, user_id, ReadSubject.MESSAGE, [each.id for each in found])
    people = users.several(read, list({each.by for each in found}))
    names = {user: person.name for user, person in people.items()}
    read_by_me = {mark.subject_id for mark in marks if mark.reader_id == me}
    return Talk(
        written=tuple(
            Written(
                message=each,
                by=names.get(each.by, "?"),
                own=each.by == me,
                read_at=_read_at(marks, each),
            )
            for each in found
        ),
        unread=sum(each.by != me and each.id not in read_by_me for each in found),
    )


@takes_form(routes, "/sessions/{sessionId}/messages", NotFound, DocumentNotValid)
def answer(call: Call, session_id: Id) -> Answer:
    """Write on a session of one's own, or note that one has read what was written."""
    return _written(call, call.actor.id, session_id, f"/sessions/{session_id}")


@takes_form(routes, "/athletes/{userId}/sessions/{sessionId}/messages", NotFound, DocumentNotValid)
def write_to(call: Call, user_id: Id, session_id: Id) -> Answer:
    """Write to the athlete on a session of theirs, or note that one has read what they said and wrote."""
    return _written(call, user_id, session_id, f"/athletes/{user_id}/sessions/{session_id}")


def _written(call: Call, user_id: Id, session_id: Id, back: str) -> Answer:
    text = form_of(call).text("text")
    if text:
        send_message(call.db, user_id, NewMessage(text=text, session_id=session_id), call.act)
    read_conversation(call.db, user_id, session_id, call.act)
    return going_to(back, done="sent" if text else "read")


def _read_at(marks: Sequence[ReadMark], message: SentMessage) -> Instant | None:
    return next((each.at for each in marks if each.subject_id == message.id and each.reader_id != message.by), None)

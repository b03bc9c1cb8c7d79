"""The conversation on a session, its sets and on a receipt, from either side: who wrote what, who has read it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from mesocycle.actions.conversation.mark_read import mark_read
from mesocycle.actions.conversation.read_conversation import read_conversation
from mesocycle.actions.conversation.send_message import send_message
from mesocycle.domain.conversation import NewMessage, NewReadMark, ReadMark, ReadSubject, SentMessage
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.user import CoachingStatus
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.conversation import messages, read_marks
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import coachings, users
from mesocycle.storage.sessions import sessions
from mesocycle.web.frame.forms import form_of, takes_form
from mesocycle.web.frame.going import going_to, own_path

routes = Routes("Pages: conversation", described="What trainer and athlete write to each other.")

_MOST_UNREAD = 12


class Written(Struct, frozen=True, kw_only=True):
    """A message, who wrote it, the set it is about, and when the other side read it."""

    message: SentMessage
    by: str
    own: bool
    unread: bool
    about: str
    read_at: Instant | None


class Talk(Struct, frozen=True, kw_only=True):
    """What was written on a session or a receipt, and how much of it the reader has not read."""

    written: tuple[Written, ...]
    unread: int
    at: Mapping[Id, Sequence[Written]]
    """By set or step what was written on it."""
    open: bool = True
    """Whether somebody is there to read what is written."""


class Waiting(Struct, frozen=True, kw_only=True):
    """A message that the reader has not read, who wrote it, and the session it is on, where that still stands."""

    message: SentMessage
    by: str
    session: WorkoutSession | None


class Unread(Struct, frozen=True, kw_only=True):
    """What waits to be read: how much, and the earliest of it."""

    count: int
    first: tuple[Waiting, ...]


def talk_of(
    read: Read,
    user_id: Id,
    me: Id,
    *,
    session_id: Id | None = None,
    receipt_id: Id | None = None,
    names: Mapping[Id, str] | None = None,
) -> Talk:
    """Give the conversation on a session or a receipt as one side sees it; `names` are those of its sets."""
    found = messages.about(read, user_id, session_id=session_id, receipt_id=receipt_id)
    marks = read_marks.of_subjects(read, user_id, ReadSubject.MESSAGE, [each.id for each in found])
    people = users.several(read, list({each.by for each in found}))
    read_by_me = {mark.subject_id for mark in marks if mark.reader_id == me}
    written = tuple(
        Written(
            message=each,
            by=people[each.by].name if each.by in people else "?",
            own=each.by == me,
            unread=each.by != me and each.id not in read_by_me,
            about=(names or {}).get(each.set_id or "", ""),
            read_at=_read_at(marks, each),
        )
        for each in found
    )
    at: defaultdict[Id, list[Written]] = defaultdict(list)
    for each in written:
        if each.message.set_id is not None:
            at[each.message.set_id].append(each)
    somebody = bool(written) or me != user_id or _is_coached(read, user_id)
    return Talk(written=written, unread=sum(each.unread for each in written), at=at, open=somebody)


def _is_coached(read: Read, user_id: Id) -> bool:
    links = coachings.of_user(read, user_id)
    return any(link.athlete_id == user_id and link.status is CoachingStatus.ACTIVE for link in links)


def waiting_of(read: Read, user_id: Id, me: Id, scope: Scope = ALL) -> Unread:
    """Give what others wrote on a user's training and one has not read."""
    every = messages.unread(read, user_id, me, scope)
    found = every[:_MOST_UNREAD]
    people = users.several(read, list({each.by for each in found}))
    on = {each.session_id for each in found if each.session_id is not None}
    standing = {each.id: each for each in sessions.several(read, user_id, sorted(on))} if on else {}
    first = tuple(
        Waiting(
            message=each,
            by=people[each.by].name if each.by in people else "?",
            session=standing.get(each.session_id or ""),
        )
        for each in found
    )
    return Unread(count=len(every), first=first)


@takes_form(routes, "/sessions/{sessionId}/messages", NotFound, DocumentNotValid)
def answer(call: Call, session_id: Id) -> Answer:
    """Write on a session of one's own or a set of it, or note that one has read what was written."""
    return _written(call, call.actor.id, f"/sessions/{session_id}", session_id=session_id)


@takes_form(routes, "/athletes/{userId}/sessions/{sessionId}/messages", NotFound, DocumentNotValid)
def write_to(call: Call, user_id: Id, session_id: Id) -> Answer:
    """Write to the athlete on a session of theirs or a set of it, or note that one has read what they said."""
    return _written(call, user_id, f"/athletes/{user_id}/sessions/{session_id}", session_id=session_id)


@takes_form(routes, "/receipts/{receiptId}/messages", NotFound, DocumentNotValid)
def answer_change(call: Call, receipt_id: Id) -> Answer:
    """Answer what was changed of one's plans, or note that one has seen it."""
    return _written(call, call.actor.id, f"/receipts/{receipt_id}", receipt_id=receipt_id)


@takes_form(routes, "/athletes/{userId}/receipts/{receiptId}/messages", NotFound, DocumentNotValid)
def write_on_change(call: Call, user_id: Id, receipt_id: Id) -> Answer:
    """Write to the athlete on what was changed of their plans, or note that one has read what they wrote."""
    return _written(call, user_id, f"/athletes/{user_id}/receipts/{receipt_id}", receipt_id=receipt_id)


@takes_form(routes, "/messages/{messageId}/read", NotFound)
def read_one(call: Call, message_id: Id) -> Answer:
    """Note that one has read a message, wherever it was written."""
    return _read_one(call, call.actor.id, message_id, "/today")


@takes_form(routes, "/athletes/{userId}/messages/{messageId}/read", NotFound)
def read_theirs(call: Call, user_id: Id, message_id: Id) -> Answer:
    """Note that one has read a message of an athlete's."""
    return _read_one(call, user_id, message_id, f"/athletes/{user_id}")


def _written(
    call: Call, user_id: Id, back: str, *, session_id: Id | None = None, receipt_id: Id | None = None
) -> Answer:
    form = form_of(call)
    text = form.text("text")
    if text:
        new = NewMessage(text=text, session_id=session_id, set_id=form.said("about"), receipt_id=receipt_id)
        send_message(call.db, user_id, new, call.act)
    read_conversation(call.db, user_id, call.act, session_id=session_id, receipt_id=receipt_id)
    return going_to(own_path(form.said("back"), back), done="sent" if text else "read")


def _read_one(call: Call, user_id: Id, message_id: Id, back: str) -> Answer:
    form_of(call)
    mark_read(call.db, user_id, NewReadMark(subject=ReadSubject.MESSAGE, subject_id=message_id), call.act)
    return going_to(back, done="read")


def _read_at(marks: Sequence[ReadMark], message: SentMessage) -> Instant | None:
    return next((each.at for each in marks if each.subject_id == message.id and each.reader_id != message.by), None)

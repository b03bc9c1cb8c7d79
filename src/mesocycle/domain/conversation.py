"""What trainer and athlete tell each other about a session or a change, and who has read it."""

from enum import StrEnum

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.reading.checks import Faults, check_id, check_text
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import Phrase

LONGEST_MESSAGE = 4_000


class ReadSubject(StrEnum):
    """What can be read: what an athlete says of a session, a message, what a receipt did, that work came back."""

    FEEDBACK = "feedback"
    MESSAGE = "message"
    RECEIPT = "receipt"
    REVIVED = "revived"
    """Work on a session that was replaced meanwhile came back, and it was said what becomes of the one in its place."""


class ReadMark(Document, frozen=True, kw_only=True):
    """Who has read what, and when first."""

    subject: ReadSubject
    subject_id: Id
    """The session's whose feedback it is or that came back, the message's, or the receipt's."""
    reader_id: Id
    at: Instant


class NewReadMark(Document, frozen=True, kw_only=True):
    """What was read; reading it again changes nothing."""

    subject: ReadSubject
    subject_id: Id


class SentMessage(Document, frozen=True, kw_only=True):
    """What somebody wrote to the other side, on a session, a set of it, or a receipt; it is the athlete's."""

    id: Id = field(name="_id")
    user_id: Id
    by: Id
    at: Instant
    text: str
    session_id: Id | None = None
    set_id: Id | None = None
    receipt_id: Id | None = None


class NewMessage(Document, frozen=True, kw_only=True):
    """A text, and what it is about: a session (and one of its sets, where it is about that), or a receipt."""

    text: str
    session_id: Id | None = None
    set_id: Id | None = None
    receipt_id: Id | None = None


class TrainerNote(Document, frozen=True, kw_only=True):
    """What a trainer notes of an athlete for themselves: the athlete never sees it."""

    athlete_id: Id
    text: str
    updated_at: Instant


class NewTrainerNote(Document, frozen=True, kw_only=True):
    """What is to stand there; an empty text takes it away."""

    text: str


def check_message(new: NewMessage) -> None:
    """Refuse a message that says nothing, or is about nothing or several things."""
    refuse_faults(_message(new))


def check_note(new: NewTrainerNote) -> None:
    """Refuse a note that is longer than a page."""
    refuse_faults(check_text("text", new.text))


def _message(new: NewMessage) -> Faults:
    yield from check_text("text", new.text)
    if not new.text.strip() or len(new.text) > LONGEST_MESSAGE:
        told = Phrase("no-message", "says nothing, or more than {most} characters", most=LONGEST_MESSAGE)
        yield Fault("text", told, "Write something shorter.")
    for name, each in (("sessionId", new.session_id), ("setId", new.set_id), ("receiptId", new.receipt_id)):
        yield from check_id(name, each)
    if (new.session_id is None) == (new.receipt_id is None):
        yield Fault("sessionId", "and receiptId can't both, nor neither, be given", "Give one of the two.")
    if new.set_id is not None and new.session_id is None:
        yield Fault("setId", "is of no session", "Give the session too.")

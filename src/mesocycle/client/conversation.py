"""What trainer and athlete write to each other, what was read, and what a trainer notes for themselves."""

from mesocycle.client.connection import Connection, QueryValues
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


class Conversation:
    """What is written about one user's training."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def messages(self, *, session_id: Id | None = None, receipt_id: Id | None = None) -> list[SentMessage]:
        """Give what was written on a session or a receipt, the earliest first."""
        asked = {**self._whose, "sessionId": session_id, "receiptId": receipt_id}
        return list(self._at.pages("/messages", SentMessage, asked))

    def unread(self) -> list[SentMessage]:
        """Give what others wrote on anything and the caller has not read, the earliest first."""
        return list(self._at.pages("/messages", SentMessage, {**self._whose, "unread": True}))

    def marks(self, subject: ReadSubject, subject_id: Id) -> list[ReadMark]:
        """Give who has read what was said of a session, a message, or what a receipt did, the earliest first."""
        asked = {**self._whose, "subject": str(subject), "subjectId": subject_id}
        return list(self._at.pages("/read-marks", ReadMark, asked))

    def write(self, new: NewMessage) -> SentMessage:
        """Write on a session, on one of its sets, or on a receipt."""
        return self._at.change("POST", "/messages", SentMessage, new, query=self._whose)

    def mark_read(self, new: NewReadMark) -> ReadMark:
        """Note that the caller has read what was written, or what a receipt did; once is enough."""
        return self._at.change("POST", "/read-marks", ReadMark, new, query=self._whose)

    def note(self) -> TrainerNote:
        """Give what the caller noted of an athlete for themselves; nobody else sees it."""
        return self._at.get("/trainer-notes", TrainerNote, self._whose)

    def put_note(self, new: NewTrainerNote) -> TrainerNote:
        """Note something of an athlete in the place of the note before; an empty text takes it away."""
        return self._at.change("PUT", "/trainer-notes", TrainerNote, new, query=self._whose)

"""Read marks: that somebody has read what another wrote, or has taken note of what was done to a calendar."""

from enum import StrEnum

from mesocycle.domain.document import Document, Id, Instant


class ReadSubject(StrEnum):
    """What can be read: what an athlete says of a session, a message, what a receipt did."""

    FEEDBACK = "feedback"
    MESSAGE = "message"
    RECEIPT = "receipt"


class ReadMark(Document, frozen=True, kw_only=True):
    """Who has read what, and when first."""

    subject: ReadSubject
    subject_id: Id
    """The session's whose feedback it is, the message's, or the receipt's."""
    reader_id: Id
    at: Instant


class NewReadMark(Document, frozen=True, kw_only=True):
    """What was read; reading it again changes nothing."""

    subject: ReadSubject
    subject_id: Id

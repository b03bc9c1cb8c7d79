"""One row of history: who moved or corrected what, when, what stood there before."""

from enum import StrEnum

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant, OptionalRaw


class EventKind(StrEnum):
    """What happened to a session."""

    STARTED = "started"
    COMPLETED = "completed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    PUT_BACK = "put-back"
    REOPENED = "reopened"
    RESCHEDULED = "rescheduled"
    SHIFTED = "shifted"
    LOGGED = "logged"
    CORRECTED = "corrected"
    NOTED = "noted"
    REVIVED = "revived"
    LATE_WORK = "late-work"


class Event(Document, frozen=True, kw_only=True):
    """`at` is when it was done (a device's clock for offline work); `before` and `after` say what stood there."""

    id: Id = field(name="_id")
    session_id: Id
    kind: EventKind
    at: Instant
    by: Id
    before: OptionalRaw = None
    after: OptionalRaw = None
    reason: str | None = None

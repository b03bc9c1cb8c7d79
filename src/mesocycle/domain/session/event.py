"""One row of history: who moved or corrected what, when, what stood there before."""

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant, OptionalRaw
from mesocycle.domain.session.status import EventKind


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

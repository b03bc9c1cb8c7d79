"""A session as a calendar shows it: a day or a time, a name, and whether it still stands."""

import uuid
from datetime import timedelta

import msgspec

from mesocycle.domain.document import Date, Id, Instant, TimeOfDay
from mesocycle.domain.session.session import SessionStatus

HELD_DAYS = 30
"""How long a removed session stays in a calendar as cancelled, so that every program hears of it."""
READ_AFTER = timedelta(hours=1)
"""How often a calendar is read: what was removed sooner than that was never seen in one."""
_NAMESPACE = uuid.UUID("6f1f4f5a-0c55-5d0e-9a35-6d65736f6379")
_GONE = (SessionStatus.SKIPPED, SessionStatus.CANCELLED)
_WORDS = {
    SessionStatus.COMPLETED: "done",
    SessionStatus.IN_PROGRESS: "in progress",
    SessionStatus.SKIPPED: "skipped",
    SessionStatus.CANCELLED: "cancelled",
}
USUAL_MINUTES = 60
"""What a calendar shows where nobody knows how long it takes."""


class CalendarEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One session: `time` is None for the whole day, `changes` counts what a calendar must hear of."""

    user_id: Id
    session_id: Id
    day: Date
    time: TimeOfDay | None
    status: SessionStatus
    removed: bool
    started_at: Instant | None
    duration_minutes: int | None
    snapshot_hash: bytes
    changed_at: Instant
    changes: int

    @property
    def uid(self) -> str:
        """Name it the same for ever, whatever its day and name."""
        return f"{uuid.uuid5(_NAMESPACE, f'{self.user_id}/{self.session_id}')}@mesocycle"

    @property
    def cancelled(self) -> bool:
        """Whether nobody need keep the time free any more."""
        return self.removed or self.status in _GONE

    def title(self, workout: str) -> str:
        """Give the line that a calendar shows."""
        word = "removed" if self.removed else _WORDS.get(self.status)
        return workout if word is None else f"{workout} ({word})"

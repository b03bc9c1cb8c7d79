"""The stored result of an assignment or replacement: what was removed, kept, created and not created."""

from enum import StrEnum
from typing import Literal

from msgspec import field

from mesocycle.domain.document import Date, Document, Id, Instant, TimeOfDay
from mesocycle.domain.reference.value import MissingReference
from mesocycle.domain.session.session import SessionStatus


class ReceiptKind(StrEnum):
    """What a receipt is about."""

    ASSIGNMENT = "assignment"
    REPLACEMENT = "replacement"
    CANCELLATION = "cancellation"
    COMPLETION = "completion"
    PAUSE = "pause"
    RESUME = "resume"
    SHIFT = "shift"


class RemovedSession(Document, frozen=True, kw_only=True, gc=False):
    """A scheduled session that gave way."""

    session_id: Id
    workout_name: str
    scheduled_date: Date
    overdue: bool


class KeptCounts(Document, frozen=True, kw_only=True):
    """How many of the old assignment's sessions stay as history."""

    in_progress: int
    completed: int
    skipped: int
    cancelled: int


class KeptSession(Document, frozen=True, kw_only=True, gc=False):
    """A session that stays as it is."""

    session_id: Id
    workout_name: str
    scheduled_date: Date
    status: SessionStatus


class CreatedSession(Document, frozen=True, kw_only=True, gc=False):
    """A session that now stands on the calendar."""

    session_id: Id
    workout_name: str
    scheduled_date: Date
    scheduled_time: TimeOfDay


class NotCreated(Document, frozen=True, kw_only=True, gc=False):
    """A slot that got no session, and why."""

    workout_name: str
    planned_date: Date
    reason: Literal["already-kept", "before-start", "overdue"]


class MovedSession(Document, frozen=True, kw_only=True):
    """A session whose day changed."""

    session_id: Id
    from_: Date = field(name="from")
    to: Date


class MissedBeginning(Document, frozen=True, kw_only=True):
    """The week that was to be the first has no session any more; begun on another day, it is whole."""

    first_week: int
    """In which the first session falls instead."""
    weeks: int
    begin_instead: Date


class Receipt(Document, frozen=True, kw_only=True):
    """The same form as dry run, as stored, and for undo."""

    id: Id = field(name="_id")
    kind: ReceiptKind
    user_id: Id
    at: Instant
    by: Id
    old_assignment_id: Id | None = None
    new_assignment_id: Id | None = None
    routine_version_id: Id | None = None
    dry_run: bool
    removed: tuple[RemovedSession, ...]
    kept: KeptCounts
    kept_sessions: tuple[KeptSession, ...]
    created: tuple[CreatedSession, ...]
    not_created: tuple[NotCreated, ...]
    moved: tuple[MovedSession, ...]
    same_day: tuple[Date, ...]
    missing_references: tuple[MissingReference, ...]
    missed_beginning: MissedBeginning | None = None
    """Of an assignment that begins too late in a week for any session of it."""
    undone_at: Instant | None = None

    @property
    def told(self) -> set[Id]:
        """The sessions that it removed or created: each of them is on the calendar or a tombstone, for good."""
        return {each.session_id for each in self.removed} | {each.session_id for each in self.created}

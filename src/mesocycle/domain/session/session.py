"""One workout on one day for one user, and what remains when it is removed."""

from enum import StrEnum

from msgspec import Raw, field

from mesocycle.domain.document import Date, Document, Id, Instant, OptionalRaw, TimeOfDay


class SessionStatus(StrEnum):
    """Where a session stands; overdue is computed, not a sixth status."""

    SCHEDULED = "scheduled"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


class WorkoutSession(Document, frozen=True, kw_only=True):
    """Keep plan and deed apart: the snapshot never changes, the log points at the snapshot's ids.

    Snapshot and log are raw JSON: a stored document passes through unread, a foreign one byte for byte.
    """

    id: Id = field(name="_id")
    user_id: Id
    parent_routine_id: Id
    routine_version_id: Id
    routine_assignment_id: Id
    workout_id: Id
    scheduled_date: Date
    """The athlete's civil day where the session stands now."""
    scheduled_time: TimeOfDay
    all_day: bool | None = None
    planned_date: Date | None = None
    """Where the routine put it."""
    performed_date: Date | None = None
    plan_week: int | None = None
    plan_day: int | None = None
    adjusted_from: Id | None = None
    status: SessionStatus
    started_at: Instant | None = None
    completed_at: Instant | None = None
    duration_minutes: int | None = None
    notes: str | None = None
    workout_snapshot: Raw
    performance_log: OptionalRaw = None
    created_at: Instant
    updated_at: Instant


def is_overdue(status: SessionStatus, day: Date, today: Date) -> bool:
    """Tell whether a session is still scheduled though its day is past."""
    return status is SessionStatus.SCHEDULED and day < today


def standing(status: SessionStatus, day: Date, today: Date) -> str:
    """Name where a session stands; overdue is worked out, it is no status."""
    return "overdue" if is_overdue(status, day, today) else status.value


class RemovalReason(StrEnum):
    """Why a session was removed."""

    REPLACED = "replaced"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    ADJUSTED = "adjusted"
    UNDONE = "undone"


class Tombstone(Document, frozen=True, kw_only=True):
    """The whole of a removed session, kept so that nothing is ever lost."""

    session: WorkoutSession
    removed_at: Instant
    reason: RemovalReason
    receipt_id: Id | None = None
    overdue: bool
    """Whether its day was past when it was removed."""
    revived_at: Instant | None = None

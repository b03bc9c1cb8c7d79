"""One user following one version from a start date."""

from enum import StrEnum

from msgspec import field

from mesocycle.domain.document import Date, Document, Id, Instant, TimeOfDay
from mesocycle.domain.plan import Weekday


class AssignmentStatus(StrEnum):
    """Live is active or paused; the rest are ends."""

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    UNDONE = "undone"

    @property
    def live(self) -> bool:
        """Whether sessions of such an assignment are still to be done."""
        return self in LIVE


LIVE = (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)


class Origin(StrEnum):
    """How an assignment came to be: by assigning, the user's own routine, an import."""

    ASSIGNED = "assigned"
    OWN = "own"
    IMPORTED = "imported"


class Pause(Document, frozen=True, kw_only=True):
    """A pause, first and last day; without `to` it still runs."""

    from_: Date = field(name="from")
    to: Date | None = None


class RoutineAssignment(Document, frozen=True, kw_only=True):
    """Unless rescheduled, a session's scheduledDate = plannedDate + the `shiftDays` then in force."""

    id: Id = field(name="_id")
    user_id: Id
    parent_routine_id: Id
    routine_version_id: Id
    assigned_by: Id
    origin: Origin
    status: AssignmentStatus
    start_date: Date
    start_week: int
    start_day: int
    shift_days: int
    pauses: tuple[Pause, ...]
    race_date: Date | None = None
    cycles: int
    weekday_map: dict[Weekday, Weekday] | None = None
    default_time: TimeOfDay | None = None
    replaced_by_id: Id | None = None
    notes_for_user: str | None = None
    created_at: Instant
    updated_at: Instant


class AssignmentWish(Document, frozen=True, kw_only=True):
    """Where a version is to begin, and on which of the athlete's own days; absent is unsaid."""

    start_date: Date | None = None
    start_week: int | None = None
    start_day: int | None = None
    race_date: Date | None = None
    cycles: int | None = None
    weekday_map: dict[Weekday, Weekday] | None = None
    default_time: TimeOfDay | None = None
    notes_for_user: str | None = None


class ReplacementWish(AssignmentWish, frozen=True, kw_only=True):
    """Where the new version begins: explicitly, or `continue`, which takes over the old assignment's beginning.

    `include` names overdue sessions that are to be created again on their old day.
    """

    continue_: bool | None = field(name="continue", default=None)
    include: tuple[Id, ...] | None = None

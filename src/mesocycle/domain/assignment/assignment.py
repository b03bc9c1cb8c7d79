"""One user following one version from a start date, and what people say when they assign, replace, pause or shift."""

from enum import StrEnum

from msgspec import field

from mesocycle.domain.document import Date, Document, Id, Instant, TimeOfDay
from mesocycle.domain.plan.workout import Weekday


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


class NewAssignment(AssignmentWish, frozen=True, kw_only=True):
    """A version, and where it is to begin; without an `_id` of its maker the assignment gets one."""

    id: Id | None = field(name="_id", default=None)
    routine_version_id: Id


class NewReplacement(ReplacementWish, frozen=True, kw_only=True):
    """The version that takes an assignment's place, and where it begins; `dryRun` only tells what would happen."""

    routine_version_id: Id
    dry_run: bool = False


class PauseWish(Document, frozen=True, kw_only=True):
    """The first day of a pause; without it, the athlete's today."""

    from_: Date | None = field(name="from", default=None)


class ResumeWish(Document, frozen=True, kw_only=True):
    """What becomes of the dates: the rest shifts by the days lost, or keeps its dates; `on` is the first day again."""

    shift: bool
    on: Date | None = None


class ShiftWish(Document, frozen=True, kw_only=True):
    """By how many days, forward or (negative) back."""

    days: int

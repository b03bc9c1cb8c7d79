"""One user following one version from a start date, and what people say when they assign, replace, pause or shift."""

from datetime import date
from enum import StrEnum

from msgspec import field

from mesocycle.domain.document import Date, Document, Id, Instant, TimeOfDay
from mesocycle.domain.permission import Scope
from mesocycle.domain.plan.placement import Begin
from mesocycle.domain.plan.workout import Weekday
from mesocycle.domain.reading.checks import (
    Faults,
    check_date,
    check_id,
    check_number,
    check_text,
    check_time,
)
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import Phrase, RoutineAlreadyFollowed
from mesocycle.domain.remedy import Do


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


class AssignmentRequest(Document, frozen=True, kw_only=True):
    """Where a version is to begin, and on which of the athlete's own days; absent is unsaid."""

    start_date: Date | None = None
    start_week: int | None = None
    start_day: int | None = None
    race_date: Date | None = None
    cycles: int | None = None
    weekday_map: dict[Weekday, Weekday] | None = None
    default_time: TimeOfDay | None = None
    notes_for_user: str | None = None


class ReplacementRequest(AssignmentRequest, frozen=True, kw_only=True):
    """Where the new version begins: explicitly, or `continue`, which takes over the old assignment's beginning.

    `include` names overdue sessions that are to be created again on their old day.
    """

    continue_: bool | None = field(name="continue", default=None)
    include: tuple[Id, ...] | None = None


class NewAssignment(AssignmentRequest, frozen=True, kw_only=True):
    """A version, and where it is to begin; without an `_id` of its maker the assignment gets one."""

    id: Id | None = field(name="_id", default=None)
    routine_version_id: Id
    expected: str | None = None
    """The `fingerprint` of the receipt that the preview showed: where it comes to another by now, it is refused."""


class NewReplacement(ReplacementRequest, frozen=True, kw_only=True):
    """The version that takes an assignment's place, and where it begins; `dryRun` only tells what would happen."""

    routine_version_id: Id
    dry_run: bool = False
    expected: str | None = None
    """The `fingerprint` of the receipt that the dry run showed: where it comes to another by now, it is refused."""


class PauseRequest(Document, frozen=True, kw_only=True):
    """The first day of a pause; without it, the athlete's today."""

    from_: Date | None = field(name="from", default=None)


class ResumeRequest(Document, frozen=True, kw_only=True):
    """What becomes of the dates: the rest shifts by the days lost, or keeps its dates; `on` is the first day again."""

    shift: bool
    on: Date | None = None


class ShiftRequest(Document, frozen=True, kw_only=True):
    """By how many days, forward or (negative) back."""

    days: int


def begin_of(assignment: RoutineAssignment) -> Begin:
    """Read where an assignment began; equal begins give a version equal dates."""
    raced = assignment.race_date is not None
    return Begin(
        start_date=date.fromisoformat(assignment.start_date),
        start_week=1 if raced else assignment.start_week,
        start_day=1 if raced else assignment.start_day,
        race_date=None if assignment.race_date is None else date.fromisoformat(assignment.race_date),
        cycles=assignment.cycles,
        weekday_map=assignment.weekday_map,
        default_time=assignment.default_time,
    )


def check_assignment(assignment: RoutineAssignment) -> None:
    """Refuse an assignment whose days, weeks or weekday map can't be, whatever the version."""
    refuse_faults(_assignment(assignment))


def _assignment(assignment: RoutineAssignment) -> Faults:
    for name, each in (
        ("_id", assignment.id),
        ("userId", assignment.user_id),
        ("parentRoutineId", assignment.parent_routine_id),
        ("routineVersionId", assignment.routine_version_id),
        ("assignedBy", assignment.assigned_by),
        ("replacedById", assignment.replaced_by_id),
    ):
        yield from check_id(name, each)
    yield from check_date("startDate", assignment.start_date)
    yield from check_date("raceDate", assignment.race_date)
    yield from check_number("startWeek", assignment.start_week, 1, 52)
    yield from check_number("startDay", assignment.start_day, 1, 7)
    yield from check_number("shiftDays", assignment.shift_days, -3_660, 3_660)
    yield from check_number("cycles", assignment.cycles, 1, 100)
    if assignment.race_date is not None and assignment.cycles > 1:
        told = Phrase("cycles-and-race", "is more than 1 beside a race date")
        yield Fault("cycles", told, "Leave one of the two out.")
    yield from check_time("defaultTime", assignment.default_time)
    yield from check_text("notesForUser", assignment.notes_for_user)
    days = list((assignment.weekday_map or {}).values())
    if len(set(days)) < len(days):
        told = Phrase("weekday-twice", "puts two days on one")
        yield Fault("weekdayMap", told, "Give each weekday a day of its own.")
    for index, pause in enumerate(assignment.pauses):
        yield from check_date(f"pauses[{index}].from", pause.from_)
        yield from check_date(f"pauses[{index}].to", pause.to)


def refuse_second(live: RoutineAssignment | None, scope: Scope, version_id: Id) -> None:
    """Refuse a second live assignment of one routine; which it is, only whoever may see it is told."""
    if live is None:
        return
    if scope.assigned_by not in (None, live.assigned_by):
        raise RoutineAlreadyFollowed(
            "The athlete already follows this routine; somebody else assigned it.",
            "Ask the athlete to end it first, or to let you see all of their training.",
        )
    raise RoutineAlreadyFollowed(
        f"The athlete already follows this routine (assignment {live.id}, {live.status.value}).",
        f"Replace it: {Do('assignment replace', (live.id,), {'version': version_id})}.",
        facts={"assignmentId": live.id},
    )

"""What became of planned sessions: the words that adherence counts in."""

from enum import StrEnum

from msgspec import Struct

from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Date, Id


class Outcome(StrEnum):
    """What became of one planned session; which it is follows from rows, status and the athlete's today."""

    COMPLETED = "completed"
    ON_ANOTHER_DAY = "on-another-day"
    """Completed too, but not on the day it was planned for."""
    SKIPPED = "skipped"
    MISSED = "missed"
    """Overdue: still scheduled, and its day is past and in no pause."""
    MISSED_REMOVED = "missed-removed"
    """Overdue when a replacement, a cancellation or a completion of its assignment removed it."""
    CANCELLED = "cancelled"
    PAUSED = "paused"
    """Overdue, but on a day inside a pause: excused."""
    IN_PROGRESS = "in-progress"
    UPCOMING = "upcoming"


DONE = frozenset({Outcome.COMPLETED, Outcome.ON_ANOTHER_DAY})
LEFT = frozenset({Outcome.SKIPPED, Outcome.MISSED, Outcome.MISSED_REMOVED})


class OutcomeCount(Struct, frozen=True, kw_only=True):
    """How many sessions of one assignment, version and week came to the same."""

    user_id: Id
    assignment_id: Id
    version_id: Id
    origin: Origin
    week: Date | None
    """Its first day; None where weeks were not asked for."""
    outcome: Outcome
    reason: str | None
    """Why they were skipped."""
    count: int


class DayOutcome(Struct, frozen=True):
    """What became of one session, on the day it counts on."""

    day: Date
    outcome: Outcome
    workout_name: str


class RunOfSessions(Struct, frozen=True):
    """How many due sessions in a row were completed: up to the latest, and at most."""

    current: int
    longest: int


class VersionName(Struct, frozen=True):
    """What people know a version by."""

    routine_id: Id
    name: str
    version: int

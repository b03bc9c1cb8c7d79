"""What people say when they complete, correct, reschedule, adjust or add a session; absent is unsaid."""

from typing import Annotated

from msgspec import Meta, field

from mesocycle.domain.document import Date, Document, Id, TimeOfDay
from mesocycle.domain.log.performance import Feedback, Reason
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import Workout
from mesocycle.domain.session.times import SessionTimes

MOST_AT_ONCE = 500
"""How many sessions one command may name."""

SessionIds = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MOST_AT_ONCE)]


class Correction(SessionTimes, frozen=True, kw_only=True):
    """What is to stand in the place of a session's times, notes and feedback."""

    notes: str | None = None
    feedback: Feedback | None = None

    @property
    def says_times(self) -> bool:
        """Whether any of the four times is given."""
        said = (self.started_at, self.completed_at, self.duration_minutes, self.performed_date)
        return any(value is not None for value in said)


class Completion(Correction, frozen=True, kw_only=True):
    """How a session ended; `done` tells in the notation what was done (`Bench Press: 8,7,6 @ 80 kg; Row: 3x10 @ 60`).

    `asPlanned` writes the log from the targets, where nothing was logged.
    """

    done: str | None = None
    as_planned: bool | None = None


class Skip(Document, frozen=True, kw_only=True):
    """Why a session is skipped; the reason becomes its feedback's."""

    reason: Reason
    notes: str | None = None


class SkipSeveral(Skip, frozen=True, kw_only=True):
    """Several sessions that are skipped for one reason, all or none."""

    session_ids: SessionIds


class Cancel(Document, frozen=True, kw_only=True):
    """Why a session is cancelled, in words."""

    reason: str | None = None


class CancelSeveral(Cancel, frozen=True, kw_only=True):
    """Several sessions that are cancelled, all or none."""

    session_ids: SessionIds


class Reschedule(Document, frozen=True, kw_only=True):
    """Another day, another time, or no time at all (`allDay`)."""

    scheduled_date: Date | None = None
    scheduled_time: TimeOfDay | None = None
    all_day: bool | None = None


class RescheduledSession(Reschedule, frozen=True, kw_only=True):
    """A session, and where it is to stand."""

    session_id: Id


class RescheduleSeveral(Document, frozen=True, kw_only=True):
    """Several sessions, each to its own day or time, all or none."""

    sessions: Annotated[tuple[RescheduledSession, ...], Meta(min_length=1, max_length=MOST_AT_ONCE)]


class Adjustment(Document, frozen=True, kw_only=True):
    """What is to be done instead, in the form of a session's snapshot."""

    id: Id | None = field(name="_id", default=None)
    """Of the session that takes the place; a client that works offline makes its own."""
    workout_snapshot: WorkoutSnapshot


class OneOff(Document, frozen=True, kw_only=True):
    """A session beside any routine; exactly one of three says what is done.

    `workout` given whole, `routineVersionId` with `workoutId` in a `planWeek` (1), or `repeatOf`: an earlier
    session whose snapshot is taken again.
    """

    id: Id | None = field(name="_id", default=None)
    """Made by a client that works offline; taken, it is refused."""
    scheduled_date: Date
    scheduled_time: TimeOfDay | None = None
    workout: Workout | None = None
    routine_version_id: Id | None = None
    workout_id: Id | None = None
    plan_week: int | None = None
    repeat_of: Id | None = None
    notes: str | None = None

"""What a device recorded of one activity: sums, laps and sets; of its samples only how many there were."""

from typing import Literal

from mesocycle.domain.document import Document, Instant, Number
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement, Phase, WorkoutType

AscentMethod = Literal["device", "barometer", "t7+p2", "t11+p3", "t11+h0.2"]
"""By whom climbing was summed: the device, with a barometer or without; us, by today's method or a former one."""

OWN_METHOD: Literal["t7+p2"] = "t7+p2"


class Ascent(Document, frozen=True, kw_only=True):
    """Metres climbed and descended, and the method that summed them."""

    method: AscentMethod
    gain: Number
    loss: Number | None = None


class RecordedLap(Document, frozen=True, kw_only=True):
    """One lap; `performance.duration` is elapsed time, `elevationGain` the barometer's, else by our own method."""

    started_at: Instant | None = None
    phase: Phase = "active"
    plan_step: int | None = None
    """The number of the step, from 0, of a workout file that the device was led by."""
    performance: Performance


class GuessedExercise(Document, frozen=True, kw_only=True):
    """One of the exercises that a watch takes a set for, in the words of its format."""

    category: str
    name: str | None = None


class RecordedSet(Document, frozen=True, kw_only=True):
    """One set or one rest between sets; guesses come best first, none where the watch knew nothing."""

    kind: Literal["active", "rest"]
    started_at: Instant | None = None
    guesses: tuple[GuessedExercise, ...] = ()
    plan_step: int | None = None
    performance: Performance


class Activity(Document, frozen=True, kw_only=True):
    """One sport done in one go; `performance.duration` is elapsed, `movingDuration` moving time (seconds).

    `problems` says what could not be read; then the rest is what could be.
    """

    format: Literal["fit", "tcx", "gpx"]
    sport: str
    """As the file says it."""
    sub_sport: str | None = None
    kind: str | None = None
    """The sport by our vocabulary (`domain.sport`); absent where the file's words are not known."""
    type: WorkoutType | None = None
    """The workouts it may be a deed of; a bicycle ride is of none."""
    movement: Movement
    name: str | None = None
    start: str | None = None
    """An instant, or civil time (`2012-02-13T18:31:00`) where the device knew only that: then it is the athlete's."""
    civil_start: str | None = None
    """What the device's own clock showed, wherever it was: that decides the day."""
    performance: Performance
    ascents: tuple[Ascent, ...] = ()
    laps: tuple[RecordedLap, ...] = ()
    sets: tuple[RecordedSet, ...] = ()
    records: int
    problems: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """What the device wrote and the rest of the recording contradicts, with counts."""

"""What was done: the performance log, pointing at the snapshot's ids, never at the plan."""

from typing import Literal

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant, Number
from mesocycle.domain.plan.workout import Phase, SetType, Side
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.value import UsedReference


class PerformedMiniSet(Document, frozen=True, kw_only=True):
    """One small set inside a set; rest in seconds."""

    reps: int
    rest: Number | None = None


class Performance(Document, frozen=True, kw_only=True, gc=False):
    """What one set or effort came to: seconds, metres, beats a minute, watts; weight with its unit."""

    reps: int | None = None
    weight: Number | None = None
    weight_unit: WeightUnit | None = None
    rpe: Number | None = None
    rir: Number | None = None
    duration: Number | None = None
    hold_time: Number | None = None
    mini_sets: tuple[PerformedMiniSet, ...] | None = None
    distance: Number | None = None
    grade_adjusted_distance: Number | None = None
    """Metres on the flat that would have cost as much, over the samples of a run (`domain.gradient`)."""
    moving_duration: Number | None = None
    elevation_gain: Number | None = None
    elevation_loss: Number | None = None
    average_heart_rate: Number | None = None
    max_heart_rate: Number | None = None
    average_power: Number | None = None
    average_cadence: Number | None = None
    calories: Number | None = None


class Suggestion(Document, frozen=True, kw_only=True):
    """What was suggested for a set, with its reason in one sentence."""

    weight: Number | None = None
    weight_unit: WeightUnit | None = None
    reps: int | None = None
    duration: Number | None = None
    distance: Number | None = None
    why: str


class PerformedSet(Document, frozen=True, kw_only=True, gc=False):
    """One set as done; `_id` is the key for resending and correcting, `setId` the snapshot's set."""

    id: Id = field(name="_id")
    set_id: Id | None = None
    added: bool | None = None
    set_number: int
    set_type: SetType
    round: int | None = None
    unilateral_side: Side | None = None
    performance: Performance
    suggested: Suggestion | None = None
    as_planned: bool | None = None
    notes: str | None = None
    performed_at: Instant | None = None


class ExerciseName(Document, frozen=True, kw_only=True):
    """Say which exercise something is; ids where the library knows it."""

    exercise_id: Id | None = None
    exercise_variant_id: Id | None = None
    name: str


class SkippedExercise(Document, frozen=True, kw_only=True):
    """Why an exercise was left out."""

    reason: str
    notes: str | None = None


class PerformedExercise(Document, frozen=True, kw_only=True):
    """One exercise as done; `exerciseId` is the snapshot exercise's `_id`."""

    id: Id | None = field(name="_id", default=None)
    exercise_id: Id | None = None
    added: bool | None = None
    exercise: ExerciseName | None = None
    order_index: int
    sets: tuple[PerformedSet, ...]
    notes: str | None = None
    substituted_by: ExerciseName | None = None
    skipped: SkippedExercise | None = None


class Effort(Document, frozen=True, kw_only=True):
    """One run, lap or recovery as done; without `stepId` it is a lap."""

    id: Id = field(name="_id")
    step_id: Id | None = None
    added: bool | None = None
    round: int
    inner_round: int | None = None
    phase: Phase
    performance: Performance
    performed_at: Instant | None = None


class SectionResult(Document, frozen=True, kw_only=True):
    """The score of a section (an AMRAP's rounds and repetitions, a circuit's time in seconds)."""

    rounds: int | None = None
    reps: int | None = None
    duration: Number | None = None


class PerformedSection(Document, frozen=True, kw_only=True):
    """What was done of one section."""

    section_id: Id
    order_index: int
    exercises: tuple[PerformedExercise, ...]
    efforts: tuple[Effort, ...] | None = None
    result: SectionResult | None = None


class Pain(Document, frozen=True, kw_only=True):
    """Where it hurt, and how much (0-10)."""

    area: str
    side: Side | None = None
    level: int
    exercise_id: Id | None = None


Reason = Literal["illness", "injury", "pain", "fatigue", "no-time", "travel", "equipment", "weather", "other"]
"""Why a session was skipped or cut short."""


class Feedback(Document, frozen=True, kw_only=True):
    """How it felt: `rpe` 1-10, `feeling` 1-5."""

    rpe: Number | None = None
    feeling: int | None = None
    pain: tuple[Pain, ...] | None = None
    reason: Reason | None = None
    notes: str | None = None


class WorkoutPerformanceLog(Document, frozen=True, kw_only=True):
    """All that was done in one session; feedback alone counts as empty."""

    sections: tuple[PerformedSection, ...]
    references: tuple[UsedReference, ...] | None = None
    feedback: Feedback | None = None

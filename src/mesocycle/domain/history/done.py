"""What was done over weeks and years, as rows to sum: sets, efforts, sessions; plans have no part in it."""

from typing import NamedTuple

import msgspec

from mesocycle.domain.document import Date, Id
from mesocycle.domain.plan.workout import Movement, Phase, SetType, WorkoutType

HARD_RIR = 4
"""A set with more than so many repetitions in reserve was no hard one."""


class CountedSet(NamedTuple):
    """One set of an exercise and day, or one side of it."""

    day: Date
    exercise_id: Id | None
    exercise_variant_id: Id | None
    set_type: SetType
    reps: int | None
    load_kg: float | None
    sides: int = 1
    rpe: float | None = None
    rir: float | None = None
    counts: int = 1
    """As how many sets: 0 where it is the other side of a set that counts already."""


class WorkedSet(NamedTuple):
    """One working set with repetitions: no more than records hang on, for ten years have tens of thousands."""

    day: Date
    exercise_id: Id | None
    exercise_variant_id: Id | None
    reps: int
    load_kg: float | None
    sides: int = 1
    rpe: float | None = None
    rir: float | None = None


class SetSums(NamedTuple):
    """What the sets of one exercise came to in a day or a week."""

    day: Date
    """Of a week, its first day, or the first day that was asked for."""
    exercise_id: Id | None
    exercise_variant_id: Id | None
    working_sets: int
    """All but warm-ups."""
    hard_sets: int
    """Working and failure sets with at most `HARD_RIR` in reserve where the effort is known; a drop is none."""
    reps: int
    """Of working sets; both sides count."""
    volume_kg: float
    """Of working sets: load × repetitions × sides, where both are known."""
    warmup_volume_kg: float = 0.0
    unknown_loads: int = 0
    """Working sets with repetitions whose load is not known."""


class DoneEffort(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One effort as done: metres, seconds (moving time where it is known), beats a minute."""

    movement: Movement
    phase: Phase = "active"
    distance_m: float | None = None
    duration_s: float | None = None
    gain_m: float | None = None
    loss_m: float | None = None
    grade_adjusted_m: float | None = None
    """Where the samples of a run were there to say it."""
    average_heart_rate: float | None = None


class DoneSession(msgspec.Struct, frozen=True, kw_only=True):
    """One session in which something was done, on the day it counts on."""

    id: Id
    day: Date
    type: WorkoutType
    name: str = ""
    duration_min: float | None = None
    rpe: float | None = None
    """Of the whole session, from its feedback."""
    efforts: tuple[DoneEffort, ...] = ()

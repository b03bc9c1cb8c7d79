"""What a prescribed set aims at, what a performed one came to, both in the same measures."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.amounts import NOTHING, Amounts
from mesocycle.analytics.plan_and_deed.tolerance import Aim, Measure
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise, ExerciseSet, StrengthExercise
from mesocycle.domain.quantity import load_kg
from mesocycle.domain.reference.loads import ResolvedLoad

Done = dict[Measure, float]


class DoneSet(Struct, frozen=True, kw_only=True):
    """The plain numbers of one performed set; the load as it was typed: of one hand, or beside the body."""

    reps: Number | None = None
    load_kg: float | None = None
    duration_s: float | None = None
    hold_s: float | None = None
    distance_m: float | None = None
    calories: float | None = None
    rpe: float | None = None
    rir: float | None = None

    def measures(self) -> Done:
        """Give what was measured, by measure; effort from the repetitions in reserve where no RPE was said."""
        effort = self.rpe if self.rpe is not None or self.rir is None else 10 - self.rir
        known: Mapping[Measure, float | None] = {
            Measure.REPETITIONS: self.reps,
            Measure.DURATION: self.duration_s,
            Measure.DISTANCE: self.distance_m,
            Measure.CALORIES: self.calories,
            Measure.HOLD: self.hold_s,
            Measure.LOAD: self.load_kg,
            Measure.EFFORT: effort,
        }
        return {measure: float(value) for measure, value in known.items() if value is not None}


def done_set(performance: Performance) -> DoneSet:
    """Read a performance; mini-sets are counted in, weights are kilograms."""
    done = performance
    return DoneSet(
        reps=_reps(done),
        load_kg=None if done.weight is None else float(load_kg(done.weight, done.weight_unit or "kg")),
        duration_s=done.duration,
        hold_s=done.hold_time,
        distance_m=done.distance,
        calories=done.calories,
        rpe=done.rpe,
        rir=done.rir,
    )


def set_aims(exercise: Exercise, planned: ExerciseSet, load: ResolvedLoad | None) -> tuple[Aim, ...]:
    """Give what a set aims at; a load that is not known (yet), or the body alone, is no aim."""
    return tuple(
        aim
        for aim in (
            _repetitions(planned),
            _exact(Measure.DURATION, planned.duration),
            _exact(Measure.DISTANCE, planned.distance),
            _exact(Measure.CALORIES, planned.calories),
            _exact(Measure.HOLD, planned.hold_time),
            load_aim(exercise, load),
            _effort(planned),
        )
        if aim is not None
    )


class Shown(NamedTuple):
    """What was suggested beside the plan: kilograms as they are loaded, repetitions, seconds."""

    load_kg: float | None
    reps: float | None
    duration_s: float | None


def widened(aim: Aim, shown: Shown) -> Aim:
    """Let a plan and the suggestion shown beside it both be what was asked for, and all between them."""
    suggested = {
        Measure.LOAD: shown.load_kg,
        Measure.REPETITIONS: shown.reps,
        Measure.DURATION: shown.duration_s,
    }.get(aim.measure)
    if suggested is None:
        return aim
    low, high = (None if end is None else float(end) for end in (aim.low, aim.high))
    return Aim(
        aim.measure,
        None if low is None else min(low, suggested),
        None if high is None else max(high, suggested),
    )


def load_aim(exercise: Exercise, load: ResolvedLoad | None) -> Aim | None:
    """Give the load that a set aims at, as it is loaded."""
    if load is None or (load.weight == 0 and isinstance(exercise, BodyweightExercise)):
        return None
    low = float(load_kg(load.weight, load.weight_unit))
    high = low if load.weight_max is None else float(load_kg(load.weight_max, load.weight_unit))
    return Aim(Measure.LOAD, low, high)


def planned_amounts(exercise: Exercise, planned: ExerciseSet, load: ResolvedLoad | None) -> Amounts:
    """Give how much a set is, done at the low end of what it asks for."""
    reps = _repetitions(planned)
    least = DoneSet(
        reps=0 if reps is None or reps.low is None else int(reps.low),
        load_kg=None if load is None else float(load_kg(load.weight, load.weight_unit)),
        duration_s=planned.duration,
        distance_m=planned.distance,
    )
    return done_amounts(exercise, least, set_type=planned.set_type, sides=2 if planned.per_side else 1)


def done_amounts(
    exercise: Exercise | None,
    done: DoneSet,
    *,
    set_type: Literal["working", "warmup", "drop", "failure"],
    sides: int,
) -> Amounts:
    """Give how much a set was; `sides` is 2 where one entry stands for both, `sets` counts it once."""
    counts = set_type != "warmup"
    reps = (done.reps or 0) * sides if counts else 0
    hands = 2 if exercise is not None and exercise.load_per == "hand" else 1
    unknown = reps > 0 and done.load_kg is None and (exercise is None or isinstance(exercise, StrengthExercise))
    return replace(
        NOTHING,
        sets=1 if counts else 0,
        repetitions=reps,
        load_kg=max(done.load_kg or 0.0, 0.0) * hands * reps,
        duration_s=float(done.duration_s or 0) * sides,
        distance_m=float(done.distance_m or 0) * sides,
        unknown_loads=int(unknown),
    )


def _repetitions(planned: ExerciseSet) -> Aim | None:
    low = planned.reps if planned.reps is not None else planned.reps_min
    high = None if planned.rep_type == "max" else planned.reps_max if planned.reps_max is not None else planned.reps
    mini = planned.mini_sets
    if mini is not None:
        small = mini.count * mini.reps
        most = (mini.count_max or mini.count) * (mini.reps_max or mini.reps)
        low, high = (low or 0) + small, (high or 0) + most
    if low is None and high is None:
        return None
    return Aim(Measure.REPETITIONS, None if low is None else float(low), None if high is None else float(high))


def _effort(planned: ExerciseSet) -> Aim | None:
    if planned.rpe is not None:
        return Aim(Measure.EFFORT, float(planned.rpe), float(planned.rpe_max or planned.rpe))
    if planned.rir is not None:
        return Aim(
            Measure.EFFORT,
            10 - float(planned.rir if planned.rir_max is None else planned.rir_max),
            10 - float(planned.rir),
        )
    return None


def _exact(measure: Measure, value: Number | None) -> Aim | None:
    return None if value is None else Aim(measure, float(value), float(value))


def _reps(done: Performance) -> int | None:
    if not done.mini_sets:
        return done.reps
    return (done.reps or 0) + sum(mini.reps for mini in done.mini_sets)

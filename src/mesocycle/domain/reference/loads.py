"""What percentages of a 1RM, a training max or another set mean on the bar."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from mesocycle.domain.document import Document, Id, Number
from mesocycle.domain.people.user import LoadStep, Units, unit_of
from mesocycle.domain.plan.lines import each_exercise, sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise, ExerciseSet
from mesocycle.domain.quantity import KG_PER_POUND, WeightUnit
from mesocycle.domain.reference.in_force import ValuesOnDay
from mesocycle.domain.reference.value import ReferenceValue

_KG_PER_POUND = Fraction(KG_PER_POUND)
_STEPS: dict[WeightUnit, Number] = {"kg": 2.5, "lb": 5}


DoneLoad = tuple[Number, WeightUnit]
"""What a set was done with, as it was typed."""


class ResolvedLoad(Document, frozen=True, kw_only=True):
    """A set's weight as it is loaded: per hand where the exercise is so, added load on a bodyweight one."""

    weight: Number
    weight_max: Number | None = None
    weight_unit: WeightUnit
    typed: bool
    """Whether the weight stands in the plan; typed weights are never rounded."""


class _Weight(NamedTuple):
    """A weight as it was written: numbers are looked up much faster than fractions of them."""

    amount: Number
    unit: WeightUnit


_NO_BODY = _Weight(0, "kg")


def rounded(weight: Fraction, step: Number) -> Number:
    """Round to the nearest multiple of a step, half down (towards the lighter)."""
    size = Fraction(str(step))
    exact = ceil(weight / size - Fraction(1, 2)) * size
    return int(exact) if exact.denominator == 1 else float(exact)


def smallest_step(load_step: LoadStep | None, exercise_variant_id: Id, unit: WeightUnit) -> Number:
    """Give what loads of an exercise are rounded to: the user's own step of the variant, their own, or the usual."""
    step = load_step or LoadStep()
    own = (step.variants or {}).get(exercise_variant_id) or step.default
    return own if own is not None and own > 0 else _STEPS[unit]


def resolve_loads(
    snapshot: WorkoutSnapshot,
    values: ValuesOnDay,
    load_step: LoadStep | None,
    units: Units,
    done: Mapping[Id, DoneLoad] = MappingProxyType({}),
) -> dict[Id, ResolvedLoad]:
    """Give the loads by set id; a set whose load is not known (yet) is not in it.

    Where a plan names no load for the set that others are measured by, what was `done` of it is their measure.

    The top set is the heaviest planned working set of the exercise that is not itself measured by a top set;
    the previous set is the one written before. A value of a bodyweight exercise counts with the body.
    """
    resolver = _Loads(values, load_step, unit_of(units), {id_: _Weight(*load) for id_, load in done.items()})
    exercises = [exercise for _, exercise in each_exercise(snapshot)]
    for exercise in exercises:
        resolver.resolve(exercise)
    if any(planned.percent_of_top_set is not None for exercise in exercises for planned in sets_of(exercise)):
        resolver.tops = list(_tops(exercises, resolver.known))
        for exercise in exercises:
            resolver.resolve(exercise)
    return resolver.loads


def ask_for_loads(snapshot: WorkoutSnapshot, values: ValuesOnDay) -> None:
    """Look up the values that resolving would look up, each once, and work out no load."""
    for _, exercise in each_exercise(snapshot):
        if isinstance(exercise, BodyweightExercise):
            values.number(ReferenceKind.BODYWEIGHT)
        asked: set[tuple[ReferenceKind, Id | None]] = set()
        for planned in sets_of(exercise):
            percent = planned.percent if planned.weight is None else None
            if percent is None or percent.of is None or (percent.of, planned.percent_exercise_id) in asked:
                continue
            asked.add((percent.of, planned.percent_exercise_id))
            _reference(values, exercise, planned, percent.of)


class _Top(NamedTuple):
    exercise: Exercise
    weight: _Weight


class _Loads:
    """One resolution under way: first what needs no top set, then, knowing the tops, the rest."""

    def __init__(
        self, values: ValuesOnDay, load_step: LoadStep | None, unit: WeightUnit, done: Mapping[Id, _Weight]
    ) -> None:
        self.loads: dict[Id, ResolvedLoad] = {}
        self._done = done
        self.tops: list[_Top] = []
        self.unit = unit
        self._values = values
        self._step = load_step or LoadStep()

    def known(self, planned: ExerciseSet) -> _Weight | None:
        """Give a set's load as it is planned, else as it was done."""
        load = self.loads.get(planned.id)
        return self._done.get(planned.id) if load is None else _Weight(load.weight, load.weight_unit)

    def resolve(self, exercise: Exercise) -> None:
        body: _Weight | None = _NO_BODY
        if isinstance(exercise, BodyweightExercise):
            bodyweight = self._values.number(ReferenceKind.BODYWEIGHT)
            body = _weight(bodyweight) if bodyweight is not None else None
        previous: ExerciseSet | None = None
        for planned in sets_of(exercise):
            if planned.id not in self.loads:
                load = self._typed(planned) or self._percent(exercise, planned, previous, body)
                if load is not None:
                    self.loads[planned.id] = load
            previous = planned

    def _typed(self, planned: ExerciseSet) -> ResolvedLoad | None:
        if planned.weight is None:
            return None
        return ResolvedLoad(
            weight=planned.weight,
            weight_max=planned.weight_max,
            weight_unit=planned.weight_unit or self.unit,
            typed=True,
        )

    def _percent(
        self, exercise: Exercise, planned: ExerciseSet, previous: ExerciseSet | None, body: _Weight | None
    ) -> ResolvedLoad | None:
        percent = planned.percent
        if percent is None:
            return None
        whole = self._whole(exercise, planned, previous, percent.of)
        if whole is None or body is None:
            return None
        # A 1RM or training max is of body and load together; another set's weight is load alone.
        lifted = percent.of is not None
        step = smallest_step(self._step, exercise.exercise_variant_id, self.unit)
        high = percent.high
        return ResolvedLoad(
            weight=_share(percent.low, whole, body, lifted, step, self.unit),
            weight_max=None if high is None else _share(high, whole, body, lifted, step, self.unit),
            weight_unit=self.unit,
            typed=False,
        )

    def _whole(
        self,
        exercise: Exercise,
        planned: ExerciseSet,
        previous: ExerciseSet | None,
        of: ReferenceKind | None,
    ) -> _Weight | None:
        """Give what the percentage is of."""
        if of is not None:
            value = _reference(self._values, exercise, planned, of)
            return None if value is None else _weight(value)
        if planned.percent_of_top_set is not None:
            wanted = planned.percent_exercise_id or exercise.id
            tops = (top.weight for top in self.tops if _is(top.exercise, wanted))
            return max(tops, key=_exact, default=None)
        return None if previous is None else self.known(previous)


def _weight(value: ReferenceValue) -> _Weight:
    return _Weight(value.value or 0, "lb" if value.unit == "lb" else "kg")


def _exact(weight: _Weight) -> Fraction:
    return converted(weight.amount, weight.unit, "kg")


@lru_cache(maxsize=4096)  # fractions are made of text, and plans name few weights
def converted(weight: Number, unit: WeightUnit, to: WeightUnit) -> Fraction:
    """Convert exactly."""
    exact = Fraction(str(weight))
    if unit == to:
        return exact
    return exact * _KG_PER_POUND if to == "kg" else exact / _KG_PER_POUND


@lru_cache(maxsize=65_536)  # a roster has few percentages of few weights, and fractions take their time
def _share(percent: Number, whole: _Weight, body: _Weight, lifted: bool, step: Number, unit: WeightUnit) -> Number:  # noqa: FBT001  # a cached function's arguments are its key
    """Give a percentage of a weight less the body's, as it is loaded; `lifted` says that the body is in the weight."""
    beside = converted(*body, unit)
    total = converted(*whole, unit) + (0 if lifted else beside)
    return rounded(total * Fraction(str(percent)) / 100 - beside, step)


def _reference(
    values: ValuesOnDay, exercise: Exercise, planned: ExerciseSet, of: ReferenceKind
) -> ReferenceValue | None:
    other = planned.percent_exercise_id
    if other is not None and not _is(exercise, other):
        return values.load(of, other, None, None)
    return values.load(of, exercise.exercise_id, exercise.exercise_variant_id, exercise.name)


def _tops(exercises: list[Exercise], known: Callable[[ExerciseSet], _Weight | None]) -> Iterator[_Top]:
    for exercise in exercises:
        weights = [
            weight
            for planned in sets_of(exercise)
            if planned.set_type == "working"
            and planned.percent_of_top_set is None
            and (weight := known(planned)) is not None
        ]
        if weights:
            yield _Top(exercise, max(weights, key=_exact))


def _is(exercise: Exercise, id_: Id) -> bool:
    return id_ in {exercise.id, exercise.exercise_variant_id, exercise.exercise_id}

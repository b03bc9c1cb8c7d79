"""One earlier performance of an exercise line: how far its working sets came, measured by what was planned."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import msgspec

from mesocycle.domain.document import Date, Id, Number
from mesocycle.domain.log.performance import PerformedSet
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.workout import Exercise, ExerciseSet
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.loads import ResolvedLoad, converted

_EQUAL = Fraction(1, 100)
"""Loads nearer to each other than 10 g or so are the same."""


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """The line as it was planned that day, the loads it meant, and the sets that were done."""

    day: Date
    exercise: Exercise
    loads: Mapping[Id, ResolvedLoad]
    sets: tuple[PerformedSet, ...]


class Aim(NamedTuple):
    """What a set asked for at least and at most, and in what it is counted."""

    least: float
    most: float
    word: str


class Pair(NamedTuple):
    """A planned set beside what was done of it."""

    planned: ExerciseSet
    done: PerformedSet | None


class Tally(NamedTuple):
    """What an attempt's working sets came to."""

    planned: int
    done: int
    met: bool
    """Every planned set was done with what it asked for at least, at the load it meant."""
    topped: bool
    """Every one reached its upper end."""
    fewest: float
    """The least that any set came to; of a set left out, 0."""
    last: float
    """What the last set came to."""
    aim: Aim
    """Of the last set."""


def pairs_of(attempt: Attempt, *, heaviest_only: bool = False) -> list[Pair]:
    """Pair planned working sets with what was done; of several rounds the weakest counts."""
    planned = [each for each in sets_of(attempt.exercise) if each.set_type != "warmup"]
    if heaviest_only:
        top = max((_weight(attempt, each) for each in planned), default=Fraction(0))
        planned = [each for each in planned if _weight(attempt, each) == top]
    by_set: dict[Id | None, list[PerformedSet]] = {}
    for done in attempt.sets:
        by_set.setdefault(done.set_id, []).append(done)
    return [Pair(each, _weakest(each, by_set.get(each.id, []))) for each in planned]


def tally(attempt: Attempt, *, heaviest_only: bool = False) -> Tally | None:
    """Count an attempt; None where nothing was planned that could be counted."""
    pairs = pairs_of(attempt, heaviest_only=heaviest_only)
    if not pairs:
        return None
    came = [amount(pair.planned, pair.done) for pair in pairs]
    aims = [aim_of(pair.planned) for pair in pairs]
    loaded = all(_load_met(attempt, pair) for pair in pairs)
    return Tally(
        planned=len(pairs),
        done=sum(pair.done is not None for pair in pairs),
        met=loaded and all(each >= aim.least for each, aim in zip(came, aims, strict=True)),
        topped=loaded and all(each >= aim.most for each, aim in zip(came, aims, strict=True)),
        fewest=min(came),
        last=came[-1],
        aim=aims[-1],
    )


def aim_of(planned: ExerciseSet) -> Aim:
    """Say what a set asks for: repetitions (mini-sets counted in), seconds or metres."""
    if planned.duration is not None:
        return Aim(float(planned.duration), float(planned.duration), "seconds")
    if planned.distance is not None:
        return Aim(float(planned.distance), float(planned.distance), "metres")
    least = planned.reps if planned.reps is not None else planned.reps_min or 0
    most = planned.reps if planned.reps is not None else planned.reps_max or least
    mini = planned.mini_sets
    if mini is not None:
        least += mini.count * mini.reps
        most += (mini.count_max or mini.count) * (mini.reps_max or mini.reps)
    return Aim(least, max(least, most), "repetitions")


def amount(planned: ExerciseSet, done: PerformedSet | None) -> float:
    """Give what was done of a set, counted as it was planned; nothing is 0."""
    if done is None:
        return 0.0
    performance = done.performance
    if planned.duration is not None:
        return float(performance.duration or 0)
    if planned.distance is not None:
        return float(performance.distance or 0)
    return float((performance.reps or 0) + sum(mini.reps for mini in performance.mini_sets or ()))


def top_load(attempt: Attempt) -> tuple[Number, WeightUnit] | None:
    """Give the heaviest load of the planned working sets that were done, in the unit of the plan."""
    planned = {each.id for each in sets_of(attempt.exercise) if each.set_type != "warmup"}
    used = [
        _in_unit_of_plan(attempt.loads.get(done.set_id), done.performance.weight, done.performance.weight_unit or "kg")
        for done in attempt.sets
        if done.set_id in planned and done.set_type != "warmup" and done.performance.weight is not None
    ]
    return max(used, key=lambda one: converted(one[0], one[1], "kg"), default=None)


def same_load(one: Attempt, other: Attempt) -> bool:
    """Tell whether two attempts were made at the same top load."""
    first, second = top_load(one), top_load(other)
    if first is None or second is None:
        return first is second
    return abs(converted(*first, "kg") - converted(*second, "kg")) < _EQUAL


def failures(attempts: Sequence[Attempt], *, heaviest_only: bool = False) -> int:
    """Count how many of the latest attempts fell short, one after the other, at the load of the last."""
    count = 0
    for attempt in reversed(attempts):
        counted = tally(attempt, heaviest_only=heaviest_only)
        if counted is None or counted.met or not same_load(attempt, attempts[-1]):
            break
        count += 1
    return count


def _weakest(planned: ExerciseSet, done: Sequence[PerformedSet]) -> PerformedSet | None:
    return min(done, key=lambda each: (amount(planned, each), each.id), default=None)


def _weight(attempt: Attempt, planned: ExerciseSet) -> Fraction:
    load = attempt.loads.get(planned.id)
    return Fraction(0) if load is None else converted(load.weight, load.weight_unit, "kg")


def _load_met(attempt: Attempt, pair: Pair) -> bool:
    """Tell whether at least the load that was meant was used; what is not known falls short of nothing."""
    load = attempt.loads.get(pair.planned.id)
    if load is None or pair.done is None or pair.done.performance.weight is None:
        return True
    used = converted(pair.done.performance.weight, pair.done.performance.weight_unit or "kg", "kg")
    meant = converted(load.weight, load.weight_unit, "kg")
    shown = pair.done.suggested
    if shown is not None and shown.weight is not None:  # the plan stays as written, also after a step back from it
        meant = min(meant, converted(shown.weight, shown.weight_unit or "kg", "kg"))
    return used >= meant - _EQUAL


def _in_unit_of_plan(load: ResolvedLoad | None, weight: Number, unit: WeightUnit) -> tuple[Number, WeightUnit]:
    """Give a load in the unit it was planned in: kilograms and pounds of one bar go on in the same way."""
    if load is None or load.weight_unit == unit:
        return weight, unit
    exact = converted(weight, unit, load.weight_unit)
    if abs(converted(weight, unit, "kg") - converted(load.weight, load.weight_unit, "kg")) < _EQUAL:
        return load.weight, load.weight_unit
    return round(float(exact), 2), load.weight_unit

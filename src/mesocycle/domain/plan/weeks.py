"""A routine version by weeks: in which each workout falls, and which of them hold the same."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from mesocycle.domain.document import Id
from mesocycle.domain.plan.placement import Begin, NothingToSchedule, place
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, canonical, snapshot
from mesocycle.domain.plan.workout import Weeks, Workout

_A_MONDAY = date(2001, 1, 1)


class AlikeWeeks(NamedTuple):
    """Weeks in which a workout holds the same lines, and these."""

    weeks: Weeks
    snapshot: WorkoutSnapshot


class WorkoutByWeeks(NamedTuple):
    """A workout as it changes through the weeks; one entry where it never does."""

    workout: Workout
    parts: tuple[AlikeWeeks, ...]


def weeks_of_workouts(version: RoutineVersion) -> tuple[WorkoutByWeeks, ...]:
    """Give every workout with the weeks it falls in; one that falls on no day is told for all weeks."""
    falls = _weeks_of_workouts(version)
    every = range(1, version.duration + 1)
    return tuple(
        WorkoutByWeeks(each, _alike(each, sorted(falls.get(each.id, every)), version.duration))
        for each in sorted(version.workouts, key=lambda each: each.order_index)
    )


def _weeks_of_workouts(version: RoutineVersion) -> dict[Id, set[int]]:
    """Place the version on some weeks that end with a race on their Sunday."""
    race = _A_MONDAY + timedelta(days=7 * version.duration - 1)
    try:
        placed = place(version, Begin(start_date=_A_MONDAY, race_date=race))
    except NothingToSchedule:
        return {}
    weeks: dict[Id, set[int]] = {}
    for each in (*placed.placed, *placed.before_start):
        weeks.setdefault(each.workout.id, set()).add(each.plan_week)
    return weeks


def _alike(workout: Workout, weeks: Sequence[int], duration: int) -> tuple[AlikeWeeks, ...]:
    found: dict[bytes, AlikeWeeks] = {}
    for week in weeks:
        held = snapshot(workout, week, duration)
        key = canonical(held)
        known = found.get(key)
        found[key] = AlikeWeeks((week,), held) if known is None else known._replace(weeks=(*known.weeks, week))
    return tuple(found.values())

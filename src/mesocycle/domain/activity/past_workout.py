"""An activity as a past workout: what becomes of it where no planned session waits for it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.activity.laps import dividing_laps
from mesocycle.domain.activity.log import NamedSet
from mesocycle.domain.imports.past_workout import PastEffort, PastExercise, PastSet, PastWorkout
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import WorkoutType

_NAMES = {
    WorkoutType.STRENGTH: "Strength training",
    WorkoutType.RUNNING: "Run",
    WorkoutType.TRAIL_RUNNING: "Trail run",
}


def activity_key(start: str) -> str:
    """Name an activity by the second it began: FIT, TCX and GPX of one recording are one item."""
    return start[:19]


def past_workout(activity: Activity, sets: Sequence[NamedSet], number: int, start: str) -> PastWorkout:
    """Write an activity as a workout of its own; `number` is its place in its file, `start` when it began.

    What is neither a run nor strength is of the type `other`, and says which sport it was. Beside sets one effort
    says what the heart did and how long it all took.
    """
    kind = activity.type or (WorkoutType.STRENGTH if sets else WorkoutType.OTHER)
    laps = dividing_laps(activity)
    efforts = tuple(
        PastEffort(performance=lap.performance, phase=lap.phase, performed_at=lap.started_at) for lap in laps
    ) or (PastEffort(performance=activity.performance),)
    return PastWorkout(
        line=number,
        key=activity_key(start),
        name=_name(activity, kind),
        type=kind,
        start=start,
        duration_s=activity.performance.duration,
        notes=told(activity),
        exercises=tuple(_exercises(sets)),
        efforts=(PastEffort(performance=_beside_sets(activity.performance)),) if sets else efforts,
        movement="other" if sets else activity.movement,
        sport=sport_name(activity) if kind is WorkoutType.OTHER else None,
        civil_start=activity.civil_start,
    )


def sport_name(activity: Activity) -> str:
    """Give the sport by our vocabulary, else in the file's own words."""
    return activity.kind or (activity.sub_sport or activity.sport).replace("_", " ")


def _beside_sets(done: Performance) -> Performance:
    """Leave out what sets say themselves: a watch at the wrist walks between machines."""
    return Performance(
        duration=done.duration,
        average_heart_rate=done.average_heart_rate,
        max_heart_rate=done.max_heart_rate,
        calories=done.calories,
    )


def told(activity: Activity) -> str | None:
    """Say what neither sets nor efforts hold: who measured the climb, and what could not be read."""
    by_device = next((each for each in activity.ascents if each.method in {"device", "barometer"}), None)
    how = "barometer" if by_device is not None and by_device.method == "barometer" else "device"
    lines = [] if by_device is None else [f"Ascent by the {how}: {by_device.gain} m."]
    return " ".join([*lines, *activity.problems, *activity.left_out]) or None


def _name(activity: Activity, kind: WorkoutType) -> str:
    if activity.name:
        return activity.name
    if activity.type is not None:
        return _NAMES[kind]
    return sport_name(activity).capitalize()


def _exercises(sets: Sequence[NamedSet]) -> Iterator[PastExercise]:
    """Put sets of one name that follow each other together; a rest belongs to the set before it."""
    for name, group in groupby(sets, key=lambda each: each.name):
        yield PastExercise(
            name=name,
            sets=tuple(
                PastSet(
                    performance=each.recorded.performance,
                    performed_at=each.recorded.started_at,
                    rest=None if each.rest_s is None else f"{round(each.rest_s)}s",
                )
                for each in group
            ),
        )

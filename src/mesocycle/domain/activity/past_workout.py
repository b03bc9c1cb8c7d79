"""An activity as a past workout: what becomes of it where no planned session waits for it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.activity.log import NamedSet
from mesocycle.domain.imports.past_workout import PastEffort, PastExercise, PastSet, PastWorkout
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

    What is neither a run nor strength has no type of its own: it is kept as a run by its own movement.
    """
    kind = activity.type or (WorkoutType.STRENGTH if sets else WorkoutType.RUNNING)
    laps = activity.laps if len(activity.laps) > 1 else ()
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
        efforts=() if sets else efforts,
        movement=None if sets else activity.movement,
    )


def told(activity: Activity) -> str | None:
    """Say what neither sets nor efforts hold: who measured the climb, and what could not be read."""
    by_device = next((each for each in activity.ascents if each.method == "device"), None)
    lines = [] if by_device is None else [f"Ascent by the device: {by_device.gain} m."]
    return " ".join([*lines, *activity.problems]) or None


def _name(activity: Activity, kind: WorkoutType) -> str:
    if activity.name:
        return activity.name
    if activity.type is not None:
        return _NAMES[kind]
    return (activity.sub_sport or activity.sport).replace("_", " ").capitalize()


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

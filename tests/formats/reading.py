"""What tests of the readers share: workouts and rejects apart, and a look at the sets."""

from collections.abc import Iterable
from typing import NamedTuple

from mesocycle.domain.imports.past_workout import PastSet, PastWorkout
from mesocycle.domain.reading.reject import Reject


class Read(NamedTuple):
    """What a reader gave."""

    workouts: list[PastWorkout]
    rejects: list[Reject]

    @property
    def only(self) -> PastWorkout:
        """The one workout of a file without a bad row."""
        assert self.rejects == []
        (workout,) = self.workouts
        return workout

    @property
    def reject(self) -> Reject:
        """The one reject of a file that gave nothing else."""
        assert self.workouts == []
        (reject,) = self.rejects
        return reject


def read(given: Iterable[PastWorkout | Reject]) -> Read:
    """Part what a reader gave."""
    found = list(given)
    return Read(
        [each for each in found if isinstance(each, PastWorkout)], [each for each in found if isinstance(each, Reject)]
    )


def sets_of(workout: PastWorkout) -> list[PastSet]:
    """Give all sets of a workout in order."""
    return [each for exercise in workout.exercises for each in exercise.sets]


def loads(workout: PastWorkout) -> list[tuple[object, object, object]]:
    """Give repetitions, weight and unit of all sets in order."""
    return [(each.performance.reps, each.performance.weight, each.performance.weight_unit) for each in sets_of(workout)]


def lines(*given: str) -> bytes:
    """Write the lines of a file."""
    return ("\n".join(given) + "\n").encode()

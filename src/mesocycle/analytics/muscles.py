"""Hard sets by muscle: a set counts whole for what an exercise trains first, half for what it trains besides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mesocycle.domain.document import Document, Id
from mesocycle.domain.exercise import LibraryExercise
from mesocycle.domain.history import SetSums

BESIDES = 0.5
"""What a set counts for a secondary muscle."""


class MuscleSets(Document, frozen=True, kw_only=True):
    """Hard sets of one muscle: `direct` where it is trained first, `sets` with half of those besides."""

    muscle: str
    sets: float
    direct: int


def by_variant_and_movement(library: Iterable[LibraryExercise]) -> dict[Id, LibraryExercise]:
    """Give exercises by variant; a movement's id means the first of its variants."""
    found: dict[Id, LibraryExercise] = {}
    movements: dict[Id, LibraryExercise] = {}
    for each in library:
        found.setdefault(each.exercise_variant_id, each)
        movements.setdefault(each.exercise_id, each)
    return movements | found


def train(sums: SetSums, exercises: Mapping[Id, LibraryExercise]) -> bool:
    """Tell whether sets train muscles: all but mobility, whose sets are no hard ones."""
    known = _known(sums, exercises)
    return known is None or known.kind != "mobility"


def muscle_sets(days: Iterable[SetSums], exercises: Mapping[Id, LibraryExercise]) -> tuple[MuscleSets, ...]:
    """Give hard sets by muscle, most first; what the library does not know trains nothing that could be named."""
    direct: dict[str, int] = defaultdict(int)
    whole: dict[str, float] = defaultdict(float)
    for day in days:
        known = _known(day, exercises)
        if known is None or not day.hard_sets or known.kind == "mobility":
            continue
        for muscle in known.primary_muscles:
            direct[muscle] += day.hard_sets
            whole[muscle] += day.hard_sets
        for muscle in known.secondary_muscles:
            whole[muscle] += day.hard_sets * BESIDES  # halves add up exactly
    counted = [MuscleSets(muscle=name, sets=sets, direct=direct[name]) for name, sets in whole.items()]
    return tuple(sorted(counted, key=lambda one: (-one.sets, one.muscle)))


def _known(sums: SetSums, exercises: Mapping[Id, LibraryExercise]) -> LibraryExercise | None:
    return exercises.get(sums.exercise_variant_id or "") or exercises.get(sums.exercise_id or "")

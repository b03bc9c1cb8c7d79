"""Hard sets by muscle: a set counts whole for what an exercise trains first, half for what it trains besides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mesocycle.domain.document import Document, Id
from mesocycle.domain.history.done import SetSums
from mesocycle.domain.plan.library import LibraryExercise

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


class HardSets(NamedTuple):
    """Hard sets of some days: all of them, and by muscle, most first."""

    sets: int
    muscles: tuple[MuscleSets, ...]


def hard_sets(days: Iterable[SetSums], exercises: Mapping[Id, LibraryExercise]) -> HardSets:
    """Count hard sets; those of mobility are none, and what the library does not know trains no muscle with a name."""
    sets = 0
    direct: dict[str, int] = defaultdict(int)
    whole: dict[str, float] = defaultdict(float)
    for day in days:
        hard = day.hard_sets
        if not hard:
            continue
        known = exercises.get(day.exercise_variant_id or "") or exercises.get(day.exercise_id or "")
        if known is not None and known.kind == "mobility":
            continue
        sets += hard
        if known is None:
            continue
        for muscle in known.primary_muscles:
            direct[muscle] += hard
            whole[muscle] += hard
        for muscle in known.secondary_muscles:
            whole[muscle] += hard * BESIDES  # halves add up exactly
    counted = [MuscleSets(muscle=name, sets=total, direct=direct[name]) for name, total in whole.items()]
    return HardSets(sets, tuple(sorted(counted, key=lambda one: (-one.sets, one.muscle))))

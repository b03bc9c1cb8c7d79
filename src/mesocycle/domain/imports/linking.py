"""Exercises that a log only names, linked to the library, so that they count in records and sums as planned ones do."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.performance import ExerciseName, PerformedExercise, WorkoutPerformanceLog
from mesocycle.domain.plan.library import LibraryExercise

Find = Callable[[ExerciseName], LibraryExercise | None]
"""Gives the exercise of the library that a name, or the id of a variant, surely means."""


def link_log(log: WorkoutPerformanceLog, find: Find) -> WorkoutPerformanceLog:
    """Link all exercises of a log that were added or stand in for others."""
    if not _any_unlinked(name for section in log.sections for one in section.exercises for name in _names(one)):
        return log
    sections = tuple(
        replace(
            section,
            exercises=tuple(
                replace(one, exercise=_linked(one.exercise, find), substituted_by=_linked(one.substituted_by, find))
                for one in section.exercises
            ),
        )
        for section in log.sections
    )
    return replace(log, sections=sections)


def link_entry(entry: SetEntry | EffortEntry, find: Find) -> SetEntry | EffortEntry:
    """Link the exercise that one set names."""
    if isinstance(entry, EffortEntry) or not _any_unlinked(_names(entry)):
        return entry
    return replace(entry, exercise=_linked(entry.exercise, find), substituted_by=_linked(entry.substituted_by, find))


def _names(one: PerformedExercise | SetEntry) -> Iterable[ExerciseName]:
    return [name for name in (one.exercise, one.substituted_by) if name is not None]


def _any_unlinked(names: Iterable[ExerciseName]) -> bool:
    return any(map(_is_unlinked, names))


def _is_unlinked(name: ExerciseName) -> bool:
    return name.exercise_id is None


def _linked(name: ExerciseName | None, find: Find) -> ExerciseName | None:
    """Give a name with the ids of its exercise, spelled as it was; one with the movement's id says enough itself."""
    known = find(name) if name is not None and _is_unlinked(name) else None
    if name is None or known is None:
        return name
    return replace(name, exercise_id=known.exercise_id, exercise_variant_id=known.exercise_variant_id)

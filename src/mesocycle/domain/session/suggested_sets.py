"""What the suggestion for an exercise line means set by set, and a plan with it written in."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from mesocycle.domain.document import Document, Id
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import Exercise, ExerciseSet, TabataExercise
from mesocycle.domain.reference.loads import ResolvedLoad, converted

_EQUAL = Fraction(1, 100)
_PERCENTAGES: Mapping[str, Any] = dict.fromkeys(
    (
        *("percent_of_1rm", "percent_of_training_max", "percent_of_top_set", "percent_of_previous_set"),
        *("percent_max", "percent_exercise_id", "weight_max"),
    )
)


class Acceptance(Document, frozen=True, kw_only=True):
    """Which suggestions are accepted: those of these lines (a snapshot exercise's `_id`), else all."""

    line_ids: tuple[Id, ...] | None = None


def suggested_sets(exercise: Exercise, loads: Mapping[Id, ResolvedLoad], shown: Suggestion) -> dict[Id, Suggestion]:
    """Give what is suggested for each working set, by set id; a set that it says nothing of is not in it.

    The load is that of the heaviest sets and of those whose load nobody planned; lighter ones stay as they are
    written. Repetitions and seconds are meant where all sets ask for the same.
    """
    working = [each for each in sets_of(exercise) if each.set_type != "warmup"]
    alike = len({_asked(each) for each in working}) == 1 and all(each.mini_sets is None for each in working)
    top = max((_kg(load) for each in working if (load := loads.get(each.id)) is not None), default=None)
    found = {}
    for each in working:
        load = loads.get(each.id)
        loaded = shown.weight is not None and (load is None or top is None or _kg(load) > top - _EQUAL)
        meant = Suggestion(
            weight=shown.weight if loaded else None,
            weight_unit=shown.weight_unit if loaded else None,
            reps=shown.reps if alike else None,
            duration=shown.duration if alike else None,
            why=shown.why,
        )
        if (meant.weight, meant.reps, meant.duration) != (None, None, None):
            found[each.id] = meant
    return found


def with_suggestions(snapshot: WorkoutSnapshot, shown: Mapping[Id, Suggestion]) -> WorkoutSnapshot:
    """Write suggestions, by set id, into a plan; a range of repetitions that holds the suggested ones stays."""
    return replace(
        snapshot,
        sections=tuple(
            replace(section, exercises=tuple(_with(exercise, shown) for exercise in section.exercises))
            if section.exercises
            else section
            for section in snapshot.sections
        ),
    )


def _with(exercise: Exercise, shown: Mapping[Id, Suggestion]) -> Exercise:
    if isinstance(exercise, TabataExercise):
        return exercise
    sets = tuple(replace(each, **dict(_changes(each, shown.get(each.id)))) for each in exercise.sets)
    return replace(exercise, sets=sets)


def _changes(planned: ExerciseSet, shown: Suggestion | None) -> Iterator[tuple[str, Any]]:
    if shown is None:
        return
    if shown.weight is not None:
        yield from _PERCENTAGES.items()
        yield from (("weight", shown.weight), ("weight_unit", shown.weight_unit))
    if shown.duration is not None and planned.duration is not None:
        yield "duration", shown.duration
    if shown.reps is not None and planned.reps is not None:
        yield "reps", shown.reps
    elif shown.reps is not None and planned.reps_min is not None and planned.rep_type == "max":
        yield "reps_min", shown.reps


def _asked(planned: ExerciseSet) -> tuple[object, ...]:
    return planned.reps, planned.reps_min, planned.reps_max, planned.duration, planned.distance


def _kg(load: ResolvedLoad) -> Fraction:
    return converted(load.weight, load.weight_unit, "kg")

"""What an exercise of the library must say beyond its form."""

from mesocycle.domain.exercise import LibraryExercise, normal_name
from mesocycle.domain.misfit import Fault
from mesocycle.domain.reading import refusal
from mesocycle.domain.value_rules import NAME, Faults, check_id, check_text, check_texts


def check_exercise(exercise: LibraryExercise) -> None:
    """Refuse an exercise without a usable name or with ids that can't be, naming every place."""
    if found := list(_faults(exercise)):
        raise refusal(found)


def _faults(exercise: LibraryExercise) -> Faults:
    for name, each in (
        ("_id", exercise.id),
        ("exerciseId", exercise.exercise_id),
        ("exerciseVariantId", exercise.exercise_variant_id),
    ):
        yield from check_id(name, each)
    yield from check_text("name", exercise.name, NAME)
    if exercise.name.strip() and not normal_name(exercise.name):
        yield Fault("name", "has neither letter nor digit", "Write a name that can be looked up.")
    yield from check_texts("aliases", exercise.aliases)
    yield from check_texts("primaryMuscles", exercise.primary_muscles)
    yield from check_texts("secondaryMuscles", exercise.secondary_muscles)
    yield from check_texts("equipment", exercise.equipment)

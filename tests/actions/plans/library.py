"""What the tests of plans share."""

from mesocycle.domain.plan.library import LibraryExercise


def an_exercise(name: str = "Anvil shrug") -> LibraryExercise:
    return LibraryExercise(
        id="anvil-shrug",
        exercise_id="anvil-shrug",
        exercise_variant_id="anvil-shrug",
        name=name,
        aliases=(),
        kind="strength",
        primary_muscles=("traps",),
        secondary_muscles=(),
        equipment=("anvil",),
        unilateral=False,
    )

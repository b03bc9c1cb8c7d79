"""Hard sets by muscle."""

from mesocycle.analytics.strength.muscles import by_variant_and_movement, hard_sets
from mesocycle.domain.plan.library import LibraryExercise
from tests.analytics.sets import a_lift, sum_days

_SQUAT = LibraryExercise(
    id="l",
    exercise_id="squat",
    exercise_variant_id="squat.barbell-back",
    name="Back Squat",
    aliases=(),
    kind="strength",
    primary_muscles=("quads", "glutes"),
    secondary_muscles=("hamstrings",),
    equipment=(),
    unilateral=False,
)


def test_a_set_counts_whole_for_primary_and_half_for_secondary_muscles() -> None:
    days = sum_days(
        [a_lift(), a_lift(), a_lift(), a_lift(counts=0), a_lift(exercise_id="unheard-of", exercise_variant_id=None)]
    )

    found = hard_sets(days, by_variant_and_movement([_SQUAT])).muscles

    assert [(one.muscle, one.sets, one.direct) for one in found] == [
        ("glutes", 3, 3),
        ("quads", 3, 3),
        ("hamstrings", 1.5, 0),
    ]


def test_a_variant_that_the_library_lacks_trains_what_its_movement_trains() -> None:
    days = sum_days([a_lift(exercise_variant_id="squat.new")])

    assert hard_sets(days, by_variant_and_movement([_SQUAT])).muscles[0].muscle == "glutes"

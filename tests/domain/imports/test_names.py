"""Names of exercises from elsewhere: sure ones are taken, likely ones asked about, the rest left as they are."""

import pytest

from mesocycle.actions.plans.library import shipped
from mesocycle.domain.imports.names import How, Matcher
from mesocycle.domain.plan.library import Library, LibraryExercise, normal_name

LIBRARY = Library(shipped())


@pytest.mark.parametrize(
    ("name", "how", "variant"),
    [
        ("Bulgarian Split Squat", How.EXACT, "split-squat.bulgarian"),
        ("bulgarian  split-squat", How.EXACT, "split-squat.bulgarian"),
        ("Wide Pull Up", How.EXACT, "pull-up.wide-grip"),
        ("Squat (Barbell)", How.NORMALISED, "squat.barbell-back"),
        ("Pull Ups (Assisted)", How.NORMALISED, "pull-up.machine-assisted"),
        ("DB Lunge", How.EXACT, "lunge.dumbbell"),
        ("Lunges - DB", How.NORMALISED, "lunge.dumbbell"),
        ("Leg Extension (Machine)", How.NORMALISED, "leg-extension.machine"),
    ],
)
def test_a_name_of_the_same_words_is_taken_without_asking(name: str, how: How, variant: str) -> None:
    match = Matcher(LIBRARY, {}).match(name)

    assert (match.how, match.exercise_variant_id) == (how, variant)


def test_a_likely_name_is_a_suggestion_with_a_score_and_is_not_taken() -> None:
    match = Matcher(LIBRARY, {}).match("Seated Incline Curl (Dumbbell)")

    assert (match.how, match.how.sure, match.exercise_variant_id) == (How.SUGGESTED, False, None)
    assert match.suggestions[0].name == "Incline Dumbbell Curl"
    assert 0.6 < match.suggestions[0].score < 1


@pytest.mark.parametrize("name", ["Warm Up", "Zzz", "", "\N{FLEXED BICEPS}", "x" * 10_000])
def test_a_name_like_none_is_unknown(name: str) -> None:
    match = Matcher(LIBRARY, {}).match(name)

    assert (match.how, match.suggestions) == (How.UNKNOWN, ())


def test_what_the_person_chose_goes_before_all_else() -> None:
    match = Matcher(LIBRARY, {normal_name("Back squat"): "front-squat.barbell"}).match("BACK SQUAT")

    assert (match.how, match.exercise_name) == (How.CHOSEN, "Front Squat")


def test_a_choice_of_an_exercise_that_is_gone_counts_no_more() -> None:
    match = Matcher(LIBRARY, {normal_name("Back squat"): "gone"}).match("Back squat")

    assert match.how is How.EXACT


def test_words_that_two_exercises_share_are_no_match() -> None:
    twins = [
        LibraryExercise(
            id=each,
            exercise_id=each,
            exercise_variant_id=each,
            name=name,
            aliases=(),
            kind="strength",
            primary_muscles=(),
            secondary_muscles=(),
            equipment=(),
            unilateral=False,
        )
        for each, name in (("one", "Row Barbell"), ("two", "Barbell Row"))
    ]

    match = Matcher(Library(twins), {}).match("Rows, barbell")

    assert match.how is How.SUGGESTED
    assert {each.exercise_variant_id for each in match.suggestions} == {"one", "two"}

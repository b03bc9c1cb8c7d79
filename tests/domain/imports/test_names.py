"""Names of exercises from elsewhere: sure ones are taken, likely ones asked about, the rest left as they are."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    match = Matcher(LIBRARY, {}).match("Steep Incline Curl (Dumbbell)")

    assert (match.how, match.how.sure, match.exercise_variant_id) == (How.SUGGESTED, False, None)
    assert match.suggestions[0].name == "Incline Dumbbell Curl"
    assert 0.6 < match.suggestions[0].score < 1


@pytest.mark.parametrize("name", ["Roar", "Zzz", "", "\N{FLEXED BICEPS}", "x" * 10_000])
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


@pytest.mark.parametrize(
    "name",
    [
        "Press Bench",
        "Curl bar curl",
        "Squat to Bench",
        "Bench Press with Bands",
        "Overhead Press and Squat",
        "Curl on Curl",
        "Row Single Arm (Dumbbell)",
    ],
)
def test_words_in_another_order_or_more_of_them_are_another_exercise(name: str) -> None:
    assert not Matcher(LIBRARY, {}).match(name).how.sure


def test_low_to_high_is_not_high_to_low() -> None:
    library = Library([each for each in shipped() if each.exercise_variant_id != "chest-fly.high-cable"])

    assert not Matcher(library, {}).match("High to Low Cable Fly").how.sure


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Squat, Front", "front-squat.barbell"),
        ("Lat Pulldown - Close Grip (Cable)", "lat-pulldown.close-grip"),
        ("Clean & Press", "clean-and-jerk.clean-and-press"),
        ("The Cable Seated Row", "seated-row.cable"),
    ],
)
def test_what_is_set_apart_may_stand_in_front_or_behind_and_tools_anywhere(name: str, variant: str) -> None:
    assert Matcher(LIBRARY, {}).match(name).exercise_variant_id == variant


def test_what_another_program_calls_an_exercise_goes_before_a_shared_name_and_never_before_ones_own() -> None:
    own = msgspec.structs.replace(
        LIBRARY.all()[0], id="own", exercise_variant_id="own", name="Toe Touch", owner_id="ann"
    )
    elsewhere = {normal_name("Toe Touch"): "crunch.toe-touch"}

    shared = Matcher(LIBRARY, {}, elsewhere).match("Toe Touch")
    mine = Matcher(Library([own, *shipped()]), {}, elsewhere).match("Toe Touch")

    assert (shared.exercise_variant_id, mine.exercise_variant_id) == ("crunch.toe-touch", "own")


@given(st.permutations(["lat", "pulldown", "wide", "grip"]))
def test_only_one_order_of_a_names_words_is_the_exercise(words: list[str]) -> None:
    match = Matcher(LIBRARY, {}).match(" ".join(words))

    assert match.how.sure == (words == ["wide", "grip", "lat", "pulldown"])

from msgspec.structs import replace

from mesocycle.domain.plan.library import Library, LibraryExercise

SQUAT = LibraryExercise(
    id="squat.back",
    exercise_id="squat",
    exercise_variant_id="squat.back",
    name="Back Squat",
    aliases=("Squat", "High-bar squat"),
    kind="strength",
    primary_muscles=("quads",),
    secondary_muscles=(),
    equipment=("barbell",),
    unilateral=False,
)
FRONT = replace(SQUAT, id="squat.front", exercise_variant_id="squat.front", name="Front Squat", aliases=())
LIBRARY = Library([SQUAT, FRONT])


def test_an_exercise_is_found_by_its_name_without_regard_to_case_blanks_and_hyphens() -> None:
    assert LIBRARY.find(" back-squat ") is SQUAT


def test_an_exercise_is_found_by_an_alias() -> None:
    assert LIBRARY.find("high bar Squat") is SQUAT


def test_an_exercise_is_found_by_its_variant() -> None:
    assert LIBRARY.variant("squat.front") is FRONT


def test_an_unknown_name_finds_nothing() -> None:
    assert LIBRARY.find("Curl") is None
    assert LIBRARY.find("") is None


def test_the_nearest_names_come_best_first_and_each_exercise_once() -> None:
    assert LIBRARY.nearest("Frnt squat") == ["Front Squat", "Squat"]


def test_a_name_like_no_other_has_no_near_ones() -> None:
    assert LIBRARY.nearest("xyzzy") == []


def test_a_users_own_exercise_goes_before_a_shared_one_of_that_name() -> None:
    own = replace(SQUAT, id="mine", exercise_variant_id="mine", owner_id="ann", aliases=())

    assert Library([SQUAT, own]).find("Back Squat") is own


def test_an_alias_never_hides_the_name_of_another_exercise() -> None:
    other = replace(FRONT, aliases=("Back Squat",))

    assert Library([other, SQUAT]).find("Back Squat") is SQUAT

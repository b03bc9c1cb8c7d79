import pytest
from msgspec.structs import replace

from mesocycle.domain.plan.library import (
    ExerciseChange,
    ExerciseFilter,
    Library,
    LibraryExercise,
    changed_exercise,
    check_exercise,
)
from mesocycle.domain.refusal import DocumentNotValid

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


def test_an_exercise_that_was_taken_back_is_known_by_its_variant_and_by_no_name() -> None:
    library = Library([replace(SQUAT, is_archived=True), FRONT])

    assert library.variant("squat.back") in library.all()
    assert library.find("Back Squat") is None
    assert library.offered() == [FRONT]


def test_a_search_finds_what_other_languages_call_an_exercise() -> None:
    elsewhere = {"kniebeugelanghantel": "squat.back", "ausfallschritte": "lunge.none"}

    assert list(LIBRARY.ranks("Kniebeuge", elsewhere)) == ["squat.back"]
    assert LIBRARY.ranks("Ausfall", elsewhere) == {}


def test_what_is_looked_for_stands_by_how_well_it_matches_and_without_a_text_by_name() -> None:
    found = LIBRARY.matching("squat", ExerciseFilter())
    every = LIBRARY.matching("", ExerciseFilter())

    assert [each.rank for each in found] == sorted(each.rank for each in found)
    assert {each.exercise.name for each in found} == {"Back Squat", "Front Squat"}
    assert [each.exercise for each in every] == LIBRARY.offered()
    assert LIBRARY.matching("squat", ExerciseFilter(kind="mobility")) == []


def test_a_filter_asks_for_kind_muscle_equipment_and_whose() -> None:
    assert ExerciseFilter(kind="strength", muscle="Quads", equipment="barbell").fits(SQUAT)
    assert not ExerciseFilter(own=True).fits(SQUAT)
    assert not ExerciseFilter(equipment="band").fits(SQUAT)
    assert not ExerciseFilter(archived=True).fits(SQUAT)


def test_a_change_leaves_what_it_does_not_name() -> None:
    changed = changed_exercise(replace(SQUAT, link="https://example.org"), ExerciseChange(name=" Squat ", link=None))

    assert changed == replace(SQUAT, name="Squat")


@pytest.mark.parametrize("link", ["https://example.org", "https://videos.example.org:8443/a/b?c=d#e"])
def test_a_link_is_an_https_address(link: str) -> None:
    check_exercise(replace(SQUAT, link=link))


@pytest.mark.parametrize(
    "link",
    [
        "",
        "http://example.org",
        "javascript:alert(1)",
        "https://user:secret@example.org",
        "https://example.org/a b",
        "https://localhost",
        "//example.org",
        "https://example.org/" + "x" * 1_000,
        'https://example.org/\n"',
    ],
)
def test_another_link_is_refused(link: str) -> None:
    with pytest.raises(DocumentNotValid):
        check_exercise(replace(SQUAT, link=link))

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.document import is_id
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.documents.free_exercises import read_exercises

CURL = {
    "name": "Alternate Curl",
    "equipment": "dumbbell",
    "primaryMuscles": ["biceps"],
    "secondaryMuscles": ["middle back"],
    "category": "strength",
    "id": "Alternate_Curl",
    "level": "beginner",
}
_COLLECTION = Path(__file__).parents[4] / "shared" / "data" / "exercises" / "free-exercise-db.json"


def imported(*entries: object) -> list[LibraryExercise | Reject]:
    return list(read_exercises(json.dumps(entries, indent=1).encode()))


def kind_of(**fields: object) -> str:
    (exercise,) = imported(CURL | fields)
    assert isinstance(exercise, LibraryExercise)
    return exercise.kind


def test_an_exercise_is_taken_over_in_the_words_of_the_library() -> None:
    (exercise,) = imported(CURL)

    assert exercise == LibraryExercise(
        id="Alternate_Curl",
        exercise_id="Alternate_Curl",
        exercise_variant_id="Alternate_Curl",
        name="Alternate Curl",
        aliases=(),
        kind="strength",
        primary_muscles=("biceps",),
        secondary_muscles=("upper-back",),
        equipment=("dumbbell",),
        unilateral=True,
    )


def test_the_kind_follows_from_category_and_equipment() -> None:
    assert kind_of(category="stretching") == "mobility"
    assert kind_of(equipment="body only") == "bodyweight"
    assert kind_of(category="plyometrics", equipment=None) == "bodyweight"
    assert kind_of(category="cardio", name="Trail Running") == "running"
    assert kind_of(category="cardio", name="Rope Jumping") == "bodyweight"


def test_a_bad_entry_is_rejected_with_its_line_and_the_rest_goes_on() -> None:
    first, second, third = imported({"name": 5}, CURL | {"id": "no id"}, CURL)

    assert isinstance(first, Reject)
    assert first.line == 2
    assert isinstance(second, Reject)
    assert second.line == 5
    assert isinstance(third, LibraryExercise)


def test_an_id_that_stands_twice_is_rejected_the_second_time() -> None:
    _, second = imported(CURL, CURL)

    assert isinstance(second, Reject)
    assert "stood before" in second.reason


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b"[{]", b"[1", b"[" + b"[" * 100_000])
def test_a_file_that_is_no_such_collection_is_one_reject(body: bytes) -> None:
    got = list(read_exercises(body))

    assert [type(each) for each in got][-1] is Reject


@given(st.binary(max_size=100))
def test_any_bytes_give_exercises_and_rejects_only(body: bytes) -> None:
    assert all(isinstance(each, LibraryExercise | Reject) for each in read_exercises(body))


@pytest.mark.skipif(not _COLLECTION.exists(), reason="the public collection is not part of the repository")
def test_the_public_collection_comes_in_without_a_reject() -> None:
    got = list(read_exercises(_COLLECTION.read_bytes()))

    assert len(got) > 800
    assert all(isinstance(each, LibraryExercise) and is_id(each.id) for each in got)

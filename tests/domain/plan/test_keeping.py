"""Tags, and what is kept to use again."""

from typing import Any

import pytest

from mesocycle.domain.plan.keeping import (
    KeptKind,
    KeptPart,
    as_kept,
    check_kept,
    found_part,
    has_tag,
    normal_tags,
    with_kept,
)
from mesocycle.domain.refusal import DocumentNotValid, NotFound


def test_tags_are_told_once_by_name_whatever_their_case_and_blanks() -> None:
    assert normal_tags([" Knee  friendly ", "home", "HOME"]) == ("home", "Knee friendly")


@pytest.mark.parametrize("wrong", [[""], ["a, b"], ["x" * 41], [f"tag {each}" for each in range(21)]])
def test_what_is_no_tag_is_refused(wrong: list[str]) -> None:
    with pytest.raises(DocumentNotValid):
        normal_tags(wrong)


def test_a_tag_is_found_whatever_its_case() -> None:
    assert has_tag(["Knee friendly"], "knee FRIENDLY")
    assert not has_tag(["Knee"], "knee friendly")


SECTION = {
    "_id": "s",
    "name": "Main",
    "type": "basic",
    "exercises": [{"_id": "e", "exerciseId": "squat", "sets": "3x5"}],
}
DOCUMENT: dict[str, Any] = {"name": "R", "workouts": [{"_id": "w", "name": "A", "sections": [SECTION]}, {"name": "B"}]}


def a_part(kind: KeptKind, content: dict[str, Any]) -> KeptPart:
    return KeptPart(id="k", kind=kind, name="Kept", content=content, created_at="2026-01-01T00:00:00.000Z")


def test_a_section_is_taken_out_by_its_place_and_loses_the_ids_of_its_lines() -> None:
    kept = as_kept(found_part(DOCUMENT, KeptKind.SECTION, 0, 0))

    assert kept == {"name": "Main", "type": "basic", "exercises": [{"exerciseId": "squat", "sets": "3x5"}]}


@pytest.mark.parametrize(("workout", "section"), [(None, 0), (2, 0), (-1, 0), (0, 1), (1, 0)])
def test_what_does_not_stand_there_is_refused(workout: int | None, section: int) -> None:
    with pytest.raises(NotFound):
        found_part(DOCUMENT, KeptKind.SECTION, workout, section)


def test_a_kept_workout_comes_last_and_a_kept_section_last_in_its_workout() -> None:
    workout = with_kept(DOCUMENT, a_part(KeptKind.WORKOUT, {"name": "C"}), None)
    section = with_kept(DOCUMENT, a_part(KeptKind.SECTION, {"name": "Core"}), 1)

    assert [each["name"] for each in workout["workouts"]] == ["A", "B", "C"]
    assert section["workouts"] == [DOCUMENT["workouts"][0], {"name": "B", "sections": [{"name": "Core"}]}]
    assert "sections" not in DOCUMENT["workouts"][1]


@pytest.mark.parametrize("content", [{"name": "x" * 200_001}, {"sections": "none"}, {"exercises": [1]}])
def test_what_is_no_workout_or_section_is_not_kept(content: dict[str, Any]) -> None:
    with pytest.raises(DocumentNotValid):
        check_kept(a_part(KeptKind.SECTION, content))

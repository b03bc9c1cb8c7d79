"""Workout files."""

import pytest

from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.formats.documents.workout import parse_workout


def test_yaml_json_and_a_whole_session_document_give_the_same_workout() -> None:
    workout = {"name": "Squat day", "type": "strength"}

    assert parse_workout(b"name: Squat day\ntype: strength\n") == workout
    assert parse_workout(b'{"name": "Squat day", "type": "strength"}') == workout
    assert parse_workout(b'{"_id": "s", "workoutSnapshot": {"name": "Squat day", "type": "strength"}}') == workout


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b" \n", "is empty"),
        (b"- a\n- b\n", "no fields"),
        (b"Squat day", "no fields"),
        (b"name: Squats\nworkouts: []\n", "whole routine"),
        (b"name: [", "line"),
    ],
)
def test_what_is_no_single_workout_is_refused_with_what_to_write(body: bytes, says: str) -> None:
    with pytest.raises(DocumentNotValid, match=says) as no:
        parse_workout(body)

    assert no.value.remedy

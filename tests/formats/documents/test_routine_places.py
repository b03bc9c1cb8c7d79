"""Where in a routine file a fault stands."""

import pytest

from mesocycle.domain.refusal import DocumentNotValid, PathMessage
from mesocycle.formats.documents.routine_places import placed

YAML = b"""name: Plan
workouts:
  - name: Day A
    sections:
      - name: Main
        exercises:
          - name: Squat
            sets: 3x
"""
JSON = b'{"name": "Plan",\n "workouts": [{"name": "Day A", "type": 1}]}'


def told(body: bytes, path: str) -> str:
    no = placed(body, DocumentNotValid("No.", "Mend it.", errors=(PathMessage(path=path, message="is wrong"),)))
    assert no.errors is not None
    return no.errors[0].message


@pytest.mark.parametrize(
    ("body", "path", "message"),
    [
        (YAML, "name", "line 1, column 7: is wrong"),
        (
            YAML,
            "workouts[0].sections[0].exercises[0].sets",
            "line 8, column 19, Day A > Main > Squat: is wrong",
        ),
        (YAML, "workouts[0].type", "line 3, column 5, Day A: is wrong"),
        (YAML, "duration", "line 1, column 1: is wrong"),
        (JSON, "workouts[0].type", "line 2, column 41, Day A: is wrong"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_names_above_it(body: bytes, path: str, message: str) -> None:
    assert told(body, path) == message


def test_faults_are_told_in_the_order_of_the_file() -> None:
    errors = tuple(PathMessage(path=path, message="is wrong") for path in ("workouts[0].name", "name"))

    no = placed(YAML, DocumentNotValid("No.", "Mend it.", errors=errors))

    assert [each.path for each in no.errors or ()] == ["name", "workouts[0].name"]


def test_a_refusal_without_places_stays_as_it_is() -> None:
    no = DocumentNotValid("No.", "Mend it.")

    assert placed(YAML, no) is no

"""What is asked before an import: the unit, likely names."""

import sys

import pytest

from mesocycle.cli.transfer import import_questions
from mesocycle.domain.imports.names import ExerciseMatch, How, SuggestedExercise
from tests.cli.running import Mesocycle


def test_without_a_unit_nothing_is_taken_and_the_option_is_named(mesocycle: Mesocycle, export: str) -> None:
    ended = mesocycle("import strong", export)

    assert ended.code == 1
    assert "--unit kg" in ended.out
    assert mesocycle("--json import list").json == []


def test_a_match_may_be_said_with_the_import(mesocycle: Mesocycle, export: str) -> None:
    told = mesocycle("--json import strong --unit kg --match", "Kettlebell Corner Carry=suitcase carry", export).json

    assert {each["name"]: each["how"] for each in told["exercises"]}["Kettlebell Corner Carry"] == "chosen"


def test_a_person_is_asked_about_likely_names_and_may_keep_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    likely = tuple(SuggestedExercise(exercise_variant_id=each, name=each.title(), score=0.8) for each in ("row", "fly"))
    matches = [
        ExerciseMatch(name=name, how=how, suggestions=likely)
        for name, how in (("Rows?", How.SUGGESTED), ("Mine", How.SUGGESTED), ("Sure", How.EXACT))
    ]
    answers = iter(["nonsense\n", "2\n", "0\n"])
    monkeypatch.setattr(sys.stdin, "readline", lambda: next(answers))

    assert import_questions.ask_about_names(matches) == {"Rows?": "fly"}


def test_a_likely_name_is_told_with_the_way_to_say_so_before_and_after(mesocycle: Mesocycle, export: str) -> None:
    before = mesocycle("import strong --unit kg --dry-run", export).out
    after = mesocycle("import strong --unit kg", export).out

    assert "Say so before you import" in before
    assert "Take the import back, say so with `mesocycle import match`" in after

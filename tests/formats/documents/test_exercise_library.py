from importlib.resources import files

import pytest

from mesocycle.domain.plan.library import Library
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.formats.documents.exercise_library import parse_library

ONE = b"""
- movement: squat
  primary: [quads]
  secondary: [glutes]
  variants:
    - {id: squat.back, name: Back Squat, aliases: [Squat], kind: strength, equipment: [barbell]}
    - {id: squat.one, name: Pistol, aliases: [], kind: bodyweight, equipment: [], primary: [glutes], unilateral: true}
"""


def test_a_variant_takes_its_movements_muscles_unless_it_lists_its_own() -> None:
    back, pistol = parse_library(ONE)

    assert (back.primary_muscles, back.secondary_muscles) == (("quads",), ("glutes",))
    assert (pistol.primary_muscles, pistol.secondary_muscles) == (("glutes",), ("glutes",))


def test_ids_say_movement_and_variant() -> None:
    back, pistol = parse_library(ONE)

    assert (back.id, back.exercise_id, back.exercise_variant_id) == ("squat.back", "squat", "squat.back")
    assert (back.unilateral, pistol.unilateral) == (False, True)


def test_an_unknown_field_is_refused_with_its_path() -> None:
    with pytest.raises(
        DocumentNotValid, match=r"\[0\]\.variants\[0\]\.nam is not|\[0\]\.variants\[0\]\.name is missing"
    ):
        parse_library(ONE.replace(b"name: Back", b"nam: Back"))


def test_every_name_and_alias_of_the_shipped_library_leads_to_its_own_exercise() -> None:
    exercises = parse_library(files("mesocycle").joinpath("data/exercises.yaml").read_bytes())
    library = Library(exercises)

    astray = [
        name
        for exercise in exercises
        for name in (exercise.name, *exercise.aliases)
        if library.find(name) is not exercise
    ]

    assert astray == []

"""What records are called: every variant as it is named, a movement by its own name."""

import pytest

from mesocycle.actions.plans.library import shipped
from mesocycle.reports.report_records import names_of


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("overhead-press", "Overhead Press"),
        ("overhead-press.arnold", "Arnold Press"),
        ("leg-press", "Leg Press"),
        ("leg-press.belt-squat", "Belt Squat"),
        ("bench-press", "Bench Press"),
        ("squat", "Squat"),
    ],
)
def test_a_movement_is_not_named_after_one_of_its_variants(id_: str, name: str) -> None:
    assert names_of(list(shipped()))[id_] == name

"""What a reference value may not say."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import ReferenceValue, check_reference_value
from mesocycle.domain.refusal import DocumentNotValid

ONE_REP_MAX = ReferenceValue(
    id="r", user_id="u", kind=ReferenceKind.ONE_REP_MAX, exercise_id="squat", value=140, unit="kg",
    valid_from="2026-01-01", source="tested",
)  # fmt: skip


ZONES = ReferenceValue(
    id="r", user_id="u", kind=ReferenceKind.HEART_RATE_ZONES, bounds=(120, 140, 160), unit="bpm",
    valid_from="2026-01-01", source="tested",
)  # fmt: skip


@pytest.mark.parametrize("value", [ONE_REP_MAX, ZONES])
def test_a_reference_value_that_keeps_the_rules_is_accepted(value: ReferenceValue) -> None:
    check_reference_value(value)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (replace(ONE_REP_MAX, value=0), "value"),
        (replace(ONE_REP_MAX, value=float("inf")), "value"),
        (replace(ONE_REP_MAX, unit="bpm"), "unit"),
        (replace(ONE_REP_MAX, exercise_id=None), "exerciseId"),
        (replace(ONE_REP_MAX, valid_from="2026-02-29"), "validFrom"),
        (replace(ONE_REP_MAX, distance=5000), "distance"),
        (replace(ONE_REP_MAX, value=None), ""),
        (replace(ONE_REP_MAX, bounds=(1,)), ""),
        (replace(ZONES, bounds=None, value=120), "value"),
        (replace(ZONES, bounds=()), "bounds"),
        (replace(ZONES, bounds=(120, 120)), "bounds"),
    ],
)
def test_a_reference_value_that_breaks_a_rule_is_refused_with_its_place(value: ReferenceValue, path: str) -> None:
    with pytest.raises(DocumentNotValid) as caught:
        check_reference_value(value)

    assert path in [error.path for error in caught.value.errors or ()]

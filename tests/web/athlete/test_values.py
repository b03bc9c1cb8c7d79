"""Reference values read as they are typed."""

import pytest

from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.web.athlete.values import KINDS, typed


@pytest.mark.parametrize(
    ("kind", "given", "text"),
    [
        (ReferenceKind.BODYWEIGHT, {"value": 64.5, "unit": "kg"}, "64.5 kg"),
        (ReferenceKind.THRESHOLD_PACE, {"value": 245, "unit": "s/km"}, "4:05/km"),
        (ReferenceKind.HEART_RATE_ZONES, {"bounds": (120, 140, 155), "unit": "bpm"}, "120, 140, 155 bpm"),
    ],
)
def test_a_value_is_written_as_it_would_be_typed(kind: ReferenceKind, given: dict[str, object], text: str) -> None:
    value = ReferenceValue(id="v", user_id="ann", kind=kind, valid_from="2026-01-05", source="entered", **given)  # type: ignore[arg-type]  # as above

    assert typed(value) == text


def test_what_needs_a_distance_is_not_offered() -> None:
    assert ReferenceKind.RACE_PACE not in KINDS

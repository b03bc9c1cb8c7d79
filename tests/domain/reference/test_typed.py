"""Reference values as people write them."""

import pytest

from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.typed import Measure, parse_kind, parse_measure
from mesocycle.domain.refusal import QuantityNotUnderstood


@pytest.mark.parametrize("kind", ReferenceKind)
def test_every_kind_is_read_in_its_wire_name_and_with_hyphens(kind: ReferenceKind) -> None:
    hyphened = "".join(f"-{each.lower()}" if each.isupper() else each for each in kind.value)

    assert parse_kind(kind.value) is kind
    assert parse_kind(hyphened) is kind


@pytest.mark.parametrize(
    ("kind", "text", "measure"),
    [
        (ReferenceKind.TRAINING_MAX, "140kg", Measure(140, None, "kg")),
        (ReferenceKind.TRAINING_MAX, "102.5 KG", Measure(102.5, None, "kg")),
        (ReferenceKind.BODYWEIGHT, "180 lb", Measure(180, None, "lb")),
        (ReferenceKind.MAX_HEART_RATE, "190", Measure(190, None, "bpm")),
        (ReferenceKind.THRESHOLD_POWER, "280w", Measure(280, None, "W")),
        (ReferenceKind.THRESHOLD_PACE, "4:05/km", Measure(245, None, "s/km")),
        (ReferenceKind.HEART_RATE_ZONES, "120, 140,155", Measure(None, (120, 140, 155), "bpm")),
    ],
)
def test_a_value_is_read_with_its_unit(kind: ReferenceKind, text: str, measure: Measure) -> None:
    assert parse_measure(kind, text, Units.METRIC) == measure


@pytest.mark.parametrize(("units", "unit"), [(Units.METRIC, "kg"), (Units.IMPERIAL, "lb")])
def test_a_weight_without_unit_is_in_the_users_own(units: Units, unit: str) -> None:
    assert parse_measure(ReferenceKind.BODYWEIGHT, "80", units).unit == unit


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ReferenceKind.BODYWEIGHT, ""),
        (ReferenceKind.BODYWEIGHT, "-80"),
        (ReferenceKind.BODYWEIGHT, "80 bpm"),
        (ReferenceKind.MAX_HEART_RATE, "190 kg"),
        (ReferenceKind.THRESHOLD_PACE, "245"),
        (ReferenceKind.HEART_RATE_ZONES, "120,,140"),
        (ReferenceKind.PACE_ZONES, "4:00/km,6:30/mile"),
    ],
)
def test_what_is_no_value_of_its_kind_is_refused(kind: ReferenceKind, text: str) -> None:
    with pytest.raises(QuantityNotUnderstood):
        parse_measure(kind, text, Units.METRIC)


def test_an_unknown_kind_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(QuantityNotUnderstood) as refused:
        parse_kind("strength")

    assert all(kind.value in refused.value.remedy for kind in ReferenceKind)

"""What zones and percentages mean on the road."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.document import Number
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.workout import (
    RunSection,
    Target,
)
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import MissingReference, ReferenceValue
from tests.domain.reference.athletes import DAY, K, a_snapshot, a_value


def target(metric: str, basis: str, low: Number | None, high: Number | None, of: str | None = None) -> Target:
    return Target(metric=metric, low=low, high=high, unit="", basis=basis, of=of)  # type: ignore[arg-type]  # both are drawn from their literals


def aimed(aim: Target, *values: ReferenceValue, units: Units = Units.METRIC) -> tuple[object, ...]:
    run = RunSection(id="s", name="Run", order_index=0, distance=5000, targets=(aim,))
    (found,) = resolve(a_snapshot(run), values, DAY, None, units).targets["s:work"]
    return found.low, found.high, found.unit, found.basis


HEART_ZONES = a_value(K.HEART_RATE_ZONES, unit="bpm", bounds=(120, 140, 155, 170, 190))


PACE_ZONES = a_value(K.PACE_ZONES, unit="s/km", bounds=(240, 270, 300, 360))


THRESHOLD = a_value(K.THRESHOLD_PACE, 300, unit="s/km")


RESERVE = (a_value(K.MAX_HEART_RATE, 190, unit="bpm"), a_value(K.RESTING_HEART_RATE, 50, unit="bpm"))


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        (target("heart-rate", "zone", 2, 2), (120, 140, "bpm", "absolute")),
        (target("heart-rate", "zone", 2, 3, "heartRateZones"), (120, 155, "bpm", "absolute")),
        (target("heart-rate", "zone", 1, 1), (None, 120, "bpm", "absolute")),
        (target("heart-rate", "zone", None, 2), (None, 140, "bpm", "absolute")),
        (target("heart-rate", "percent", 60, 70, "heartRateReserve"), (134, 148, "bpm", "absolute")),
        (target("heart-rate", "percent", None, 80, "maxHeartRate"), (None, 152, "bpm", "absolute")),
        (target("pace", "zone", 1, 1), (300, 360, "s/km", "absolute")),
        (target("pace", "zone", 2, 3), (240, 300, "s/km", "absolute")),
        (target("pace", "zone", 4, 4), (None, 240, "s/km", "absolute")),
        (target("pace", "percent", 80, 100, "thresholdPace"), (300, 375, "s/km", "absolute")),
        (target("pace", "percent", None, 80, "thresholdPace"), (375, None, "s/km", "absolute")),
        (target("speed", "percent", 50, 100, "thresholdPace"), (6.0, 12.0, "km/h", "absolute")),
    ],
)
def test_zones_and_percentages_become_ranges(aim: Target, expected: tuple[object, ...]) -> None:
    assert aimed(aim, HEART_ZONES, PACE_ZONES, THRESHOLD, *RESERVE) == expected


@pytest.mark.parametrize(
    "aim",
    [
        target("heart-rate", "percent", 80, 90, "thresholdPace"),
        target("pace", "zone", 2, 2, "heartRateZones"),
        target("cadence", "percent", 90, 95, "maxHeartRate"),
    ],
)
def test_a_target_of_a_value_that_does_not_measure_it_stays_as_a_foreign_document_has_it(aim: Target) -> None:
    assert aimed(aim, HEART_ZONES, THRESHOLD, *RESERVE) == (aim.low, aim.high, "", aim.basis)


def test_a_pace_comes_in_the_users_units() -> None:
    aim = target("pace", "percent", 100, 100, "thresholdPace")

    assert aimed(aim, THRESHOLD, units=Units.IMPERIAL) == (483, 483, "s/mile", "absolute")


def test_zones_given_as_speeds_mean_the_same_paces() -> None:
    speeds = a_value(K.PACE_ZONES, unit="km/h", bounds=(10, 12, 15))

    assert aimed(target("pace", "zone", 2, 2), speeds) == (300, 360, "s/km", "absolute")


def test_power_is_a_percentage_of_the_threshold() -> None:
    aim = target("power", "percent", 90, 95, "thresholdPower")

    assert aimed(aim, a_value(K.THRESHOLD_POWER, 300, unit="W")) == (270, 285, "W", "absolute")


def test_a_target_whose_value_is_missing_stays_as_written_and_the_value_is_named() -> None:
    aim = target("heart-rate", "percent", 60, 70, "heartRateReserve")
    run = RunSection(id="s", name="Run", order_index=0, distance=5000, targets=(aim,))

    answer = resolve(a_snapshot(run), RESERVE[:1], DAY, None, Units.METRIC)

    assert answer.targets == {"s:work": (aim,)}
    assert answer.missing == (MissingReference(kind="restingHeartRate"),)


@given(st.integers(60, 100), st.integers(0, 20), st.integers(150, 600))
def test_a_faster_percentage_is_never_a_slower_pace(low: int, more: int, pace: int) -> None:
    value = a_value(K.THRESHOLD_PACE, pace, unit="s/km")

    fast, slow, _, _ = aimed(target("pace", "percent", low, low + more, "thresholdPace"), value)

    assert isinstance(fast, int)
    assert isinstance(slow, int)
    assert fast <= slow

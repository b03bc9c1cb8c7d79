"""The one tolerance rule, and the shares and colours that come of it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.analytics.plan_and_deed.tolerance import (
    Aim,
    Measure,
    Verdict,
    deviation,
    deviations,
    share_done,
    verdict_of,
)
from mesocycle.domain.document import encode

NUMBERS = st.floats(0, 1e6) | st.integers(0, 10_000).map(float)


@pytest.mark.parametrize(
    ("measure", "planned", "met", "missed"),
    [
        (Measure.REPETITIONS, 5, 5, 4),
        (Measure.REPETITIONS, 30, 29, 28),
        (Measure.LOAD, 100, 95, 94.9),
        (Measure.LOAD, 4, 4.5, 4.6),
        (Measure.DURATION, 20, 18, 17.9),
        (Measure.DURATION, 600, 570, 569),
        (Measure.DISTANCE, 100, 90, 89),
        (Measure.DISTANCE, 5000, 4750, 4749),
        (Measure.ASCENT, 100, 110, 111),
        (Measure.PACE, 240, 252, 252.1),
        (Measure.PACE, 40, 43, 43.1),
        (Measure.HEART_RATE, 150, 157.5, 158),
        (Measure.EFFORT, 8, 8.5, 8.6),
        (Measure.EFFORT, 6, 6.5, 7),
    ],
)
def test_five_per_cent_or_the_smallest_step_whichever_is_more(
    measure: Measure, planned: float, met: float, missed: float
) -> None:
    aim = Aim(measure, planned, planned)

    assert deviation(aim, met).verdict is Verdict.MET
    assert deviation(aim, missed).verdict is not Verdict.MET


def test_a_slower_pace_is_under_and_a_lower_heart_rate_is_too() -> None:
    assert deviation(Aim(Measure.PACE, 240, 250), 300).verdict is Verdict.UNDER
    assert deviation(Aim(Measure.PACE, 240, 250), 200).verdict is Verdict.OVER
    assert deviation(Aim(Measure.HEART_RATE, 140, 150), 120).verdict is Verdict.UNDER


def test_the_amount_decides_before_the_load_and_the_load_before_the_effort() -> None:
    aims = (Aim(Measure.EFFORT, 8, 8), Aim(Measure.LOAD, 100, 100), Aim(Measure.REPETITIONS, 5, 5))
    done = {Measure.EFFORT: 10.0, Measure.LOAD: 120.0, Measure.REPETITIONS: 4.0}

    found = deviations(aims, done)

    assert [one.measure for one in found] == [Measure.REPETITIONS, Measure.LOAD, Measure.EFFORT]
    assert verdict_of(found) is Verdict.UNDER


def test_a_difference_from_nothing_has_no_percentage() -> None:
    found = deviation(Aim(Measure.LOAD, 0, 0), 20)

    assert (found.difference, found.percent, found.verdict) == (20, None, Verdict.OVER)


@given(st.sampled_from(Measure), NUMBERS, NUMBERS, NUMBERS)
def test_no_number_is_ever_infinite_or_none(measure: Measure, one: float, other: float, done: float) -> None:
    aim = Aim(measure, min(one, other), max(one, other))

    found, share = deviation(aim, done), share_done(aim, done)

    assert all(math.isfinite(each) for each in (found.done, found.difference, found.percent or 0, share))
    assert b"null" not in encode(found)
    assert (found.verdict is Verdict.MET) or not aim.low <= done <= aim.high  # type: ignore[operator]  # both are set

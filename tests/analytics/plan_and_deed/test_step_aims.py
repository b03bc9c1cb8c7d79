"""A step against what was aimed at: distance, time, pace, heart rate, ascent."""

from typing import Any

import pytest

from mesocycle.domain.plan.workout import (
    RunSection,
    Target,
    TempoSection,
)
from tests.analytics.compared import (
    a_plan,
    an_effort,
    compared,
    lines,
    ran,
    verdicts,
)
from tests.analytics.plan_and_deed.plans import RUN

# ------------------------------------------------------------------------------------------------------ steps


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        ({"distance": 10_000, "duration": 3000}, "met"),
        ({"distance": 9_000, "duration": 2700}, "under"),
        ({"distance": 4_000, "duration": 1200}, "partial"),
        ({"distance": 10_000, "duration": 3300}, "under"),
        ({"distance": 10_000, "duration": 2700}, "over"),
        ({"distance": 12_000, "duration": 3600}, "over"),
    ],
)
def test_a_run_is_compared_by_distance_and_then_by_pace_where_slower_is_under(
    done: dict[str, Any], verdict: str
) -> None:
    assert verdicts(compared(RUN, ran(an_effort(**done)))) == [verdict]


@pytest.mark.parametrize(("beats", "verdict"), [(120, "met"), (145, "met"), (155, "met"), (165, "over")])
def test_a_cap_has_no_lower_end(beats: int, verdict: str) -> None:
    cap = Target(metric="heart-rate", high=150, unit="bpm", basis="absolute")
    plan = a_plan(RunSection(id="run", name="Run", order_index=0, duration="30m", targets=(cap,)))

    assert verdicts(compared(plan, ran(an_effort(duration=1800, average_heart_rate=beats)))) == [verdict]


def test_ascent_is_compared_too() -> None:
    climb = a_plan(RunSection(id="run", name="Climb", order_index=0, distance=8000, elevation_gain=600))

    (line,) = lines(compared(climb, ran(an_effort(distance=8000, duration=4000, elevation_gain=500))))

    ascent = next(one for one in line.deviations if one.measure == "ascent")
    assert (ascent.difference, ascent.verdict) == (-100, "under")


def test_miles_and_kilometres_give_the_same_pace() -> None:
    section = TempoSection(id="run", name="Tempo", order_index=0, distance=5000, target_pace="6:26/mile")

    (line,) = lines(compared(a_plan(section), ran(an_effort(distance=5000, duration=1200))))

    pace = next(one for one in line.deviations if one.measure == "pace")
    assert pace.low == pytest.approx(239.85, abs=0.01)
    assert (pace.done, pace.verdict.value) == (240, "met")

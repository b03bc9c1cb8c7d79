"""A target as a band that a watch keeps."""

import pytest

from mesocycle.domain.plan.workout import (
    Target,
    TempoSection,
)
from tests.formats.workouts.plans import a_plan, a_step, a_steps_section, the_steps


@pytest.mark.parametrize(
    ("target", "kind", "low", "high"),
    [
        (Target(metric="heart-rate", low=150, high=160, unit="bpm", basis="absolute"), 1, 250, 260),
        (Target(metric="heart-rate", high=145, unit="bpm", basis="absolute"), 1, 130, 245),
        (Target(metric="power", low=250, high=270, unit="W", basis="absolute"), 4, 1250, 1270),
        (Target(metric="cadence", low=170, high=180, unit="spm", basis="absolute"), 3, 170, 180),
        (Target(metric="speed", low=12, high=15, unit="km/h", basis="absolute"), 0, 3333, 4167),
        (Target(metric="pace", low=240, high=240, unit="s/km", basis="absolute"), 0, 4083, 4250),
        (Target(metric="pace", low=480, high=500, unit="s/mile", basis="absolute"), 0, 3219, 3353),
    ],
)
def test_every_target_is_a_band(target: Target, kind: int, low: int, high: int) -> None:
    (step,) = the_steps(a_plan(a_steps_section(a_step(targets=(target,)))))

    assert step["target_type"] == kind
    assert (step["custom_target_value_low"], step["custom_target_value_high"]) == (low, high)


def test_a_zone_that_nobody_resolved_is_the_watchs_own() -> None:
    zone = Target(metric="heart-rate", low=2, high=2, unit="zone", basis="zone")

    (step,) = the_steps(a_plan(a_steps_section(a_step(targets=(zone,)))))

    assert (step["target_type"], step["target_value"]) == (1, 2)


def test_a_percentage_is_resolved_with_the_athletes_value() -> None:
    percent = Target(metric="pace", low=95, high=105, unit="percent", basis="percent", of="thresholdPace")

    (step,) = the_steps(a_plan(a_steps_section(a_step(targets=(percent,))), references=True))

    assert step["custom_target_value_low"] == pytest.approx(1000 / 240 * 0.95 * 1000, rel=0.005)


def test_a_single_target_pace_leaves_some_room() -> None:
    tempo = TempoSection(id="t", name="Tempo", order_index=0, duration="20m", target_pace="4:00/km")

    (step,) = the_steps(a_plan(tempo))

    assert step["custom_target_value_low"] < 1000 / 240 * 1000 < step["custom_target_value_high"]

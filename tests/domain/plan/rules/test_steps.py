"""What a step, a goal and a target may not say."""

from typing import Any

import pytest

from tests.domain.plan.rules.broken import PACE, places_in_section, said


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ({"low": 260, "high": 250}, "low"),
        ({"low": None}, ""),
        ({"unit": "bpm"}, "unit"),
        ({"of": "thresholdPace"}, "of"),
        ({"basis": "percent", "unit": "percent"}, "of"),
        ({"basis": "zone", "unit": "zone", "of": "paces"}, "of"),
        ({"basis": "zone", "of": "paceZones"}, "unit"),
        ({"basis": "percent", "unit": "percent", "of": "trainingMax"}, "of"),
        ({"basis": "percent", "unit": "percent", "of": "thresholdHeartRate"}, "of"),
        ({"basis": "zone", "unit": "zone", "of": "heartRateZones"}, "of"),
        ({"metric": "cadence", "basis": "percent", "unit": "percent", "of": "maxHeartRate"}, "basis"),
        ({"metric": "rpe", "unit": "rpe", "low": 11}, "low"),
    ],
)
def test_a_target_that_breaks_a_rule_is_refused_with_its_place(target: dict[str, Any], path: str) -> None:
    found = places_in_section({"type": "run", "distance": 5000, "targets": [said(PACE | target)]})

    assert f"targets[0].{path}".rstrip(".") in found


@pytest.mark.parametrize(
    ("goal", "path"),
    [
        ({}, ""),
        ({"duration": 60, "distance": 400}, ""),
        ({"duration": 0}, ".duration"),
        ({"open": False}, ".open"),
        ({"heartRateBelow": 400}, ".heartRateBelow"),
    ],
)
def test_a_goal_has_exactly_one_sensible_key(goal: dict[str, Any], path: str) -> None:
    step = {"type": "step", "_id": "step", "phase": "active", "goal": goal}

    assert places_in_section({"type": "steps", "rounds": 1, "steps": [step]}) == [f"steps[0].goal{path}"]


def test_steps_inside_a_block_are_looked_at_too() -> None:
    step = {"type": "step", "_id": "step", "phase": "active", "goal": {}}
    block = {"type": "block", "_id": "block", "rounds": 0, "steps": [step]}

    found = places_in_section({"type": "steps", "rounds": 1, "steps": [block]})

    assert found == ["steps[0].rounds", "steps[0].steps[0].goal"]

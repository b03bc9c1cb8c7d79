"""How a plan reads in the terminal: units with every number, no names of fields where plain words do."""

from typing import Any

import pytest

from mesocycle.cli.plans.plan_view import shown_section_head
from mesocycle.domain.plan.workout import Section
from mesocycle.domain.reading.strict import convert

LINE = {"_id": "s", "name": "Part", "orderIndex": 0}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"type": "warmup", "duration": 8, "intensity": "light"}, "8 min, light"),
        ({"type": "warmup", "duration": "90s", "targetMuscleGroups": ["quads", "abs"]}, "90s, for quads, abs"),
        ({"type": "cooldown", "distance": 800, "stretchingFocus": ["calves"]}, "800 m, stretching calves"),
        ({"type": "emom", "emomDuration": 16, "rounds": 16, "alternating": True}, "16 min, 16 rounds, alternating"),
        (
            {"type": "circuit", "rounds": 3, "restBetweenRounds": "90s", "timeCap": "12m"},
            "3 rounds, 90s between rounds, at most 12m",
        ),
        (
            {"type": "tabata", "workInterval": "20s", "restInterval": "10s", "rounds": 8},
            "20s of work, 10s of rest, 8 rounds",
        ),
        (
            {"type": "run", "distance": 24000, "elevationGain": 800, "terrain": "trail", "equipment": ["poles"]},
            "24 km, 800 m up, trail, with poles",
        ),
        (
            {"type": "hill_repeats", "repeats": 6, "hillLength": 200, "restType": "jog_down"},
            "6 times, 200 m uphill, jog down",
        ),
        ({"type": "tempo", "duration": "20m", "targetPace": "4:30/km"}, "20m, at 4:30/km"),
        ({"type": "steps", "rounds": 1, "steps": []}, "once"),
    ],
)
def test_the_facts_of_a_section_read_with_their_units(fields: dict[str, Any], told: str) -> None:
    section: Section = convert(LINE | fields, Section)  # type: ignore[arg-type]  # a union is no class

    assert shown_section_head(section) == f"Part [{fields['type']}]: {told}"

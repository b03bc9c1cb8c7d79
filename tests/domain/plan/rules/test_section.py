"""What a section may not say."""

from typing import Any

import pytest

from tests.domain.plan.rules.broken import EXERCISE, PACE, SET, places_in_section


@pytest.mark.parametrize(
    "section",
    [
        {"type": "warmup", "duration": 10},
        {"type": "cooldown", "duration": "5m"},
        {"type": "intervals", "rounds": 5, "workDistance": 400, "restDuration": "90s", "intensity": "vo2max"},
        {"type": "tempo", "duration": "20m", "targetPace": "4:30/km"},
        {"type": "hill_repeats", "repeats": 8, "elevationGain": 50, "restType": "static"},
        {"type": "run", "distance": 10000, "duration": "1h", "elevationGain": 300},
        {"type": "amrap", "timeCap": "12m"},
        {"type": "run", "distance": 5000, "targets": [PACE, PACE | {"high": 250}]},
        {
            "type": "run",
            "distance": 5000,
            "targets": [
                {"metric": "heart-rate", "unit": "percent", "basis": "percent", "high": 70, "of": "heartRateReserve"}
            ],
        },
    ],
)
def test_a_section_that_keeps_the_rules_is_accepted(section: dict[str, Any]) -> None:
    assert places_in_section(section) == []


_INTERVALS = {"type": "intervals", "rounds": 5, "intensity": "vo2max", "workDistance": 400, "restDistance": 200}


_HILLS = {"type": "hill_repeats", "repeats": 8, "restType": "static"}


@pytest.mark.parametrize(
    ("section", "path"),
    [
        ({"type": "warmup", "duration": 0}, "duration"),
        ({"type": "warmup", "duration": "10"}, "duration"),
        ({"type": "warmup", "distance": -1}, "distance"),
        ({"type": "emom", "emomDuration": 0, "rounds": 5}, "emomDuration"),
        ({"type": "emom", "emomDuration": 10, "rounds": 0}, "rounds"),
        ({"type": "tabata", "workInterval": "0s", "restInterval": "10s", "rounds": 8}, "workInterval"),
        ({"type": "circuit", "rounds": 3, "restBetweenRounds": "soon"}, "restBetweenRounds"),
        ({"type": "amrap", "timeCap": "2-3min"}, "timeCap"),
        (_INTERVALS | {"workDuration": "2m"}, ""),
        (_INTERVALS | {"restDuration": "2m"}, ""),
        ({"type": "tempo"}, ""),
        ({"type": "tempo", "distance": 5000, "duration": "20m"}, ""),
        ({"type": "tempo", "distance": 5000, "targetPace": "fast"}, "targetPace"),
        ({"type": "tempo", "distance": 5000, "targetPace": "4:30/km", "targets": [PACE]}, "targetPace"),
        (_HILLS, ""),
        (_HILLS | {"hillLength": 100, "workDuration": "60s"}, ""),
        ({"type": "run"}, ""),
        ({"type": "run", "distance": 2_000_000}, "distance"),
        ({"type": "fartlek", "duration": "20m", "description": ""}, "description"),
        ({"type": "steps", "rounds": 1, "steps": []}, "steps"),
        ({"type": "basic", "restAfter": "2"}, "restAfter"),
        ({"type": "basic", "name": ""}, "name"),
        ({"type": "basic", "_id": "not an id"}, "_id"),
        ({"type": "basic", "orderIndex": -1}, "orderIndex"),
    ],
)
def test_a_section_that_breaks_a_rule_is_refused_with_its_place(section: dict[str, Any], path: str) -> None:
    assert path in places_in_section(section)


@pytest.mark.parametrize(("count", "accepted"), [(1, True), (3, True), (2, False), (4, False), (0, False)])
def test_in_a_circuit_stands_one_set_or_one_for_each_round(count: int, *, accepted: bool) -> None:
    sets = [SET | {"_id": f"s{n}", "setNumber": n} for n in range(1, count + 1)]
    line = EXERCISE | {"type": "strength", "sets": sets}

    found = places_in_section({"type": "circuit", "rounds": 3, "restBetweenRounds": "1m", "exercises": [line]})

    assert found == ([] if accepted else ["exercises[0].sets"])


def test_tabata_exercises_stand_in_tabata_sections_and_nowhere_else() -> None:
    tabata, strength = EXERCISE | {"type": "tabata"}, EXERCISE | {"type": "strength", "sets": []}
    section = {"type": "tabata", "workInterval": "20s", "restInterval": "10s", "rounds": 8}

    assert places_in_section(section | {"exercises": [tabata]}) == []
    assert places_in_section(section | {"exercises": [strength]}) == ["exercises[0].type"]
    assert places_in_section({"type": "basic", "exercises": [tabata]}) == ["exercises[0].type"]

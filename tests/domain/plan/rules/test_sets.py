"""What a set may not say."""

from typing import Any

import pytest

from tests.domain.plan.rules.broken import EXERCISE, SET, places_in_section, said


def places_in_sets(*sets: dict[str, Any], kind: str = "bodyweight") -> list[str]:
    lines = [said(SET | {"_id": f"s{n}", "setNumber": n} | each) for n, each in enumerate(sets, 1)]
    found = places_in_section({"type": "basic", "exercises": [EXERCISE | {"type": kind, "sets": lines}]})
    return [path.removeprefix("exercises[0].sets") for path in found]


@pytest.mark.parametrize(
    "each",
    [
        {},
        {"repType": "max", "reps": None, "repsMin": 5},
        {"weight": -20, "weightUnit": "kg"},
        {"weight": 0},
        {"weight": -20, "weightMax": -10, "weightUnit": "kg"},
        {"percentOf1RM": 85, "percentMax": 90, "percentExerciseId": "x"},
        {"rpe": 7.5, "rpeMax": 10, "rir": 0, "rirMax": 2},
        {"reps": None, "miniSets": {"count": 3, "reps": 2, "rest": "20s"}},
        {"restAfter": "2-3min", "holdTime": 3, "weeks": [1, 4]},
        {"repType": "time"},
        {"tempo": {"eccentric": 3, "eccentric_pause": 0, "concentric": "X", "concentric_pause": 1}},
    ],
)
def test_a_set_that_keeps_the_rules_is_accepted(each: dict[str, Any]) -> None:
    assert places_in_sets(each) == []


@pytest.mark.parametrize(
    ("each", "path"),
    [
        ({"reps": 0}, ".reps"),
        ({"repType": "range"}, ""),
        ({"repType": "range", "repsMin": 8, "repsMax": 5}, ".repsMax"),
        ({"repType": "distance", "distance": 0}, ".distance"),
        ({"repType": "max"}, ".reps"),
        ({"repsMin": 5}, ".repsMin"),
        ({"weight": 100}, ".weightUnit"),
        ({"weightMax": 100, "weightUnit": "kg"}, ".weightMax"),
        ({"weight": 100, "weightMax": 90, "weightUnit": "kg"}, ".weightMax"),
        ({"weight": 10_000, "weightUnit": "kg"}, ".weight"),
        ({"percentOf1RM": 85, "percentOfTrainingMax": 90}, ""),
        ({"percentOf1RM": 85, "percentMax": 80}, ".percentMax"),
        ({"percentMax": 80}, ".percentMax"),
        ({"percentOf1RM": 0}, ".percentOf1RM"),
        ({"percentOfTopSet": 90, "percentExerciseId": "x"}, ".percentExerciseId"),
        ({"percentOfPreviousSet": 90}, ".percentOfPreviousSet"),
        ({"rpe": 7.3}, ".rpe"),
        ({"rpe": 10.5}, ".rpe"),
        ({"rpeMax": 8}, ".rpeMax"),
        ({"rir": 3, "rirMax": 1}, ".rirMax"),
        ({"restAfter": "90"}, ".restAfter"),
        ({"holdTime": -1}, ".holdTime"),
        ({"weeks": []}, ".weeks"),
        ({"weeks": [5]}, ".weeks[0]"),
        ({"weeks": [1, 1]}, ".weeks"),
        ({"perSide": True, "unilateralSide": "left"}, ".perSide"),
        ({"setType": "drop"}, ".setType"),
        ({"notes": " "}, ".notes"),
        ({"miniSets": {"count": 3, "countMax": 2, "reps": 2, "rest": "20s"}}, ".miniSets.countMax"),
        ({"miniSets": {"count": 3, "reps": 2, "rest": "20"}}, ".miniSets.rest"),
        (
            {"tempo": {"eccentric": -3, "eccentric_pause": 0, "concentric": "X", "concentric_pause": 1}},
            ".tempo.eccentric",
        ),
    ],
)
def test_a_set_that_breaks_a_rule_is_refused_with_its_place(each: dict[str, Any], path: str) -> None:
    assert f"[0]{path}" in places_in_sets(each)


def test_assistance_is_for_bodyweight_exercises_only() -> None:
    each = {"weight": -20, "weightUnit": "kg"}

    assert places_in_sets(each, kind="strength") == ["[0].weight"]
    assert places_in_sets(each, kind="bodyweight") == []


def test_a_drop_needs_an_earlier_set_that_is_no_drop_in_each_of_its_weeks() -> None:
    working, drop = {"weeks": [1]}, {"setType": "drop"}

    assert places_in_sets({}, drop, drop) == []
    assert places_in_sets(working, drop) == ["[1].setType"]


def test_a_set_number_stands_once_in_a_week() -> None:
    assert places_in_sets({"weeks": [1]}, {"setNumber": 1, "weeks": [2]}) == []
    assert places_in_sets({"weeks": [1, 2]}, {"setNumber": 1, "weeks": [2]}) == ["[1].setNumber"]

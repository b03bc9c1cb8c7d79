"""Rules of content: each line says one thing that a document may not say, and where it is told."""

from typing import Any

import pytest
from msgspec.structs import replace

from mesocycle.domain.document import encode
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.rules.version import check_workout
from mesocycle.domain.reading.strict import convert, read
from mesocycle.domain.refusal import DocumentNotValid
from tests.builders import a_set, a_version, a_workout, an_exercise
from tests.domain.plan.rules.broken import EXERCISE, places, places_in_section


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ({}, ""),
        ({"weekday": "monday", "day": 1}, ""),
        ({"weekday": "monday", "weeks": [5]}, ".weeks[0]"),
        ({"weekday": "monday", "repeatEvery": 7}, ".repeatEvery"),
        ({"weekday": "monday", "time": "7:00"}, ".time"),
        ({"day": 29}, ".day"),
        ({"day": 0}, ".day"),
        ({"daysBeforeRace": 3, "weeks": [1]}, ".weeks"),
        ({"daysBeforeRace": -1}, ".daysBeforeRace"),
    ],
)
def test_a_schedule_entry_names_one_day_inside_the_routine(entry: dict[str, Any], path: str) -> None:
    plain = read(encode(a_version()), dict)
    plain["workouts"][0]["schedule"] = [entry]

    assert places(convert(plain, RoutineVersion)) == [f"workouts[0].schedule[0]{path}"]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"id": "no id"}, "_id"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"duration": 0}, "duration"),
        ({"duration": 53}, "duration"),
        ({"version": 0}, "version"),
        ({"schema_version": 2}, "schemaVersion"),
        ({"created_at": "2026-01-01"}, "createdAt"),
        ({"tags": ("",)}, "tags[0]"),
        ({"objectives": ("x",) * 101}, "objectives"),
    ],
)
def test_a_version_that_breaks_a_rule_is_refused_with_its_place(fields: dict[str, Any], path: str) -> None:
    assert places(replace(a_version(), **fields)) == [path]


def test_order_indexes_rise_from_line_to_line() -> None:
    workouts = (a_workout(order_index=1), a_workout(id="other", order_index=1, sections=()))

    assert places(a_version(workouts=workouts)) == ["workouts[1].orderIndex"]


def test_an_id_stands_once_in_a_version_also_across_kinds_of_lines() -> None:
    workout = a_workout(id=an_exercise().id)

    assert places(a_version(workouts=(workout,))) == ["workouts[0].sections[0].exercises[0]._id"]


def test_no_line_is_called_like_a_step_that_is_made_of_a_section() -> None:
    exercises = [EXERCISE | {"_id": "line:work", "type": "strength", "sets": []}]

    assert places_in_section({"type": "basic", "exercises": exercises}) == ["exercises[0]._id"]


def test_numbers_made_in_python_are_finite_too() -> None:
    workout = a_workout(
        sections=(replace(a_workout().sections[0], exercises=(an_exercise(sets=(a_set(weight=float("nan")),)),)),)
    )

    assert places(a_version(workouts=(workout,))) == ["workouts[0].sections[0].exercises[0].sets[0].weight"]


def test_a_workout_alone_is_checked_by_the_same_rules() -> None:
    with pytest.raises(DocumentNotValid) as caught:
        check_workout(a_workout(name=" "), 4)

    assert [error.path for error in caught.value.errors or ()] == ["name"]

"""Rules of content: each line says one thing that a document may not say, and where it is told."""

from typing import Any

import pytest
from msgspec.structs import replace

from mesocycle.domain.assignment.assignment import Pause, check_assignment
from mesocycle.domain.document import encode
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.rules.version import check_version, check_workout
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reading.strict import convert, read
from mesocycle.domain.reference.value import ReferenceValue, check_reference_value
from mesocycle.domain.refusal import DocumentNotValid
from tests.builders import a_set, a_version, a_workout, an_assignment, an_exercise

LINE = {"_id": "line", "name": "Line", "orderIndex": 0}
EXERCISE = {"_id": "e", "exerciseId": "x", "exerciseVariantId": "x", "name": "X", "orderIndex": 0}
SET = {"_id": "s", "setNumber": 1, "setType": "working", "repType": "fixed", "reps": 5}
PACE = {"metric": "pace", "unit": "s/km", "basis": "absolute", "low": 240}


def version_with(section: dict[str, Any]) -> RoutineVersion:
    """Give a version of four weeks that has this one section."""
    plain = read(encode(a_version()), dict)
    plain["workouts"][0]["sections"] = [LINE | section]
    return convert(plain, RoutineVersion)


def places(version: RoutineVersion) -> list[str]:
    """List where a version breaks a rule."""
    try:
        check_version(version)
    except DocumentNotValid as no:
        return [error.path for error in no.errors or ()]
    return []


def places_in_section(section: dict[str, Any]) -> list[str]:
    found = places(version_with(section))
    assert all(path.startswith("workouts[0].sections[0]") for path in found)
    return [path.removeprefix("workouts[0].sections[0]").removeprefix(".") for path in found]


def said(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a test took away by None."""
    return {name: value for name, value in fields.items() if value is not None}


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
        ({"repType": "time"}, ""),
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


ONE_REP_MAX = ReferenceValue(
    id="r", user_id="u", kind=ReferenceKind.ONE_REP_MAX, exercise_id="squat", value=140, unit="kg",
    valid_from="2026-01-01", source="tested",
)  # fmt: skip
ZONES = ReferenceValue(
    id="r", user_id="u", kind=ReferenceKind.HEART_RATE_ZONES, bounds=(120, 140, 160), unit="bpm",
    valid_from="2026-01-01", source="tested",
)  # fmt: skip


@pytest.mark.parametrize("value", [ONE_REP_MAX, ZONES])
def test_a_reference_value_that_keeps_the_rules_is_accepted(value: ReferenceValue) -> None:
    check_reference_value(value)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (replace(ONE_REP_MAX, value=0), "value"),
        (replace(ONE_REP_MAX, value=float("inf")), "value"),
        (replace(ONE_REP_MAX, unit="bpm"), "unit"),
        (replace(ONE_REP_MAX, exercise_id=None), "exerciseId"),
        (replace(ONE_REP_MAX, valid_from="2026-02-29"), "validFrom"),
        (replace(ONE_REP_MAX, distance=5000), "distance"),
        (replace(ONE_REP_MAX, value=None), ""),
        (replace(ONE_REP_MAX, bounds=(1,)), ""),
        (replace(ZONES, bounds=None, value=120), "value"),
        (replace(ZONES, bounds=()), "bounds"),
        (replace(ZONES, bounds=(120, 120)), "bounds"),
    ],
)
def test_a_reference_value_that_breaks_a_rule_is_refused_with_its_place(value: ReferenceValue, path: str) -> None:
    with pytest.raises(DocumentNotValid) as caught:
        check_reference_value(value)

    assert path in [error.path for error in caught.value.errors or ()]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"start_date": "2026-02-30"}, "startDate"),
        ({"start_week": 0}, "startWeek"),
        ({"start_day": 8}, "startDay"),
        ({"race_date": "2026-06-01", "cycles": 2}, "cycles"),
        ({"default_time": "24:00"}, "defaultTime"),
        ({"weekday_map": {"monday": "friday", "tuesday": "friday"}}, "weekdayMap"),
        ({"weekday_map": {"monday": "tuesday"}}, None),
        ({"pauses": (Pause(from_="2026-13-01"),)}, "pauses[0].from"),
    ],
)
def test_an_assignment_that_breaks_a_rule_is_refused_with_its_place(fields: dict[str, Any], path: str | None) -> None:
    assignment = replace(an_assignment(), **fields)
    if path is None:
        check_assignment(assignment)
        return

    with pytest.raises(DocumentNotValid) as caught:
        check_assignment(assignment)

    assert [error.path for error in caught.value.errors or ()] == [path]

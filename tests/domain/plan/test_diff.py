"""The difference of two versions, line by line and in sentences."""

import json
from typing import Any

from mesocycle.domain.document import encode
from mesocycle.domain.plan.diff import FieldChange, VersionDiff, diff, side_by_side, tell_difference
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reading.strict import read
from tests.domain.plans import a_file, published

SQUAT = {"name": "Back squat", "sets": "3x5 @ 100 kg"}
BENCH = {"name": "Bench press", "sets": "3x8 @ RPE 8"}


def difference(before: dict[str, Any], after: dict[str, Any]) -> VersionDiff:
    first = published(before)
    return diff(first, published(after, first))


def with_workout(raw: dict[str, Any], **fields: object) -> dict[str, Any]:
    changed: dict[str, Any] = json.loads(json.dumps(raw))
    changed["workouts"][0].update(fields)
    return changed


def test_equal_versions_have_no_difference() -> None:
    found = difference(a_file(SQUAT), a_file(SQUAT))

    assert (found.added, found.removed, found.changed, found.moved, found.fields) == ((), (), (), (), ())
    assert tell_difference(found) == ["Nothing changed."]


def test_an_added_line_is_named_with_its_content() -> None:
    found = difference(a_file(SQUAT), a_file(SQUAT, BENCH))

    assert [(line.kind, line.path, line.what) for line in found.added] == [
        ("exercise", "Day A › Main lifts › Bench press", "3x8 @ RPE 8")
    ]
    assert tell_difference(found) == ["Added: exercise Day A › Main lifts › Bench press (3x8 @ RPE 8)."]


def test_a_removed_line_is_named_without_the_lines_inside_it() -> None:
    found = difference(a_file(SQUAT, BENCH), a_file(SQUAT))

    assert [(line.kind, line.path) for line in found.removed] == [("exercise", "Day A › Main lifts › Bench press")]
    assert found.changed == ()


def test_changed_sets_are_told_in_the_notation() -> None:
    found = difference(a_file(SQUAT), a_file(SQUAT | {"sets": "3x5 @ 105 kg"}))

    assert tell_difference(found) == ["Day A › Main lifts › Back squat: sets from 3x5 @ 100 kg to 3x5 @ 105 kg."]
    assert [line.kind for line in found.changed] == ["exercise", "set", "set", "set"]


def test_an_added_set_is_told_with_its_exercise_and_stands_as_a_line_too() -> None:
    found = difference(a_file(SQUAT), a_file(SQUAT | {"sets": "4x5 @ 100 kg"}))

    assert [(line.kind, line.path, line.what) for line in found.added] == [
        ("set", "Day A › Main lifts › Back squat › set 4", "1x5 @ 100 kg")
    ]
    assert tell_difference(found) == ["Day A › Main lifts › Back squat: sets from 3x5 @ 100 kg to 4x5 @ 100 kg."]


def test_of_sets_by_weeks_only_the_weeks_that_differ_are_told() -> None:
    before = SQUAT | {"sets": {"1": "3x5", "2,3": "3x3"}}
    after = SQUAT | {"sets": {"1": "3x5", "2,3": "3x2"}}

    assert tell_difference(difference(a_file(before), a_file(after))) == [
        "Day A › Main lifts › Back squat: sets of weeks 2, 3 from 3x3 to 3x2."
    ]


def test_what_the_notation_cannot_say_is_told_behind_it() -> None:
    before = SQUAT | {"sets": [{"reps": 5}]}
    after = SQUAT | {"sets": [{"reps": 5, "notes": "Slow", "holdTime": 2}]}

    assert tell_difference(difference(a_file(before), a_file(after))) == [
        "Day A › Main lifts › Back squat: sets from 1x5 to 1x5 (hold 2 s, Slow)."
    ]


def test_a_changed_field_is_told_with_what_stood_there() -> None:
    found = difference(a_file(SQUAT), a_file(SQUAT | {"restBetweenSets": "3m"}))

    assert found.changed[0].changes == (FieldChange(field="restBetweenSets", to="3m"),)
    assert tell_difference(found) == ["Day A › Main lifts › Back squat: restBetweenSets from nothing to 3m."]


def test_a_workout_on_another_day_has_moved() -> None:
    raw = a_file(SQUAT)

    found = difference(raw, with_workout(raw, schedule=[{"weekday": "friday", "weeks": [1, 3], "time": "07:00"}]))

    assert [(moved.name, moved.from_, moved.to) for moved in found.moved] == [
        ("Day A", "Monday", "Friday in weeks 1, 3 at 07:00")
    ]
    assert tell_difference(found) == ["Day A moves from Monday to Friday in weeks 1, 3 at 07:00."]


def test_fields_of_the_version_are_told() -> None:
    found = difference(a_file(SQUAT), a_file(SQUAT, duration=6, tags=["new"]))

    assert tell_difference(found) == [
        "The routine changes its duration from 4 to 6.",
        "The routine changes its tags from nothing to new.",
    ]


def test_another_order_is_told_and_no_line_came_or_went() -> None:
    first = published(a_file(SQUAT, BENCH))
    after = json.loads(encode(first))
    exercises = after["workouts"][0]["sections"][0]["exercises"]
    exercises.reverse()
    for line in exercises:
        del line["orderIndex"]

    found = diff(first, published(after, first))

    assert tell_difference(found) == [
        "Day A › Main lifts: order from Back squat, Bench press to Bench press, Back squat."
    ]
    assert (found.added, found.removed) == ((), ())


def test_a_line_that_stands_elsewhere_is_told_with_both_places() -> None:
    first = published(a_file(SQUAT, BENCH))
    after = json.loads(encode(first))
    moved = after["workouts"][0]["sections"][0]["exercises"].pop()
    other = {"name": "Later", "type": "basic", "exercises": [moved | {"orderIndex": 0}]}
    after["workouts"][0]["sections"].append(other)

    found = diff(first, published(after, first))

    assert tell_difference(found) == [
        "Added: section Day A › Later (Bench press).",
        "Day A › Later › Bench press: place from Day A › Main lifts › Bench press to Day A › Later › Bench press.",
    ]


def test_goals_and_targets_are_told_in_words() -> None:
    def file(metres: int, high: int) -> dict[str, Any]:
        target = {"metric": "heart-rate", "high": high, "unit": "percent", "basis": "percent"}
        step: dict[str, Any] = {"type": "step", "name": "Easy", "phase": "active", "goal": {"distance": metres}}
        step["targets"] = [target | {"of": "thresholdHeartRate"}]
        section = {"name": "Run", "type": "steps", "rounds": 1, "steps": [step]}
        return with_workout(a_file(), sections=[section])

    assert tell_difference(difference(file(1000, 85), file(2000, 88))) == [
        (
            "Day A › Run › Easy: goal from 1000 m to 2000 m; targets from heart rate up to 85 % of threshold heart "
            "rate to heart rate up to 88 % of threshold heart rate."
        )
    ]


def test_a_section_of_another_type_is_told_as_changed() -> None:
    raw = a_file(SQUAT | {"sets": "1x5"})
    section = raw["workouts"][0]["sections"][0] | {"type": "circuit", "rounds": 3, "restBetweenRounds": "1m"}

    told = tell_difference(difference(raw, with_workout(raw, sections=[section])))

    assert told == [
        (
            "Day A › Main lifts: type from basic to circuit; rounds from nothing to 3; "
            "restBetweenRounds from nothing to 1m."
        )
    ]


def test_a_difference_is_a_document_that_reads_back() -> None:
    found = difference(a_file(SQUAT), a_file(BENCH, duration=6))

    assert read(encode(found), VersionDiff) == found


def test_two_versions_stand_side_by_side_line_by_line() -> None:
    old = _squats("3x5 @ 100 kg")
    new = _squats({"1-3": "3x5 @ 100 kg", "4": "2x5 @ 80 kg"}, old, "Bench press")

    told = side_by_side(old, new)

    assert (told.old_version, told.new_version) == (1, 2)
    found = [(line.depth, line.change, line.old, line.new) for line in told.lines if line.kind != "routine"]
    assert found == [
        (0, "same", "Squat day · Monday", "Squat day · Monday"),
        (1, "same", "Main", "Main"),
        (2, "same", "Back squat", "Back squat"),
        (3, "removed", "3x5 @ 100 kg", None),
        (3, "added", None, "weeks 1, 2, 3: 3x5 @ 100 kg"),
        (3, "added", None, "week 4: 2x5 @ 80 kg"),
        (2, "added", None, "Bench press"),
        (3, "added", None, "3x5"),
    ]


def test_what_went_stands_where_it_stood_also_when_the_others_changed_places() -> None:
    old = _named("A", "B", "C", "D")
    new = _named("D", "C", "A", latest=old)

    lines = [(line.change, line.old or line.new) for line in side_by_side(old, new).lines if line.kind == "workout"]

    assert [change for change, _ in lines] == ["removed", "same", "same", "same"]
    assert [str(text)[0] for _, text in lines] == ["B", "D", "C", "A"]


def _file(workouts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": "Squats", "difficulty": "beginner", "goal": "strength", "duration": 4, "workouts": workouts}


def _squats(sets: object, latest: RoutineVersion | None = None, *more: str) -> RoutineVersion:
    lines = [{"name": "Back squat", "sets": sets}, *({"name": name, "sets": "3x5"} for name in more)]
    section = {"name": "Main", "type": "basic", "exercises": lines}
    day = {"name": "Squat day", "type": "strength", "schedule": [{"weekday": "mon"}], "sections": [section]}
    return published(_file([day]), latest)


def _named(*names: str, latest: RoutineVersion | None = None) -> RoutineVersion:
    section = {"name": "Main", "type": "basic", "exercises": [{"name": "Back squat", "sets": "3x5"}]}
    workouts: list[dict[str, Any]] = [{"name": name, "type": "strength", "sections": [section]} for name in names]
    return published(_file(workouts), latest)

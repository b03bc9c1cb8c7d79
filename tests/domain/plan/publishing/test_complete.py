"""From a file to a version: what is left out is filled in, lines keep their ids, slips are named."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mesocycle.domain.document import encode
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import ExerciseSet, RunSection, StepsSection, StrengthExercise
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid, Refusal
from tests.domain.plans import NAMES, a_file, line_ids, published


def squat(sets: object = "3x5 @ 100 kg", **fields: object) -> dict[str, Any]:
    return {"name": "Back squat", "sets": sets, **fields}


def sets_of(version: RoutineVersion) -> tuple[ExerciseSet, ...]:
    exercise = (version.workouts[0].sections[0].exercises or ())[0]
    assert isinstance(exercise, StrengthExercise)
    return exercise.sets


def refused(raw: dict[str, Any], latest: RoutineVersion | None = None) -> DocumentNotValid:
    with pytest.raises(DocumentNotValid) as caught:
        published(raw, latest)
    return caught.value


def outcome(raw: dict[str, Any]) -> RoutineVersion | Refusal:
    try:
        return published(raw)
    except Refusal as no:
        return no


def test_the_first_version_is_number_one_and_latest() -> None:
    version = published(a_file(squat()))

    assert (version.version, version.is_latest, version.created_by) == (1, True, "trainer-1")


def test_the_next_version_gets_the_next_number_and_stays_with_its_routine() -> None:
    first = published(a_file(squat()))

    second = published(a_file(squat()), first)

    assert (second.version, second.parent_routine_id) == (2, first.parent_routine_id)
    assert second.id != first.id


def test_what_comes_out_is_read_strictly_as_it_is() -> None:
    version = published(a_file(squat()))

    assert read(encode(version), RoutineVersion) == version


def test_ids_of_an_exercise_follow_from_its_name() -> None:
    exercise = (published(a_file(squat())).workouts[0].sections[0].exercises or ())[0]

    assert (exercise.exercise_id, exercise.exercise_variant_id) == ("squat", "back-squat")


def test_an_unknown_exercise_is_refused_with_the_nearest_names() -> None:
    no = refused(a_file({"name": "Bck squat", "sets": "3x5"}))

    assert [error.path for error in no.errors or ()] == ["workouts[0].sections[0].exercises[0].name"]
    assert no.remedy.startswith("Write Back squat")


def test_all_slips_of_exercises_and_sets_are_named_at_once() -> None:
    no = refused(a_file(squat("5"), {"name": "Crul", "sets": "3x5"}, squat("3x5 @ 100")))

    assert [error.path.removeprefix("workouts[0].sections[0].") for error in no.errors or ()] == [
        "exercises[0].sets",
        "exercises[1].name",
        "exercises[2].sets",
    ]


def test_a_set_that_says_no_amount_is_refused_with_the_ways_to_say_one() -> None:
    no = refused(a_file(squat([{"reps": 5}, {"weight": 100}])))

    assert [error.path for error in no.errors or ()] == ["workouts[0].sections[0].exercises[0].sets[1]"]
    assert "`reps: 5`" in no.remedy


def test_an_exercise_with_ids_of_its_own_is_respected_and_gets_a_name_to_read() -> None:
    foreign = {"exerciseId": "x", "exerciseVariantId": "x-1", "type": "strength", "sets": []}

    exercise = (published(a_file(foreign)).workouts[0].sections[0].exercises or ())[0]

    assert (exercise.exercise_id, exercise.exercise_variant_id, exercise.name) == ("x", "x-1", "x-1")


def test_missing_weight_units_are_the_users_own_and_written_out() -> None:
    line = {"reps": 5, "weight": 100}

    assert sets_of(published(a_file(squat([line]))))[0].weight_unit == "kg"
    assert sets_of(published(a_file(squat([line])), units=Units.IMPERIAL))[0].weight_unit == "lb"


def test_a_unit_that_is_given_stays() -> None:
    assert sets_of(published(a_file(squat("3x5 @ 225 lb"))))[0].weight_unit == "lb"


def test_a_map_by_weeks_becomes_sets_that_count_within_each_week() -> None:
    version = published(a_file(squat({"1,2": "2x5 @ 65% TM", "3-4": "1x5+ @ 85% TM"})))

    assert [(each.set_number, each.weeks) for each in sets_of(version)] == [
        (1, (1, 2)),
        (2, (1, 2)),
        (1, (3, 4)),
    ]


def test_sets_of_every_week_count_on_after_those_of_single_weeks() -> None:
    lines = [{"reps": 5, "weeks": [1]}, {"reps": 5}, {"reps": 5, "weeks": [2]}]

    assert [each.set_number for each in sets_of(published(a_file(squat(lines))))] == [1, 2, 3]


def test_a_key_that_is_no_list_of_weeks_is_refused() -> None:
    no = refused(a_file(squat({"first": "3x5"})))

    assert [error.path for error in no.errors or ()] == ['workouts[0].sections[0].exercises[0].sets."first"']


def test_distances_with_units_become_metres() -> None:
    run = {"name": "Long run", "type": "run", "distance": "26.2 km", "elevationGain": "300 m"}
    raw = a_file()
    raw["workouts"][0]["sections"] = [run]

    section = published(raw).workouts[0].sections[0]

    assert isinstance(section, RunSection)
    assert (section.distance, section.elevation_gain) == (26200, 300)


def test_goals_and_holds_with_units_become_seconds() -> None:
    raw = a_file(squat([{"holdTime": "30s", "repType": "time"}]))
    step = {"type": "step", "phase": "active", "goal": {"duration": "1:30"}}
    raw["workouts"][0]["sections"].append({"name": "Run", "type": "steps", "rounds": 1, "steps": [step]})

    version = published(raw)

    section = version.workouts[0].sections[1]
    assert isinstance(section, StepsSection)
    assert '"goal":{"duration":90}' in encode(section).decode()
    assert sets_of(version)[0].hold_time == 30


def test_an_unknown_field_of_a_file_is_refused_with_its_path() -> None:
    no = refused(a_file(squat([{"reps": 5, "wieght": 100}])))

    assert [error.path for error in no.errors or ()] == ["workouts[0].sections[0].exercises[0].sets[0].wieght"]
    assert "`weight`" in no.remedy


def test_order_and_set_numbers_are_filled_in() -> None:
    version = published(a_file(squat(), squat()))

    assert [each.order_index for each in version.workouts[0].sections[0].exercises or ()] == [0, 1]
    assert [each.set_number for each in sets_of(version)] == [1, 2, 3]


def test_lines_keep_their_ids_when_the_content_changes() -> None:
    first = published(a_file(squat("3x5 @ 100 kg", notes="Deep.")))

    second = published(a_file(squat("3x3 @ 110 kg", notes="Deeper.", restBetweenSets="3m")), first)

    assert line_ids(second) == line_ids(first)


def test_only_a_new_line_gets_a_new_id() -> None:
    first = published(a_file(squat("3x5")))

    second = published(a_file({"name": "Plank", "sets": "1x30s"}, squat("4x5")), first)

    assert [line_id for line_id in line_ids(first) if line_id not in line_ids(second)] == []
    assert len(set(line_ids(second)) - set(line_ids(first))) == 3


def test_the_second_occurrence_of_an_exercise_keeps_its_own_id() -> None:
    first = published(a_file(squat("1x5"), squat("2x8")))

    second = published(a_file(squat("1x3"), squat("2x10")), first)

    assert line_ids(second) == line_ids(first)


def test_sections_of_one_name_are_told_apart_by_their_weeks() -> None:
    raw = a_file()
    raw["workouts"][0]["sections"] = [
        {"name": "Run", "type": "run", "distance": 5000, "weeks": [1]},
        {"name": "Run", "type": "run", "distance": 6000, "weeks": [2]},
    ]
    first = published(raw)
    del raw["workouts"][0]["sections"][0]

    second = published(raw, first)

    assert second.workouts[0].sections[0].id == first.workouts[0].sections[1].id


def test_steps_keep_their_ids_by_position() -> None:
    def file(seconds: int) -> dict[str, Any]:
        step = {"type": "step", "phase": "active", "goal": {"duration": seconds}}
        raw = a_file()
        block = {"type": "block", "rounds": 3, "steps": [step, step]}
        raw["workouts"][0]["sections"] = [{"name": "R", "type": "steps", "rounds": 1, "steps": [step, block]}]
        return raw

    first = published(file(60))
    second = published(file(90), first)

    old, new = first.workouts[0].sections[0], second.workouts[0].sections[0]
    assert isinstance(old, StepsSection)
    assert isinstance(new, StepsSection)
    assert [each.id for each in new.steps] == [each.id for each in old.steps]
    assert encode(new) == encode(old).replace(b'"duration":60', b'"duration":90')


def test_ids_given_in_a_file_are_respected_and_never_given_twice() -> None:
    first = published(a_file(squat("1x5")))
    taken = line_ids(first)[2]

    second = published(a_file(squat("1x5"), squat("1x8", _id=taken)), first)

    ids = line_ids(second)
    assert ids[4] == taken
    assert len(set(ids)) == len(ids)


def test_an_id_that_stands_twice_in_a_file_is_refused() -> None:
    no = refused(a_file(squat(_id="a"), squat(_id="a")))

    assert [error.path for error in no.errors or ()] == ["workouts[0].sections[0].exercises[1]._id"]


def test_what_a_later_file_leaves_out_of_the_head_stays_as_it_was() -> None:
    first = published(a_file(squat(), isPublic=True))

    second = published({"workouts": a_file(squat())["workouts"]}, first)

    assert (second.name, second.duration, second.is_public) == (first.name, first.duration, True)


def test_a_file_without_workouts_or_duration_is_refused() -> None:
    raw = a_file(squat())
    del raw["duration"]

    assert [error.path for error in refused(raw).errors or ()] == ["duration"]


_SETS = st.sampled_from(
    ["3x5 @ 100 kg", "1x8-12 @ RPE 8", "2xAMRAP", {"1,2": "2x5", "3": "1x5+"}, {"1": "1x5", "2-4": "3x3"}]
)
_WEEKS = st.sampled_from([{}, {"weeks": [1]}, {"weeks": [2, 3]}])
_EXERCISES = st.lists(
    st.builds(lambda name, sets, weeks: {"name": name, "sets": sets, **weeks}, st.sampled_from(NAMES), _SETS, _WEEKS),
    max_size=4,
)
_SECTIONS = st.lists(
    st.builds(
        lambda name, lines, weeks: {"name": name, "type": "basic", "exercises": lines, **weeks},
        st.sampled_from(["Warm-up", "Main"]),
        _EXERCISES,
        _WEEKS,
    ),
    max_size=3,
)
_FILES = st.lists(
    st.builds(
        lambda name, sections: {"name": name, "type": "strength", "sections": sections},
        st.sampled_from(["A", "B"]),
        _SECTIONS,
    ),
    max_size=3,
).map(lambda workouts: a_file(workouts=workouts))


def without_ids(value: object) -> object:
    """Give a document as somebody would write it who leaves out all that may be left out."""
    if isinstance(value, dict):
        left_out = {"_id", "orderIndex", "setNumber"}
        return {name: without_ids(inner) for name, inner in value.items() if name not in left_out}
    return [without_ids(inner) for inner in value] if isinstance(value, list) else value


@settings(max_examples=60)
@given(_FILES)
def test_publishing_ones_own_output_keeps_every_id_with_or_without_the_ids_in_it(raw: dict[str, Any]) -> None:
    first = published(raw)
    output = json.loads(encode(first))

    second = published(output, first)
    bare = without_ids(output)
    assert isinstance(bare, dict)
    third = published(bare, second)

    assert encode(second.workouts) == encode(first.workouts)
    assert encode(third.workouts) == encode(first.workouts)


@settings(max_examples=60)
@given(_FILES, _FILES)
def test_no_two_lines_ever_have_one_id_whatever_changed(before: dict[str, Any], after: dict[str, Any]) -> None:
    ids = line_ids(published(after, published(before)))

    assert len(set(ids)) == len(ids)


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=200)
@given(st.data())
def test_any_junk_in_a_file_is_a_version_or_a_refusal(data: st.DataObject) -> None:
    raw = json.loads(json.dumps(a_file(squat(), squat({"1": "3x5"}), squat([{"reps": 5}]))))
    places = [raw]
    for place in places:
        places.extend(
            inner for inner in (place.values() if isinstance(place, dict) else place) if isinstance(inner, dict | list)
        )
    place = data.draw(st.sampled_from(places))
    keys = list(place) if isinstance(place, dict) else list(range(len(place)))
    known = ["weeks", "_id", "setNumber", "orderIndex", "progression", "steps", "goal", "sets", "type", "duration"]
    if isinstance(place, dict):
        place[data.draw(st.sampled_from(keys + known))] = data.draw(_JUNK)
    else:
        place[data.draw(st.sampled_from(keys))] = data.draw(_JUNK)

    got = outcome(raw)

    assert isinstance(got, RoutineVersion) or got.remedy

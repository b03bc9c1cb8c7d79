"""A snapshot holds the lines of its own week as written, and one content has one form and one hash."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.plan.snapshot import (
    SnapshotContents,
    WorkoutSnapshot,
    canonical,
    snapshot,
    stored,
    stored_body,
    weeks_of_lines,
)
from mesocycle.domain.plan.workout import Block, Goal, Step, StepsSection, TabataExercise, Weeks, Workout
from tests.builders import a_section, a_set, a_workout, an_exercise

weeks_of_a_line = st.none() | st.lists(st.integers(1, 4), min_size=1, unique=True).map(tuple)


def a_step(line: str, weeks: Weeks | None) -> Step:
    return Step(id=line, phase="active", goal=Goal(open=True), weeks=weeks)


@st.composite
def workouts(draw: st.DrawFn) -> Workout:
    """Draw a workout with `weeks` on lines of every depth."""
    a, b, c, d, e, f, g = (draw(weeks_of_a_line) for _ in range(7))
    strength = an_exercise(weeks=a, sets=(a_set(id="set-1", weeks=b), a_set(id="set-2", set_number=2)))
    tabata = TabataExercise(
        id="exercise-2", exercise_id="row", exercise_variant_id="row", name="Row", order_index=1, weeks=c
    )
    steps = StepsSection(
        id="section-2",
        name="Run",
        order_index=1,
        rounds=1,
        weeks=d,
        steps=(a_step("step-1", e), Block(id="block-1", rounds=3, weeks=f, steps=(a_step("step-2", g),))),
    )
    return a_workout(sections=(a_section(exercises=(strength, tabata)), steps))


def ids(node: object) -> list[str]:
    """Give every `_id` in a JSON value, in order of appearance."""
    if isinstance(node, dict):
        own = [node["_id"]] if "_id" in node else []
        return own + [found for value in node.values() for found in ids(value)]
    return [found for item in node for found in ids(item)] if isinstance(node, list) else []


def lines_of_week(node: object, week: int) -> object:
    """Say the rule on plain JSON: an object whose `weeks` do not hold the week is left out."""
    if isinstance(node, dict):
        return {key: lines_of_week(value, week) for key, value in node.items()}
    if isinstance(node, list):
        kept = [i for i in node if not isinstance(i, dict) or week in i.get("weeks", [week])]
        return [lines_of_week(item, week) for item in kept]
    return node


def test_it_reads_without_the_plan() -> None:
    workout = a_workout(notes="Warm up well.")

    taken = snapshot(workout, 1, 4)

    assert taken == WorkoutSnapshot(
        name=workout.name,
        type=workout.type,
        objective=workout.objective,
        sections=workout.sections,
        notes="Warm up well.",
    )


def test_only_the_sets_of_its_week_remain_with_their_ids_and_weeks() -> None:
    sets = (a_set(id="light", weeks=(1, 3)), a_set(id="heavy", weeks=(2,)), a_set(id="always"))
    workout = a_workout(sections=(a_section(exercises=(an_exercise(sets=sets),)),))

    [section] = snapshot(workout, 3, 4).sections

    assert section.exercises == (an_exercise(sets=(sets[0], sets[2])),)


def test_plan_weeks_of_later_cycles_hold_the_lines_of_their_week_in_the_cycle() -> None:
    sets = (a_set(id="one", weeks=(1,)), a_set(id="four", weeks=(4,)))
    workout = a_workout(sections=(a_section(exercises=(an_exercise(sets=sets),)),))

    assert snapshot(workout, 5, 4) == snapshot(workout, 1, 4)
    assert snapshot(workout, 8, 4) == snapshot(workout, 4, 4)


def test_an_exercise_whose_sets_are_all_of_other_weeks_stays_as_a_line_of_every_week() -> None:
    workout = a_workout(sections=(a_section(exercises=(an_exercise(sets=(a_set(weeks=(1,)),)),)),))

    [section] = snapshot(workout, 2, 4).sections

    assert section.exercises == (an_exercise(sets=()),)


@given(workouts(), st.integers(1, 4))
def test_lines_of_every_depth_are_there_in_their_weeks_and_no_others(workout: Workout, week: int) -> None:
    as_written = json.loads(msgspec.json.encode(workout.sections))

    taken = json.loads(msgspec.json.encode(snapshot(workout, week, 4).sections))

    assert taken == lines_of_week(as_written, week)


@given(workouts(), st.integers(1, 4))
def test_the_workout_itself_is_left_as_it_is(workout: Workout, week: int) -> None:
    before = msgspec.json.encode(workout)

    snapshot(workout, week, 4)

    assert msgspec.json.encode(workout) == before


def test_canonical_json_is_exactly_this() -> None:
    workout = a_workout(
        name="Kniebeuge – schwer 🏋",
        objective="",
        sections=(a_section(exercises=(an_exercise(sets=(a_set(weight=102.5),)),)),),
    )

    assert canonical(snapshot(workout, 1, 4)).decode() == (
        '{"name":"Kniebeuge – schwer 🏋","objective":"","sections":[{"_id":"section-1","exercises":['
        '{"_id":"exercise-1","exerciseId":"squat","exerciseVariantId":"back-squat","name":"Back squat",'
        '"orderIndex":0,"restBetweenSets":"3m","sets":[{"_id":"set-1","repType":"fixed","reps":5,'
        '"setNumber":1,"setType":"working","weight":102.5,"weightUnit":"kg"}],"type":"strength"}],'
        '"name":"Main lift","orderIndex":0,"type":"basic"}],"type":"strength"}'
    )


@given(workouts())
def test_canonical_json_has_sorted_keys_and_no_blanks_at_every_depth(workout: Workout) -> None:
    content = canonical(snapshot(workout, 1, 4))

    sorted_again = json.dumps(json.loads(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert content == sorted_again.encode()


@given(workouts())
def test_a_snapshot_read_back_is_the_same_and_writes_the_same_bytes(workout: Workout) -> None:
    taken = snapshot(workout, 2, 4)

    back = msgspec.json.decode(canonical(taken), type=WorkoutSnapshot)

    assert back == taken
    assert canonical(back) == canonical(taken)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ],
)
def test_the_hash_is_sha_256_of_the_bytes(content: bytes, expected: str) -> None:
    assert stored_body(content, "").hash.hex() == expected


@given(workouts(), st.lists(st.integers(1, 12), max_size=6))
def test_contents_shared_by_weeks_are_what_each_week_alone_would_give(workout: Workout, plan_weeks: list[int]) -> None:
    contents = SnapshotContents(4)

    for plan_week in plan_weeks:
        shared = contents.of(workout, plan_week)

        assert shared == stored(snapshot(workout, plan_week, 4))


def test_weeks_with_the_same_lines_share_one_content() -> None:
    sets = (a_set(id="first", weeks=(1, 2)), a_set(id="then", weeks=(3, 4)))
    workout = a_workout(sections=(a_section(exercises=(an_exercise(sets=sets),)),))
    contents = SnapshotContents(4)

    made = [contents.of(workout, week) for week in range(1, 9)]

    assert made[0] is made[1] is made[4] is made[5]
    assert made[2] is made[3] is made[6] is made[7]
    assert made[0].hash != made[2].hash


@given(workouts())
def test_weeks_of_lines_finds_the_weeks_of_every_line(workout: Workout) -> None:
    written: set[tuple[int, ...]] = set()

    def collect(node: object) -> None:
        for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            collect(value)
        if isinstance(node, dict) and "weeks" in node:
            written.add(tuple(node["weeks"]))

    collect(json.loads(msgspec.json.encode(workout.sections)))
    assert set(weeks_of_lines(workout)) == written


def test_every_line_keeps_its_id() -> None:
    workout = a_workout()

    assert ids(json.loads(canonical(snapshot(workout, 1, 4)))) == ["section-1", "exercise-1", "set-1"]

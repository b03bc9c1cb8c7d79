"""Lines keep their ids from version to version."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mesocycle.domain.document import encode
from mesocycle.domain.plan.workout import StepsSection
from tests.domain.plan.publishing.files import refused, squat
from tests.domain.plans import NAMES, a_file, line_ids, published


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

"""From a file to a version: what is left out is filled in, lines keep their ids, slips are named."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mesocycle.domain.document import encode
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import Refusal
from tests.domain.plan.publishing.files import refused, sets_of, squat
from tests.domain.plans import a_file, published


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


def test_an_unknown_field_of_a_file_is_refused_with_its_path() -> None:
    no = refused(a_file(squat([{"reps": 5, "wieght": 100}])))

    assert [error.path for error in no.errors or ()] == ["workouts[0].sections[0].exercises[0].sets[0].wieght"]
    assert "`weight`" in no.remedy


def test_order_and_set_numbers_are_filled_in() -> None:
    version = published(a_file(squat(), squat()))

    assert [each.order_index for each in version.workouts[0].sections[0].exercises or ()] == [0, 1]
    assert [each.set_number for each in sets_of(version)] == [1, 2, 3]


def test_what_a_later_file_leaves_out_of_the_head_stays_as_it_was() -> None:
    first = published(a_file(squat(), isPublic=True))

    second = published({"workouts": a_file(squat())["workouts"]}, first)

    assert (second.name, second.duration, second.is_public) == (first.name, first.duration, True)


def test_a_file_without_workouts_or_duration_is_refused() -> None:
    raw = a_file(squat())
    del raw["duration"]

    assert [error.path for error in refused(raw).errors or ()] == ["duration"]


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

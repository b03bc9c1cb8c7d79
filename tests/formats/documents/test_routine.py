"""Routine files in, plain values out, or a refusal that tells where."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import DocumentNotValid, Refusal
from mesocycle.formats.documents.routine import parse_routine
from tests.domain.plans import a_file, published

YAML = b"""
name: Plan
difficulty: beginner
goal: strength
duration: 4
workouts:
  - name: Day A
    type: strength
    schedule: [{weekday: monday, time: 07:00}]
    sections:
      - name: Main lifts
        type: basic
        exercises:
          - name: back squat
            restBetweenSets: 1:30
            sets: {1: 3x5 @ 100 kg, "2-4": 3x3}
"""


def test_a_yaml_file_becomes_a_version() -> None:
    version = published(parse_routine(YAML))

    assert version.workouts[0].schedule[0].time == "07:00"
    assert [each.rest_between_sets for each in version.workouts[0].sections[0].exercises or ()] == ["1:30"]


def test_a_json_file_gives_the_same_as_yaml() -> None:
    assert parse_routine(json.dumps(parse_routine(YAML)).encode()) == parse_routine(YAML)


@pytest.mark.parametrize("body", [b"", b"  \n", b"# nothing", b"just words", b"[1, 2]", b"5"])
def test_a_file_that_is_no_routine_is_refused_with_what_to_write(body: bytes) -> None:
    with pytest.raises(DocumentNotValid) as caught:
        parse_routine(body)

    assert caught.value.remedy


def test_a_file_that_is_not_yaml_is_refused_with_line_and_column() -> None:
    with pytest.raises(DocumentNotValid, match="line 3, column 8"):
        parse_routine(b"name: Plan\nduration: 4\ngoal: x: y\n")


def test_a_slip_in_a_json_file_is_refused_with_line_and_column() -> None:
    with pytest.raises(DocumentNotValid, match="line 2, column"):
        parse_routine(b'{"name": "Plan",\n "goal" "strength"}')


@pytest.mark.parametrize("body", [b'{"name": "a", "name": "b"}', b"name: a\nname: b"])
def test_a_key_that_stands_twice_is_refused(body: bytes) -> None:
    with pytest.raises(DocumentNotValid, match="stands twice"):
        parse_routine(body)


def test_nesting_beyond_all_sense_is_refused() -> None:
    nested = b'{"workouts":[{"sections":[' + b'{"type":"steps","steps":[' * 300 + b"]}" * 300 + b"]}]}"

    got = outcome(nested)

    assert isinstance(got, Refusal)
    assert "deep" in got.sentence


def outcome(body: bytes) -> RoutineVersion | Refusal:
    try:
        return published(a_file() | parse_routine(body))
    except Refusal as no:
        return no


@given(st.data())
def test_a_damaged_file_becomes_a_version_or_a_refusal_with_a_remedy(data: st.DataObject) -> None:
    body = bytearray(YAML)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(body) - 1))
        body[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=3))

    got = outcome(bytes(body))

    assert isinstance(got, RoutineVersion) or got.remedy

"""The strict reader names the path of what it refuses, and never fails in another way."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.document import encode
from mesocycle.domain.people.user import LoadStep, NewUser
from mesocycle.domain.plan.keeping import KeptKind, NewKeptPart
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.storable import MOST_LEVELS
from mesocycle.domain.reading.strict import MOST_BYTES, convert, read, refusal
from mesocycle.domain.refusal import DocumentNotValid, Refusal
from mesocycle.domain.session.session import WorkoutSession
from tests.builders import a_session, a_version
from tests.domain.reading.spoiled import SET, changed, paths, refused


def outcome(body: bytes, kind: type[Any]) -> object:
    try:
        return read(body, kind)
    except Refusal as no:
        return no


def test_a_valid_document_is_read_as_it_is() -> None:
    version = a_version()

    assert read(encode(version), RoutineVersion) == version


def test_all_unknown_fields_are_named_at_once() -> None:
    no = refused(changed(SET, {"rep": 5, "kilos": 100}))

    assert paths(no) == [f"{SET}.rep", f"{SET}.kilos"]


@pytest.mark.parametrize(("message", "sentence"), [("is empty", "x is empty."), ("'9' is none.", "x: '9' is none.")])
def test_a_refusal_ends_with_one_full_stop(message: str, sentence: str) -> None:
    assert refusal([Fault("x", message, "Mend it.")]).sentence == sentence


def test_an_explicit_null_is_refused_with_the_remedy_to_leave_it_out() -> None:
    no = refused(changed(SET, {"notes": None}))

    assert (no.sentence, no.remedy) == (f"{SET}.notes is null.", "Leave it out.")


def test_a_null_in_the_place_of_a_raw_part_is_refused_too() -> None:
    session = json.loads(encode(a_session())) | {"performanceLog": None}

    assert paths(refused(json.dumps(session).encode(), WorkoutSession)) == ["performanceLog"]


def test_a_wrong_key_of_a_map_is_refused_at_the_map() -> None:
    no = refused(b'{"weekdayMap":{"moonday":"friday"}}', RoutineAssignment)

    assert paths(no)


def test_a_default_that_is_said_is_no_unknown_field() -> None:
    body = b'{"email":"ann@example.org","name":"Ann","timeZone":"UTC","units":"metric","roles":["athlete"]}'

    assert read(body, NewUser).name == "Ann"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"[]", "is a list, but must be an object"),
        (b"null", "is null, but must be an object"),
        (b'{"default": 1,}', "is not JSON"),
        (b'{"default": NaN}', "NaN is not a number"),
        (b'{"default": -Infinity}', "-Infinity is not a number"),
        (b'{"default": 1e999}', "too large"),
        (b'{"default": 123456789012345678901234567890}', "too large"),
        (b'{"default": 2.5} x', "is not JSON"),
        (b'{"variants": {"\xff": 1}}', "is not UTF-8"),
        (b'{"variants": {"\\ud800": 1}}', "is not JSON"),
        (b'{"variants": {"a\\u0000": 1}}', "NUL"),
        (b'\xef\xbb\xbf{"default": 1}', "byte order mark"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"variants":' * 100_000, "nested too deeply"),
        (b'{"x":' * 100_000, "nested too deeply"),
        (b" " * (MOST_BYTES + 1), "longer than"),
    ],
)
def test_what_is_no_readable_json_is_a_refusal_that_says_so(body: bytes, told: str) -> None:
    assert told in refused(body, LoadStep).sentence


def test_malformed_json_is_refused_with_line_and_column() -> None:
    assert "line 2, column 3" in refused(b'{"default": 1,\n  x}', LoadStep).sentence


def test_a_key_that_stands_twice_is_refused_with_its_path() -> None:
    no = refused(b'{"variants":{"a":1,"b":2,"a":3}}', LoadStep)

    assert no.sentence == "variants.a stands twice."


@pytest.mark.parametrize("builtins", [{"default": float("nan")}, {"default": {1, 2}}, {"variant": {"a": 1}}])
def test_parsed_values_are_read_as_strictly_as_bytes(builtins: object) -> None:
    with pytest.raises(DocumentNotValid):
        convert(builtins, LoadStep)


def test_parsed_values_that_hold_themselves_are_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)

    with pytest.raises(DocumentNotValid):
        convert(endless, LoadStep)


def test_parsed_values_that_are_valid_become_the_document() -> None:
    assert convert({"default": 2.5}, LoadStep) == LoadStep(default=2.5)


@given(st.binary(max_size=200))
def test_any_bytes_become_a_document_or_a_refusal(body: bytes) -> None:
    got = outcome(body, LoadStep)

    assert isinstance(got, LoadStep) or (isinstance(got, Refusal) and got.sentence and got.remedy)


@given(st.data())
def test_a_damaged_document_becomes_a_document_or_a_refusal_with_a_remedy(data: st.DataObject) -> None:
    body = bytearray(encode(a_version()))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(body) - 1))
        body[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=3))

    got = outcome(bytes(body), RoutineVersion)

    if isinstance(got, Refusal):
        assert got.remedy
    else:
        assert outcome(encode(got), RoutineVersion) == got


USER = b'{"email":"a@example.org","name":"A","timeZone":"UTC",'


@pytest.mark.parametrize(
    "body",
    [
        USER + b",".join(b'"k%d":1' % number for number in range(100_000)) + b',"k0":1}',
        USER + b' "' + b"k" * 2_000_000 + b'":[' + b"1," * 200_000 + b"1]}",
        USER + b'"' + b"k" * 2_000_000 + b'":[' + b"1," * 200_000 + b"9999999999999999999]}",
        b"{" + b",".join(b'"nam%d":1' % number for number in range(300_000)) + b"}",
    ],
    ids=["many keys and one twice", "a long key", "a long key and a long number", "slips without end"],
)
def test_what_is_long_and_wrong_costs_no_more_time_than_its_length(body: bytes) -> None:
    begun = time.process_time()

    refused(body, NewUser)

    assert time.process_time() - begun < 3


def test_a_refusal_of_many_places_stops_counting() -> None:
    body = USER + b",".join(b'"k%d":1' % number for number in range(999)) + b"}"

    no = refused(body, NewUser)

    assert "(and at least 199 more)" in no.sentence
    assert len(no.errors or ()) == 20


def test_a_refusal_is_short_whatever_it_is_about() -> None:
    body = USER + b'"units":"' + b"m" * 100_000 + b'","' + b"x" * 100_000 + b'":1}'

    assert len(encode(refused(body, NewUser).errors)) < 10_000


def kept(levels: int, inner: str = "1") -> bytes:
    """Give the body of a kept part that is so many levels deep in all."""
    return b'{"kind":"workout","content":' + b'{"a":' * (levels - 1) + inner.encode() + b"}" * levels


@pytest.mark.parametrize("inner", ["1", '"]]}} no bracket of the document {{[["'])
def test_what_may_be_anything_is_read_up_to_a_number_of_levels(inner: str) -> None:
    assert read(kept(MOST_LEVELS, inner), NewKeptPart).kind is KeptKind.WORKOUT
    for levels in (MOST_LEVELS + 1, 300, 700):
        with pytest.raises(DocumentNotValid, match="nested too deeply"):
            read(kept(levels, inner), NewKeptPart)

"""MongoDB's Extended JSON."""

import json

import pytest
from hypothesis import given

from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.text.extended_json import NotExtendedJson, to_extended, to_plain
from tests.formats.documents.collections import JSON, taken


@given(value=JSON)
def test_plain_json_survives_the_way_to_canonical_extended_json_and_back(value: object) -> None:
    body = json.dumps({"value": value}, ensure_ascii=False, separators=(",", ":")).encode()
    if b'"$' in body:
        return

    extended = to_extended(body, {}, canonical=True)

    assert json.loads(to_plain(extended).body) == json.loads(body)


@pytest.mark.parametrize(
    "value",
    [
        '{"$oid":"zz"}',
        '{"$date":"yesterday"}',
        '{"$date":{"$numberLong":"99999999999999999999"}}',
        '{"$numberInt":"1.5"}',
        '{"$numberDouble":"NaN"}',
        '{"$numberDecimal":"Infinity"}',
        '{"$numberLong":"' + "9" * 5000 + 'x"}',
    ],
)
def test_a_value_of_mongodbs_own_that_is_none_is_told(value: str) -> None:
    with pytest.raises(NotExtendedJson):
        to_plain(f'{{"value":{value}}}'.encode())


def test_a_long_number_without_end_is_kept_as_it_is_written() -> None:
    digits = "9" * 5000

    plain = to_plain(f'{{"value":{{"$numberLong":"{digits}"}}}}'.encode())

    assert plain.body == f'{{"value":{digits}}}'.encode()
    assert to_extended(plain.body, plain.types, canonical=True) == f'{{"value":{{"$numberLong":"{digits}"}}}}'.encode()


def test_the_numbers_in_a_timestamp_and_in_the_ends_of_all_values_stay_bare() -> None:
    body = b'{"a":{"$timestamp":{"t":1,"i":2}},"k":{"$minKey":1},"n":{"$numberInt":"3"}}'

    plain = to_plain(body)

    assert to_extended(plain.body, plain.types, canonical=True) == body


def test_a_number_of_mongodbs_that_is_larger_than_any_is_told() -> None:
    (found,) = taken(b'{"_id":"a","workoutSnapshot":{"far":{"$numberDecimal":"1E+6144"}}}')

    assert isinstance(found, Reject)
    assert "out of range" in found.reason


def test_what_only_looks_like_a_moment_stays_a_text() -> None:
    assert to_extended(b'{"performedAt":"2025-03-03T30:10:00Z"}', None, canonical=True) == (
        b'{"performedAt":"2025-03-03T30:10:00Z"}'
    )


def test_a_date_of_an_earlier_mongoexport_and_one_with_an_offset_are_moments_too() -> None:
    plain = to_plain(b'{"a":{"$date":1740989400000},"b":{"$date":"2025-03-03T09:10:00.5+01:00"}}')

    assert plain.body == b'{"a":"2025-03-03T08:10:00.000Z","b":"2025-03-03T08:10:00.500Z"}'

"""Collections of session documents: whatever stands in them is read or told, and comes out as it went in."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.imports.foreign_session import understand
from mesocycle.domain.instant import civil_day
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.documents.sessions import SessionDocument, SessionForm, read_sessions, write_sessions
from mesocycle.formats.text.extended_json import NotExtendedJson, is_extended, to_extended, to_plain
from tests.transfer.test_documents import CANONICAL, RELAXED, a_document

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)
NAMES = st.text(min_size=1).filter(lambda name: name not in {"_id", "adjustedFrom"} and not name.startswith("$"))


def _taken(body: bytes) -> list[SessionDocument | Reject]:
    return list(read_sessions(body))


def _back(document: SessionDocument, form: SessionForm) -> bytes:
    read = understand(document.fields, "ann", lambda _: "Europe/Berlin", civil_day, document.types)
    assert not isinstance(read, Reject), read
    to = io.BytesIO()
    write_sessions(to, form, [[(read.session, read.foreign)]])
    return to.getvalue()


@given(
    extra=st.dictionaries(NAMES, JSON, max_size=4),
    plan=JSON,
    log=st.dictionaries(st.text(), JSON),
    gap=st.sampled_from(["", " ", "\t"]),
)
def test_whatever_a_document_holds_beside_comes_out_byte_for_byte(
    extra: dict[str, object], plan: object, log: object, gap: str
) -> None:
    def text(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(f",{gap}", f":{gap}"))

    known = json.loads(a_document())
    fields = {
        json.dumps(name, ensure_ascii=False)[1:-1]: text(value) for name, value in extra.items() if name not in known
    }
    body = a_document(workoutSnapshot=text({"name": "x", "plan": plan}), performanceLog=text(log), **fields).encode()
    if is_extended(body):
        return

    (document,) = _taken(body)

    assert isinstance(document, SessionDocument), document
    assert _back(document, SessionForm.NDJSON) == body + b"\n"


@given(value=JSON)
def test_plain_json_survives_the_way_to_canonical_extended_json_and_back(value: object) -> None:
    body = json.dumps({"value": value}, ensure_ascii=False, separators=(",", ":")).encode()
    if b'"$' in body:
        return

    extended = to_extended(body, {}, canonical=True)

    assert json.loads(to_plain(extended).body) == json.loads(body)


@given(
    start=st.sampled_from([a_document().encode(), CANONICAL.encode(), f"[{RELAXED},{a_document()}]".encode()]),
    cut=st.integers(0, 3000),
    inserted=st.binary(max_size=6),
    dropped=st.integers(0, 40),
)
def test_a_damaged_collection_is_told_and_never_breaks_the_reader(
    start: bytes, cut: int, inserted: bytes, dropped: int
) -> None:
    place = cut % (len(start) + 1)

    for found in _taken(start[:place] + inserted + start[place + dropped :]):
        if isinstance(found, SessionDocument):
            understand(found.fields, "ann", lambda _: "Europe/Berlin", civil_day, found.types)
        else:
            assert found.reason
            assert found.remedy


@given(body=st.binary(max_size=300))
def test_bytes_that_are_no_collection_are_told(body: bytes) -> None:
    for found in _taken(body):
        assert isinstance(found, SessionDocument) or (found.reason and found.remedy)


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 100_000, b'{"a":' + b"[" * 90_000 + b"]" * 90_000 + b"}"],
    ids=["open lists", "open objects", "closed lists"],
)
def test_deep_nesting_is_told(body: bytes) -> None:
    (found,) = _taken(body)

    assert isinstance(found, Reject)


def test_a_document_of_more_levels_than_mongodb_keeps_is_told() -> None:
    deepest, deeper = (
        b'{"_id":' + b"[" * levels + b'"2025-03-03T08:10:00Z"' + b"]" * levels + b"}" for levels in (99, 100)
    )

    found, no = _taken(deepest + b"\n" + deeper)

    assert isinstance(found, SessionDocument)
    assert isinstance(no, Reject)
    assert no.reason == "it is nested too deeply"
    for canonical in (True, False):
        (again,) = _taken(to_extended(deepest, {"date": ("_id" + ".0" * 99,)}, canonical=canonical))
        assert isinstance(again, SessionDocument)
        assert bytes(again.fields["_id"]) == b"[" * 99 + b'"2025-03-03T08:10:00.000Z"' + b"]" * 99


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
    (found,) = _taken(b'{"_id":"a","workoutSnapshot":{"far":{"$numberDecimal":"1E+6144"}}}')

    assert isinstance(found, Reject)
    assert "out of range" in found.reason


def test_what_only_looks_like_a_moment_stays_a_text() -> None:
    assert to_extended(b'{"performedAt":"2025-03-03T30:10:00Z"}', None, canonical=True) == (
        b'{"performedAt":"2025-03-03T30:10:00Z"}'
    )


def test_a_date_of_an_earlier_mongoexport_and_one_with_an_offset_are_moments_too() -> None:
    plain = to_plain(b'{"a":{"$date":1740989400000},"b":{"$date":"2025-03-03T09:10:00.5+01:00"}}')

    assert plain.body == b'{"a":"2025-03-03T08:10:00.000Z","b":"2025-03-03T08:10:00.500Z"}'

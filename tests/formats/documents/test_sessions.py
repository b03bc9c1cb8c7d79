"""Collections of session documents: whatever stands in them is read or told, and comes out as it went in."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.imports.foreign_session import understand
from mesocycle.domain.instant import civil_day
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.documents.sessions import SessionDocument, SessionForm, write_sessions
from mesocycle.formats.text.extended_json import is_extended, to_extended
from tests.formats.documents.collections import JSON, taken
from tests.transfer.test_documents import CANONICAL, RELAXED, a_document

NAMES = st.text(min_size=1).filter(lambda name: name not in {"_id", "adjustedFrom"} and not name.startswith("$"))


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

    (document,) = taken(body)

    assert isinstance(document, SessionDocument), document
    assert _back(document, SessionForm.NDJSON) == body + b"\n"


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

    for found in taken(start[:place] + inserted + start[place + dropped :]):
        if isinstance(found, SessionDocument):
            understand(found.fields, "ann", lambda _: "Europe/Berlin", civil_day, found.types)
        else:
            assert found.reason
            assert found.remedy


@given(body=st.binary(max_size=300))
def test_bytes_that_are_no_collection_are_told(body: bytes) -> None:
    for found in taken(body):
        assert isinstance(found, SessionDocument) or (found.reason and found.remedy)


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 100_000, b'{"a":' + b"[" * 90_000 + b"]" * 90_000 + b"}"],
    ids=["open lists", "open objects", "closed lists"],
)
def test_deep_nesting_is_told(body: bytes) -> None:
    (found,) = taken(body)

    assert isinstance(found, Reject)


def test_a_document_of_more_levels_than_mongodb_keeps_is_told() -> None:
    deepest, deeper = (
        b'{"_id":' + b"[" * levels + b'"2025-03-03T08:10:00Z"' + b"]" * levels + b"}" for levels in (99, 100)
    )

    found, no = taken(deepest + b"\n" + deeper)

    assert isinstance(found, SessionDocument)
    assert isinstance(no, Reject)
    assert no.reason == "it is nested too deeply"
    for canonical in (True, False):
        (again,) = taken(to_extended(deepest, {"date": ("_id" + ".0" * 99,)}, canonical=canonical))
        assert isinstance(again, SessionDocument)
        assert bytes(again.fields["_id"]) == b"[" * 99 + b'"2025-03-03T08:10:00.000Z"' + b"]" * 99

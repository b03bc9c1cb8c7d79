"""Collections of session documents: a JSON array, NDJSON or what mongoexport writes, in and out, byte for byte."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import IO, NamedTuple

import msgspec
from msgspec import Raw

from mesocycle.domain.imports.foreign_session import ForeignFields, given_back
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.reading.storable import is_deep
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.formats.text.extended_json import NotExtendedJson, is_extended, to_extended, to_plain

MOST_BYTES = 8_000_000
"""The longest single document."""

_MEMBERS = msgspec.json.Decoder(dict[str, Raw])
_LIST = msgspec.json.Decoder(list[Raw])


class SessionForm(StrEnum):
    """How a collection is written."""

    JSON = "json"
    NDJSON = "ndjson"
    EXTENDED = "extended-json"
    RELAXED = "relaxed-extended-json"


class SessionDocument(NamedTuple):
    """One document: its line (or its place in an array, from 1), its bytes as they came, and its fields."""

    line: int
    body: bytes
    fields: Mapping[str, Raw]
    types: Mapping[str, tuple[str, ...]]


def read_sessions(body: bytes) -> Iterator[SessionDocument | Reject]:
    """Give the documents of a collection in its order; one that can't be read never stops the rest."""
    body = body.removeprefix(b"\xef\xbb\xbf")
    for line, part in _parts(body):
        yield part if isinstance(part, Reject) else _document(line, part)


def _parts(body: bytes) -> Iterator[tuple[int, bytes | Reject]]:
    if body.lstrip()[:1] != b"[":
        yield from _lines(body)
        return
    try:
        members = _LIST.decode(body)
    except (msgspec.DecodeError, RecursionError) as no:
        yield 1, Reject(1, f"the array is no JSON ({no})", "Export it anew, or give a document per line.")
        return
    for place, raw in enumerate(members, 1):
        yield place, bytes(raw)


def _lines(body: bytes) -> Iterator[tuple[int, bytes | Reject]]:
    """Give a document per line; one that begins with a bare `{` reaches to the line that is a bare `}`."""
    if _is_json(body):
        yield 1, body.strip()
        return
    held: list[bytes] = []
    first = 1
    for number, line in enumerate(body.split(b"\n"), 1):
        if held:
            held.append(line)
            if line.rstrip() == b"}":
                yield first, b"\n".join(held)
                held = []
        elif line.strip() == b"{":
            first, held = number, [line]
        elif line.strip():
            yield number, line.strip()
    if held:
        yield first, b"\n".join(held)


def _is_json(body: bytes) -> bool:
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _document(line: int, body: bytes) -> SessionDocument | Reject:
    if len(body) > MOST_BYTES:
        return Reject(line, f"it is longer than {MOST_BYTES} bytes", "Split what is in it.")
    try:
        body.decode()
        whole = msgspec.json.decode(body)  # raw parts would pass unread
        plain, types = to_plain(body) if is_extended(body) else (body, {})
        if types:
            whole = msgspec.json.decode(plain)  # a number of MongoDB's may be larger than any that is read
        if is_deep(whole):
            raise RecursionError  # noqa: TRY301  # as of one that is not even read
        fields = _MEMBERS.decode(plain)
        names = json.loads(plain, object_pairs_hook=lambda pairs: [key for key, _ in pairs])
    except RecursionError:
        return Reject(line, "it is nested too deeply", "Write it with fewer levels.")
    except NotExtendedJson as no:
        return Reject(line, str(no), "Mend the value in the collection and export it anew with mongoexport.")
    except (msgspec.DecodeError, UnicodeError, ValueError) as no:
        return Reject(line, f"it is no JSON document ({no})", "Write one JSON object, in UTF-8.")
    if len(names) != len(fields):
        return Reject(line, "a field stands twice in it", "Keep one of the two.")
    return SessionDocument(line, body, fields, types)


def write_sessions(
    to: IO[bytes], form: SessionForm, batches: Iterable[Sequence[tuple[WorkoutSession, ForeignFields | None]]]
) -> int:
    """Write sessions in a form, each with all that it came with, and give their number."""
    count = 0
    written = _WRITERS[form]
    for batch in batches:
        for session, foreign in batch:
            if form is SessionForm.JSON:
                to.write(b",\n" if count else b"[\n")
            to.write(written(session, foreign))
            if form is not SessionForm.JSON:
                to.write(b"\n")
            count += 1
    if form is SessionForm.JSON:
        to.write(b"\n]\n" if count else b"[]\n")
    return count


def _plain(session: WorkoutSession, foreign: ForeignFields | None) -> bytes:
    return msgspec.json.encode(given_back(session, foreign))


def _on_one_line(session: WorkoutSession, foreign: ForeignFields | None) -> bytes:
    """Write plain JSON without line breaks: a foreign part may have some between its values."""
    body = _plain(session, foreign)
    return b" ".join(body.splitlines()) if b"\n" in body or b"\r" in body else body


def _extended(*, canonical: bool) -> Callable[[WorkoutSession, ForeignFields | None], bytes]:
    def written(session: WorkoutSession, foreign: ForeignFields | None) -> bytes:
        types = None if foreign is None or not foreign.types else foreign.types
        return to_extended(_plain(session, foreign), types, canonical=canonical)

    return written


_WRITERS: dict[SessionForm, Callable[[WorkoutSession, ForeignFields | None], bytes]] = {
    SessionForm.JSON: _plain,
    SessionForm.NDJSON: _on_one_line,
    SessionForm.EXTENDED: _extended(canonical=True),
    SessionForm.RELAXED: _extended(canonical=False),
}

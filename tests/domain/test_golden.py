"""One golden file per document type: `golden/<name_of_the_type>.json`, or `<name>.<which>.json` for a second one."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

import mesocycle.domain
from mesocycle.domain.document import Document, encode
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reading.strict import read
from mesocycle.domain.session.session import WorkoutSession

_FILES = sorted((Path(__file__).parent / "golden").glob("*.json"))


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


@cache
def _types() -> dict[str, type[Document]]:
    """Give every document of the domain by the name its golden file would have."""
    for module in pkgutil.walk_packages(mesocycle.domain.__path__, "mesocycle.domain."):
        importlib.import_module(module.name)
    found = (each for each in _below(Document) if each.__module__.startswith("mesocycle.domain."))
    return {re.sub(r"(?<!^)(?=[A-Z])", "_", each.__name__).lower(): each for each in found}


def _golden(path: Path) -> tuple[bytes, type[Document]]:
    return path.read_bytes().removesuffix(b"\n"), _types()[path.name.partition(".")[0]]


def _documents(value: object) -> Iterator[Document]:
    """Find a document and all those inside it."""
    if isinstance(value, Document):
        yield value
        for name in value.__struct_fields__:
            yield from _documents(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _documents(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _documents(each)


@cache
def _fields_in_golden_files() -> set[tuple[str, str]]:
    """Collect type and field of everything that says something in a golden file."""
    said: set[tuple[str, str]] = set()
    for path in _FILES:
        body, kind = _golden(path)
        for document in _documents(read(body, kind)):
            for owner in type(document).__mro__:
                said |= {(owner.__name__, ""), *((owner.__name__, name) for name in _said(document))}
    return said


def _said(document: Document) -> list[str]:
    return [name for name in document.__struct_fields__ if getattr(document, name) not in (None, ())]


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_golden_document_comes_out_with_the_bytes_it_came_in_with(path: Path) -> None:
    body, kind = _golden(path)

    assert encode(read(body, kind)) == body


def test_every_document_of_the_domain_stands_in_a_golden_file() -> None:
    missing = {kind.__name__ for kind in _types().values() if (kind.__name__, "") not in _fields_in_golden_files()}

    assert missing == set()


def test_every_field_of_every_document_is_said_in_a_golden_file() -> None:
    unsaid = {
        f"{kind.__name__}.{name}"
        for kind in _types().values()
        for name in vars(kind).get("__annotations__", {})
        if name in kind.__struct_fields__
        if (kind.__name__, name) not in _fields_in_golden_files()
    }

    assert unsaid == set()


def test_wire_names_that_renaming_would_spoil_are_as_the_contract_has_them() -> None:
    body = (Path(__file__).parent / "golden" / "routine_version.json").read_bytes()

    assert b'"percentOf1RM":85' in body
    assert b'"tempo":{"eccentric":3,"eccentric_pause":1.5,"concentric":"X","concentric_pause":0}' in body


def test_a_session_gives_back_a_foreign_snapshot_byte_for_byte() -> None:
    foreign = b'{ "sections":[ ], "sections":[{"type":"unheard-of"}], "a" : 1.0, "b":null, "c":"\\u00e9" }'
    body = (Path(__file__).parent / "golden" / "workout_session.json").read_bytes()
    session = msgspec.structs.replace(read(body, WorkoutSession), workout_snapshot=msgspec.Raw(foreign))

    again = msgspec.json.decode(encode(session), type=WorkoutSession)

    assert bytes(again.workout_snapshot) == foreign


def test_the_snapshot_and_log_inside_a_session_are_documents_themselves() -> None:
    body = (Path(__file__).parent / "golden" / "workout_session.json").read_bytes()
    session = read(body, WorkoutSession)

    snapshot = read(bytes(session.workout_snapshot), WorkoutSnapshot)

    assert encode(snapshot) == bytes(session.workout_snapshot)

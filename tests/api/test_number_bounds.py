"""Every number of every body has a bound, the same on both engines: all number fields of all bodies are walked."""

import copy
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from mesocycle.api.description.examples import EXAMPLES
from mesocycle.api.description.nouns import ROUTES
from mesocycle.domain.document import LARGEST
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client, ClientOf
from tests.api.test_description import BY_ID, World

Place = tuple[str | int, ...]


def _kinds() -> list[type]:
    return sorted({route.takes for route in ROUTES if route.takes is not None}, key=lambda kind: kind.__name__)


def _structs(kind: inspect.Type, seen: set[type]) -> Iterator[inspect.StructType]:
    """Give every document that may stand in a body of a kind."""
    match kind:
        case inspect.StructType() if kind.cls not in seen:
            seen.add(kind.cls)
            yield kind
            for field in kind.fields:
                yield from _structs(field.type, seen)
        case inspect.Metadata():
            yield from _structs(kind.type, seen)
        case inspect.UnionType():
            for each in kind.types:
                yield from _structs(each, seen)
        case inspect.VarTupleType() | inspect.ListType():
            yield from _structs(kind.item_type, seen)
        case inspect.DictType():
            yield from _structs(kind.value_type, seen)


def _is_number(kind: inspect.Type) -> bool:
    match kind:
        case inspect.Metadata():
            return _is_number(kind.type)
        case inspect.UnionType():
            return any(map(_is_number, kind.types))
    return isinstance(kind, inspect.IntType | inspect.FloatType)


def _least(kind: inspect.Type) -> Any:  # noqa: ANN401, PLR0911  # the least JSON that is of a kind
    match kind:
        case inspect.Metadata():
            return _least(kind.type)
        case inspect.StructType():
            tag = {kind.tag_field: kind.tag} if kind.tag_field else {}
            return tag | {field.encode_name: _least(field.type) for field in kind.fields if field.required}
        case inspect.UnionType():
            return _least(next(each for each in kind.types if not isinstance(each, inspect.NoneType)))
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.EnumType():
            return next(iter(kind.cls)).value
        case inspect.BoolType():
            return True
        case inspect.IntType() | inspect.FloatType():
            return 1
        case inspect.VarTupleType() | inspect.ListType():
            return [_least(kind.item_type)] * (kind.min_length or 0)
        case inspect.DictType():
            return {}
    return "text"


@lru_cache(maxsize=1)
def _fields() -> list[tuple[type, str, bytes]]:
    """Give each number field with its document, and that document as JSON with the number left open."""
    seen: set[type] = set()
    found = []
    for kind in _kinds():
        for struct in _structs(inspect.type_info(kind), seen):
            for field in struct.fields:
                if _is_number(field.type):
                    body = _least(struct) | {field.encode_name: "NUMBER"}
                    found.append((struct.cls, field.encode_name, msgspec.json.encode(body)))
    return found


def test_there_are_numbers_to_look_at() -> None:
    assert len(_fields()) > 100


@pytest.mark.parametrize("number", [LARGEST + 1, -LARGEST - 1, 2**53, 1e300, -1e300, 2**64])
def test_no_number_field_of_any_body_takes_what_an_engine_could_not_hold(number: float) -> None:
    taken = []
    for kind, field, body in _fields():
        try:
            read(body.replace(b'"NUMBER"', msgspec.json.encode(number)), kind)
        except DocumentNotValid as no:
            if field not in str((no.errors or ())[0].path):
                taken.append((kind.__name__, field, no.sentence))
        else:
            taken.append((kind.__name__, field, "was taken"))

    assert taken == []


@pytest.mark.parametrize("number", [LARGEST, -LARGEST])
def test_the_reader_leaves_what_both_engines_hold_to_the_rules(number: int) -> None:
    refused = []
    for kind, field, body in _fields():
        try:
            read(body.replace(b'"NUMBER"', msgspec.json.encode(number)), kind)
        except DocumentNotValid as no:
            refused += [(kind, field)] if "too large" in no.sentence else []

    assert refused == []


def _places(value: Any, kind: inspect.Type, place: Place = ()) -> Iterator[Place]:  # noqa: ANN401  # an example's part
    """Give the place of every number, said or not, in the documents that an example holds."""
    match kind:
        case inspect.Metadata():
            yield from _places(value, kind.type, place)
        case inspect.UnionType():
            for each in kind.types:
                if not isinstance(each, inspect.StructType) or value.get(each.tag_field) == each.tag:
                    yield from _places(value, each, place)
        case inspect.StructType() if isinstance(value, dict):
            for field in kind.fields:
                if _is_number(field.type):
                    yield (*place, field.encode_name)
                elif field.encode_name in value:
                    yield from _places(value[field.encode_name], field.type, (*place, field.encode_name))
        case inspect.VarTupleType() | inspect.ListType() if value:
            yield from _places(value[0], kind.item_type, (*place, 0))


def _with(body: Any, place: Place, number: float) -> Any:  # noqa: ANN401  # JSON
    whole = copy.deepcopy(body)
    part = whole
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = number
    return whole


def test_every_number_of_every_example_is_taken_or_refused_on_either_engine(
    db: Database, server: Client, client_of: ClientOf
) -> None:
    world = World(db, server, client_of)
    failed = []

    for name, body in EXAMPLES.items():
        route = BY_ID[name]
        for place in _places(body, inspect.type_info(route.takes)):
            for number in (LARGEST + 1, LARGEST, -LARGEST, 1e-300):
                status = world.send(route, _with(body, place, number)).status_code
                if status >= 500 or (number > LARGEST and status != 422):
                    failed.append((name, place, number, status))
        world.send(route, body)

    assert failed == []

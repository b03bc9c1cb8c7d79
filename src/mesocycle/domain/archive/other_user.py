"""A document of one user as it reads when it is another's: the same person under another id."""

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

import msgspec

from mesocycle.domain.document import Id

T = TypeVar("T")

_PERSONS = frozenset({"user_id", "by", "assigned_by", "added_by", "created_by", "owner_id", "trainer_id", "athlete_id"})


def of_other_user(document: T, before: Id, now: Id) -> T:
    """Name the user by their new id wherever a field names a person, and leave everything else as it is."""
    if before == now:
        return document
    return taken_from(document, {before}, now)


def persons(document: object) -> Iterator[Id]:
    """Give everybody whom a document names."""
    if isinstance(document, tuple):
        for each in document:
            yield from persons(each)
    elif isinstance(document, msgspec.Struct):
        for name in document.__struct_fields__:
            inner = getattr(document, name)
            if name in _PERSONS and isinstance(inner, str):
                yield inner
            else:
                yield from persons(inner)


def taken_from(document: T, others: Collection[Id], now: Id) -> T:
    """Name one person wherever a field names one of several others."""
    changed: T = _changed(document, others, now)
    return changed


def _changed(value: Any, others: Collection[Id], now: Id) -> Any:  # noqa: ANN401  # whatever a field holds
    if isinstance(value, tuple):
        return tuple(_changed(each, others, now) for each in value)
    if not isinstance(value, msgspec.Struct):
        return value
    fields: dict[str, Any] = {}
    for name in value.__struct_fields__:
        inner = getattr(value, name)
        new = now if name in _PERSONS and inner in others else _changed(inner, others, now)
        if new is not inner and new != inner:
            fields[name] = new
    return msgspec.structs.replace(value, **fields) if fields else value

"""A document of one user as it reads when it is another's: the same person under another id."""

from typing import Any, TypeVar

import msgspec

from mesocycle.domain.document import Id

T = TypeVar("T")

_PERSONS = frozenset({"user_id", "by", "assigned_by", "added_by", "created_by", "owner_id", "trainer_id", "athlete_id"})


def handed_over(document: T, before: Id, now: Id) -> T:
    """Name the user by their new id wherever a field names a person, and leave everything else as it is."""
    if before == now:
        return document
    changed: T = _changed(document, before, now)
    return changed


def _changed(value: Any, before: Id, now: Id) -> Any:  # noqa: ANN401  # whatever a field holds
    if isinstance(value, tuple):
        return tuple(_changed(each, before, now) for each in value)
    if not isinstance(value, msgspec.Struct):
        return value
    fields: dict[str, Any] = {}
    for name in value.__struct_fields__:
        inner = getattr(value, name)
        new = now if name in _PERSONS and inner == before else _changed(inner, before, now)
        if new is not inner and new != inner:
            fields[name] = new
    return msgspec.structs.replace(value, **fields) if fields else value

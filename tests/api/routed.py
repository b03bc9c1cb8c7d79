"""The documents that routes take and give, with all that they are made of."""

import enum
import typing
from functools import cache
from typing import Any

import msgspec

from mesocycle.api.description.nouns import ROUTES


def _types_in(hint: Any, found: set[type]) -> None:  # noqa: ANN401  # whatever a type can be
    for part in typing.get_args(hint):
        if not isinstance(part, str | int | bytes):
            _types_in(part, found)
    if isinstance(hint, type) and hint not in found:
        if issubclass(hint, msgspec.Struct):
            found.add(hint)
            for each in msgspec.structs.fields(hint):
                _types_in(each.type, found)
        elif issubclass(hint, enum.Enum):
            found.add(hint)


@cache
def routed_types() -> frozenset[type]:
    """Give every document and every choice of words that a route takes or gives; not what only describes them."""
    found: set[type] = set()
    for route in ROUTES:
        _types_in(route.takes, found)
        _types_in(route.gives, found)
    return frozenset(each for each in found if not each.__module__.startswith("mesocycle.api."))

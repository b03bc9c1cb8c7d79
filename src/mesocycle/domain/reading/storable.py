"""What no plain value may be, wherever it stands in a document: told by the fields' types alone."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from mesocycle.domain.document import LARGEST, Date, Id, Instant, TimeOfDay, is_id
from mesocycle.domain.instant import is_day, is_instant, is_time

Check = Callable[[str], bool]


_CHECKS: Mapping[Meta, Check] = {
    get_args(kind)[1]: check
    for kind, check in ((Id, is_id), (Date, is_day), (Instant, is_instant), (TimeOfDay, is_time))
}


_MOST_BITS = 1000
MOST_LEVELS = 100
"""As deep as MongoDB keeps a document; ours need a dozen."""


def faults(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Give path and text of every id, instant, date or time that can't be one, and of what no database takes.

    Raw parts are passed over.
    """
    if _is_unkeepable(value):
        yield path, _named(value)
    elif isinstance(value, msgspec.Struct):
        checks = _checks(type(value))
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            at = f"{path}.{name}" if path else name
            check = checks.get(name)
            if check is not None and isinstance(inner, str) and not check(inner):
                yield at, inner[:60]
            elif check is not None and isinstance(inner, tuple):
                yield from ((at, each[:60]) for each in inner if isinstance(each, str) and not check(each))
            yield from faults(inner, at)
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from faults(each, f"{path}[{place}]")


def unkeepable(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Give path and text of every value that no database takes: what came from elsewhere may say all else."""
    if _is_unkeepable(value):
        yield path, _named(value)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from unkeepable(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from unkeepable(each, f"{path}[{place}]")


def has_nul(value: object) -> bool:
    """Tell whether JSON, as it is read, holds a text that no database takes."""
    level = [value]
    while level:
        texts = [each for each in level if isinstance(each, str)]
        names = [name for each in level if isinstance(each, dict) for name in each]
        if any("\0" in text for text in (*texts, *names)):
            return True
        parts = (each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list))
        level = [inner for part in parts for inner in part]
    return False


def is_deep(value: object) -> bool:
    """Tell whether JSON, as it is read, is nested deeper than every form that it may be written in can be read."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(MOST_LEVELS):
        parts = (each.values() if isinstance(each, dict) else each for each in level)
        level = [inner for part in parts for inner in part if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _is_unkeepable(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    return isinstance(value, int | float) and not -LARGEST <= value <= LARGEST


def _named(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a number of hundreds of digits"  # one of very many is not even written by Python
    return str(value)[:60]


@lru_cache(maxsize=256)
def _checks(kind: type[msgspec.Struct]) -> dict[str, Check]:
    hints = get_type_hints(kind, include_extras=True)
    return {name: found for name, hint in hints.items() if (found := _check_of(hint)) is not None}


def _check_of(hint: Any) -> Check | None:  # noqa: ANN401  # whatever a field is annotated with
    for meta in getattr(hint, "__metadata__", ()):
        if isinstance(meta, Meta) and meta in _CHECKS:
            return _CHECKS[meta]
    if get_origin(hint) is dict:
        return None
    return next((found for inner in get_args(hint) if (found := _check_of(inner)) is not None), None)

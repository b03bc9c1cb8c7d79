"""The strict reader: bytes from outside become a document, or a refusal that names the path."""

import json
import re
from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec

from mesocycle.domain.document import encode
from mesocycle.domain.misfit import Fault, misfit, nearest, not_known
from mesocycle.domain.refusal import DocumentNotValid, PathMessage

T = TypeVar("T")

MOST_BYTES = 8_000_000
"""The longest body that is looked at; a year of sessions with logs is about a tenth of it."""
MOST_FAULTS = 20
"""How many places one refusal names."""
_LARGEST = 2**53  # beyond it JavaScript, and every double, loses digits
_LONG_NUMBER = re.compile(rb"\d{16}")
TOO_DEEP = Fault("", "is nested too deeply", "Write it with fewer levels; no document needs more than a dozen.")


def read(body: bytes, kind: type[T]) -> T:
    """Read a document strictly: what does not come out again as it went in is refused with its path."""
    if len(body) > MOST_BYTES:
        raise refusal([Fault("", f"is longer than {MOST_BYTES} bytes", "Send it in smaller parts.")])
    if not body.strip():
        raise refusal([Fault("", "is empty", "Send a JSON document.")])
    try:
        return _read(body, kind)
    except RecursionError:
        raise refusal([TOO_DEEP]) from None


def convert(builtins: object, kind: type[T]) -> T:
    """Read already parsed values (from YAML) as strictly as bytes; `kind` says the document's type."""
    try:
        body = json.dumps(builtins, allow_nan=False, ensure_ascii=False).encode()
    except RecursionError:
        raise refusal([TOO_DEEP]) from None
    except (TypeError, ValueError) as no:
        fault = Fault("", "holds something that JSON can't say", f"Write it as text, number or list ({no}).")
        raise refusal([fault]) from None
    return read(body, kind)


def refusal(faults: list[Fault]) -> DocumentNotValid:
    """Make one refusal of all faults; the first one is told in the sentence."""
    first = faults[0]
    where = first.path or "The document"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    whole = not first.message[:1].islower()  # a sentence of its own, from a quantity or the set notation
    return DocumentNotValid(
        f"{where}{more}: {first.message}" if whole else f"{where} {first.message}{more}.",
        first.remedy,
        errors=tuple(PathMessage(path=fault.path, message=fault.message) for fault in faults[:MOST_FAULTS]),
    )


def _read(body: bytes, kind: type[T]) -> T:
    try:
        document: T = _decoder(cast("Hashable", kind)).decode(body)
        given = msgspec.json.decode(body)
    except msgspec.ValidationError as no:
        raise refusal([misfit(str(no), _loose(body), kind)]) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as no:
        raise refusal([_malformed(body, no)]) from None
    faults: list[Fault] = []
    if encode(given) != body:  # not the compact form, so a key may stand twice
        faults.extend(_twice(body))
    back = msgspec.json.decode(encode(document))
    if given != back:
        faults.extend(_lost(document, given, back, ""))
    if b"null" in body:
        faults.extend(_null_parts(document))
    if b"\\u0000" in body or _LONG_NUMBER.search(body):
        faults.extend(_unstorable(given, ""))
    if faults:
        raise refusal(faults)
    return document


@lru_cache(maxsize=64)
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def _loose(body: bytes) -> object:
    """Read for telling where a fault is; a body that is no JSON further on gives nothing to tell."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _malformed(body: bytes, no: msgspec.DecodeError | UnicodeDecodeError) -> Fault:
    """Name line and column where a body stops being JSON."""
    try:
        text = body.decode()
    except UnicodeDecodeError as broken:
        return Fault("", f"is not UTF-8 text (byte {broken.start})", "Save or send it as UTF-8.")
    if text.startswith("\ufeff"):
        return Fault("", "begins with a byte order mark", "Save it as UTF-8 without one.")
    try:
        json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as where:
        place = f"line {where.lineno}, column {where.colno}"
        return Fault("", f"is not JSON: {where.msg.lower()} at {place}", f"Look at {place} and mend it.")
    except ValueError as constant:
        return Fault("", f"is not JSON: {constant}", "Write finite numbers only, or leave the field out.")
    return Fault("", f"is not JSON: {no}", "Write texts as whole characters and numbers that are finite.")


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


class _Repeating(dict[str, Any]):
    """An object in which keys stood twice."""

    keys_twice: tuple[str, ...] = ()


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    twice = _Repeating(plain)
    names = [key for key, _ in pairs]
    twice.keys_twice = tuple(key for key in plain if names.count(key) > 1)
    return twice


def _twice(body: bytes) -> Iterator[Fault]:
    def walk(node: object, path: str) -> Iterator[Fault]:
        if isinstance(node, _Repeating):
            for key in node.keys_twice:
                yield Fault(at(path, key), "stands twice", "Keep one of the two.")
        for step, child in children(node):
            yield from walk(child, at(path, step))

    yield from walk(json.loads(body, object_pairs_hook=_pairs), "")


def at(path: str, step: str | int) -> str:
    """Lengthen a path by a key or an index: `sections[2].name`."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    return f"{path}.{step}" if path else step


def children(node: object) -> list[tuple[str | int, Any]]:
    """Give the keys or indexes of a parsed value with what stands there."""
    if isinstance(node, dict):
        return list(node.items())
    return list(enumerate(node)) if isinstance(node, list) else []


def _unstorable(node: object, path: str) -> Iterator[Fault]:
    """Find what decodes but that no database and no other program would give back."""
    if isinstance(node, str) and "\0" in node:
        yield Fault(path, "holds the character NUL", "Leave that character out.")
    if isinstance(node, int | float) and not -_LARGEST <= node <= _LARGEST:
        yield Fault(path, "is too large a number", f"Write a number up to {_LARGEST}.")
    for step, child in children(node):
        if "\0" in str(step):
            yield Fault(path, "has a key with the character NUL", "Leave that character out.")
        yield from _unstorable(child, at(path, step))


def _null_parts(document: object) -> Iterator[Fault]:
    """Find optional parts that are kept as they came, and came as null."""
    for name, value in _fields(document).items():
        if isinstance(value, msgspec.Raw) and bytes(value).strip() == b"null":
            yield Fault(name, "is null", "Leave it out.")


def _lost(value: object, given: object, back: object, path: str) -> Iterator[Fault]:
    """Name what was given and did not come back."""
    if isinstance(given, dict) and isinstance(back, dict):
        below = _fields(value)
        for key, inner in given.items():
            if key in back:
                yield from _lost(below.get(key), inner, back[key], at(path, key))
            elif key in below and inner is None:
                yield Fault(at(path, key), "is null", "Leave it out.")
            elif key not in below:
                yield not_known(at(path, key), key, nearest(key, below))
            elif msgspec.json.decode(encode(below[key])) != inner:  # else it is the default, never written out
                yield Fault(at(path, key), "can't be kept as written", "Leave it out.")
    elif isinstance(given, list) and isinstance(back, list) and len(given) == len(back):
        values = value if isinstance(value, tuple | list) else [None] * len(given)
        for index, (inner, outer) in enumerate(zip(given, back, strict=True)):
            yield from _lost(values[index], inner, outer, at(path, index))
    elif given != back:
        yield Fault(path, "can't be kept as written", "Write it in the form of the documentation.")


def _fields(value: object) -> dict[str, object]:
    """Give a document's wire names with their values; nothing for what is no document."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, msgspec.Struct):
        return {}
    named = {field.encode_name: getattr(value, field.name) for field in msgspec.structs.fields(value)}
    tag = value.__struct_config__.tag_field
    return {tag: value.__struct_config__.tag, **named} if tag else named

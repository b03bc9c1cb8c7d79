"""The strict reader: bytes from outside become a document, or a refusal that names the path."""

import json
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any, TypeVar, cast

import msgspec

from mesocycle.domain.document import LARGEST, encode
from mesocycle.domain.reading.fault import Fault, fault_of_decoder, nearest, not_known
from mesocycle.domain.reading.storable import MOST_LEVELS, is_deep
from mesocycle.domain.refusal import DocumentNotValid, PathMessage, Phrase

T = TypeVar("T")
Place = tuple["Place", str | int] | None
"""Where a value stands: its holder's place and the step from there; written as a path only where it is told."""

MOST_BYTES = 8_000_000
"""The longest body that is looked at; a year of sessions with logs is about a tenth of it."""
MOST_FAULTS = 20
"""How many places one refusal names."""
_MOST_COUNTED = 200
"""How many are looked for: who sends a million wrong places need not wait for the count."""
_LONGEST_STEP = 100
_LONGEST_TOLD = 1_000
_LARGE_NUMBER = re.compile(rb"[:\[,\s-]\d(?:\d{9}|[\d.]*[eE])")
"""Where a number may stand that is too large; a text that looks so costs a second look, and nothing else."""
_NO_BRACKETS = bytes(each for each in range(256) if each not in b"[]{}")
TOO_DEEP = Fault(
    "", Phrase("too-deep", "is nested too deeply"), "Write it with fewer levels; no document needs more than a dozen."
)


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
    first, *_ = told = [Fault(*(_shortened(text, _LONGEST_TOLD) for text in fault)) for fault in faults[:MOST_FAULTS]]
    where = first.path or "The document"
    least = "at least " if len(faults) >= _MOST_COUNTED else ""
    more = f" (and {least}{len(faults) - 1} more)" if len(faults) > 1 else ""
    whole = not first.message[:1].islower()  # a sentence of its own, from a quantity or the set notation
    no = DocumentNotValid(
        f"{where}{more}: {first.message}" if whole else f"{where} {first.message}{more}.",
        first.remedy,
        errors=tuple(map(path_message, told)),
    )
    no.messages = tuple(fault.message for fault in told)
    return no


def path_message(fault: Fault) -> PathMessage:
    """Give a fault as it goes out."""
    return PathMessage(path=fault.path, message=str(fault.message), remedy=fault.remedy)


def faults_of(no: DocumentNotValid) -> list[Fault]:
    """Give the faults that were refused, with their data."""
    errors = no.errors or ()
    messages = no.messages or tuple(each.message for each in errors)
    return [Fault(each.path, message, each.remedy or no.remedy) for each, message in zip(errors, messages, strict=True)]


def refuse_faults(faults: Iterable[Fault]) -> None:
    """Refuse where there is any fault, naming every place."""
    if found := list(faults):
        raise refusal(found)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _read(body: bytes, kind: type[T]) -> T:
    try:
        document: T = _decoder(cast("Hashable", kind)).decode(body)
        given = msgspec.json.decode(body)
    except msgspec.ValidationError as no:
        raise refusal([fault_of_decoder(str(no), _loose(body), kind)]) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as no:
        raise refusal([_malformed(body, no)]) from None
    if _seems_deep(body) and is_deep(given):
        raise refusal([TOO_DEEP])
    faults: list[Iterator[Fault]] = []
    if encode(given) != body:  # not the compact form, so a key may stand twice
        faults.append(_twice(body))
    back = msgspec.json.decode(encode(document))
    if given != back:
        faults.append(_lost(document, given, back, None))
    if b"null" in body:
        faults.append(_null_parts(document))
    if b"\\u0000" in body or _LARGE_NUMBER.search(body):
        faults.append(_unstorable(given))
    refuse_faults(islice(chain.from_iterable(faults), _MOST_COUNTED))
    return document


def _seems_deep(body: bytes) -> bool:
    """Take away innermost pairs of brackets, once a level; a text with brackets in it costs a closer look."""
    left = body.translate(None, _NO_BRACKETS)
    for _ in range(MOST_LEVELS):
        if not left:
            return False
        left = left.replace(b"[]", b"").replace(b"{}", b"")
    return bool(left)


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


def _twice(body: bytes) -> Iterator[Fault]:
    repeating = False

    def joined(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeating
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        repeating = True
        twice = _Repeating(plain)
        counts = Counter(key for key, _ in pairs)
        twice.keys_twice = tuple(key for key in plain if counts[key] > 1)
        return twice

    whole = json.loads(body, object_pairs_hook=joined)
    for place, node in _parts(whole) if repeating else ():
        if isinstance(node, _Repeating):
            for key in node.keys_twice:
                yield Fault(_path((place, key)), Phrase("twice", "stands twice"), "Keep one of the two.")


def at(path: str, step: str | int) -> str:
    """Lengthen a path by a key or an index: `sections[2].name`."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    return f"{path}.{step}" if path else step


def _path(place: Place) -> str:
    steps: list[str | int] = []
    while place is not None:
        place, step = place
        steps.append(step)
    path = ""
    for step in reversed(steps):
        path = at(path, _shortened(step, _LONGEST_STEP) if isinstance(step, str) else step)
    return path


def _children(node: object) -> Iterator[tuple[str | int, Any]]:
    """Give the keys or indexes of a parsed value with what stands there."""
    if isinstance(node, dict):
        return iter(node.items())
    return iter(enumerate(node)) if isinstance(node, list) else iter(())


def _parts(whole: object) -> Iterator[tuple[Place, object]]:
    """Give a parsed value and all that is in it, in its order; not by recursion, which pays for depth at every leaf."""
    yield None, whole
    holders: list[tuple[Place, Iterator[tuple[str | int, Any]]]] = [(None, _children(whole))]
    while holders:
        above, children = holders[-1]
        for step, child in children:
            place = (above, step)
            yield place, child
            if isinstance(child, dict | list):
                holders.append((place, _children(child)))
                break
        else:
            holders.pop()


def _unstorable(whole: object) -> Iterator[Fault]:
    """Find what decodes but that no database and no other program would give back."""
    for place, node in _parts(whole):
        if isinstance(node, str) and "\0" in node:
            yield Fault(_path(place), Phrase("nul", "holds the character NUL"), "Leave that character out.")
        if isinstance(node, int | float) and not -LARGEST <= node <= LARGEST:
            yield Fault(_path(place), Phrase("too-large", "is too large a number"), f"Write a number up to {LARGEST}.")
        if place is not None and "\0" in str(place[1]):
            yield Fault(_path(place), "has a key with the character NUL", "Leave that character out.")


def _null_parts(document: object) -> Iterator[Fault]:
    """Find optional parts that are kept as they came, and came as null."""
    for name, value in _fields(document).items():
        if isinstance(value, msgspec.Raw) and bytes(value).strip() == b"null":
            yield Fault(name, Phrase("null", "is null"), "Leave it out.")


def _lost(value: object, given: object, back: object, place: Place) -> Iterator[Fault]:
    """Name what was given and did not come back."""
    if isinstance(given, dict) and isinstance(back, dict):
        below = _fields(value)
        for key, inner in given.items():
            here = (place, key)
            if key in back:
                yield from _lost(below.get(key), inner, back[key], here)
            elif key in below and inner is None:
                yield Fault(_path(here), Phrase("null", "is null"), "Leave it out.")
            elif key not in below:
                yield not_known(_path(here), key, nearest(key, below), said=inner is not None)
            elif msgspec.json.decode(encode(below[key])) != inner:  # else it is the default, never written out
                yield Fault(_path(here), Phrase("not-kept", "can't be kept as written"), "Leave it out.")
    elif isinstance(given, list) and isinstance(back, list) and len(given) == len(back):
        values = value if isinstance(value, tuple | list) else [None] * len(given)
        for index, (inner, outer) in enumerate(zip(given, back, strict=True)):
            yield from _lost(values[index], inner, outer, (place, index))
    elif given != back:
        yield Fault(
            _path(place), Phrase("not-kept", "can't be kept as written"), "Write it in the form of the documentation."
        )


def _fields(value: object) -> dict[str, object]:
    """Give a document's wire names with their values; nothing for what is no document."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, msgspec.Struct):
        return {}
    named = {field.encode_name: getattr(value, field.name) for field in msgspec.structs.fields(value)}
    tag = value.__struct_config__.tag_field
    return {tag: value.__struct_config__.tag, **named} if tag else named

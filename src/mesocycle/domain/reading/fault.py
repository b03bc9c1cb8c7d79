"""What the decoder says, put into the words of the wire: a path, what is wrong there, what to do."""

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from msgspec import inspect

from mesocycle.domain.refusal import Phrase

_PLACE = re.compile(r"(?s)(?P<what>.*?)(?: - at `(?:key` in `)?\$(?P<path>.*)`)?")
_STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<index>\d+)\]")
_EXPECTED = re.compile(r"Expected `(?P<expected>[^`]+)`, got `(?P<got>[^`]+)`.*")
_BOUND = re.compile(r"Expected `(?:int|float)` (?P<sign>[<>])= (?P<bound>\S+)")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]+)`")
_CHOICE = re.compile(r"Invalid (?:enum )?value (?P<value>.+)")
_MOST_SLIPS = 50
"""In how many unknown names a missing one is looked for: each look compares it with all known ones."""
_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


class Fault(NamedTuple):
    """One thing wrong with an input: where, what (after the path, as a sentence goes on), what to do."""

    path: str
    message: str
    remedy: str


def fault_of_decoder(told: str, given: object, kind: object) -> Fault:
    """Turn what the decoder told of a value into a fault; `given` is the whole input, parsed loosely."""
    match = _PLACE.fullmatch(told)
    what, place = (match["what"], match["path"] or "") if match else (told, "")
    steps = [int(m["index"]) if m["index"] else m["key"] for m in _STEP.finditer(place)]
    path = re.sub(r"\[\.\.\.\].*", "", place).removeprefix(".")
    if missing := _MISSING.fullmatch(what):
        return _missing(path, missing["name"], _node(given, steps), _type_at(kind, given, steps))
    if expected := _EXPECTED.fullmatch(what):
        return _wrong_type(path, expected["expected"], expected["got"], _known_at(kind, given, steps))
    if choice := _CHOICE.fullmatch(what):
        allowed = _allowed(kind, given, steps)
        return Fault(
            path,
            Phrase("no-choice", "can't be {value}", value=choice["value"], allowed=", ".join(allowed)),
            _one_of(choice["value"].strip("'"), allowed),
        )
    if bound := _BOUND.fullmatch(what):
        above = bound["sign"] == "<"
        too, most = ("more than", "at most") if above else ("less than", "at least")
        message = Phrase("too-much" if above else "too-little", "is {too} {bound}", too=too, bound=bound["bound"])
        return Fault(path, message, f"Write {most} {bound['bound']}.")
    if "out of range" in what:
        return Fault(path, Phrase("too-large", "is too large a number"), "Write a smaller number.")
    plain = f"{what[:1].lower()}{what[1:]}"
    return Fault(path, f"is not valid: {plain}", "Write it in the form of the documentation.")


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Give the known names that look like the name, best first, at most three."""
    by_lower = {each.lower(): each for each in known}
    close = difflib.get_close_matches(name.lower()[:100], by_lower, n=3, cutoff=0.6)
    return [by_lower[each] for each in close]


def not_known(path: str, name: str, near: list[str], *, said: bool = True) -> Fault:
    """Say that a field is not known at its place, with the nearest names; without a value it may be half a text."""
    if not said and " " in name:
        remedy = "Leave it out; or, as the end of a text with a comma, put that text in quotation marks."
        return Fault(path, Phrase("not-known-text", "is not a known field"), remedy)
    if not near:
        return Fault(path, Phrase("not-known", "is not a known field", name=name), f"Leave `{name}` out.")
    *others, last = (f"`{each}`" for each in near)
    meant = f"{', '.join(others)} or {last}" if others else last
    return Fault(
        path,
        Phrase("not-known-near", "is not a known field (did you mean {meant}?)", meant=meant),
        f"Write {meant}, or leave it out.",
    )


def _missing(path: str, name: str, node: object, known: inspect.Type | None) -> Fault:
    """Name a missing field, and the unknown one beside it that was perhaps meant."""
    where = f"{path}.{name}" if path else name
    names = _names(known)
    slips = (key for key in node if key not in names) if isinstance(node, dict) and names else ()
    meant = next((key for key in islice(slips, _MOST_SLIPS) if name in nearest(key, names)), None)
    if meant is not None:
        message = Phrase("missing-slip", "is missing; `{meant}` is not known there", name=name, meant=meant)
        return Fault(where, message, f"Write `{name}` instead of `{meant}`.")
    field = _below(known, name)
    values = ", ".join(sorted(_values(field))) if field is not None else ""
    message = Phrase("missing-one-of" if values else "missing", "is missing", name=name, values=values)
    return Fault(where, message, f"Add `{name}`, one of {values}." if values else f"Add `{name}`.")


def _wrong_type(path: str, expected: str, got: str, known: inspect.Type | None) -> Fault:
    kinds = [each.strip() for each in expected.split("|")]
    wanted = [_WORDS.get(each, each) for each in kinds if each != "null"]
    if "float" in kinds and "int" in kinds:
        wanted.remove(_WORDS["int"])
    right = " or ".join(wanted) or "null"
    remedy = _how_to_write(known, right)
    if got == "str" and {"int", "float"} & set(kinds) and remedy == f"Write {right}.":
        remedy = f"Write {right}, without quotes and without a unit."
    told = {"got": _WORDS.get(got, got), "right": right}
    named = {"got_kind": got, "kinds": tuple(each for each in kinds if each != "null" and _WORDS.get(each) in wanted)}
    return Fault(path, Phrase("wrong-type", "is {got}, but must be {right}", **told, **named), remedy)


def _how_to_write(known: inspect.Type | None, right: str) -> str:
    """Say what belongs somewhere: what the type tells of itself, an example of a list, an object's fields."""
    if known is None:
        return f"Write {right}."
    if described := " or ".join(dict.fromkeys(_descriptions(known))):
        return f"Write {described}."
    for each in _options(known):
        if isinstance(each, inspect.VarTupleType | inspect.ListType):
            inside = next(_options(each.item_type))
            example = {inspect.IntType: ", like [1, 2]", inspect.StrType: ", like [one, another]"}
            return f"Write {right}{example.get(type(inside), ', one entry for each')}."
        if isinstance(each, inspect.StructType):
            names = [f"`{name}`" for name in _names(each) if name != "_id"]
            return f"Write {right} with fields like {', '.join(names[:3])}."
    return f"Write {right}."


def _descriptions(known: inspect.Type) -> Iterator[str]:
    if isinstance(known, inspect.UnionType):
        for each in known.types:
            yield from _descriptions(each)
    elif isinstance(known, inspect.Metadata) and known.extra_json_schema:
        yield from (str(known.extra_json_schema[key]) for key in ("description",) if key in known.extra_json_schema)


def _one_of(value: str, allowed: list[str]) -> str:
    near = nearest(value, allowed)
    meant = f"Did you mean `{near[0]}`? " if near else ""
    return meant + (f"Write one of {', '.join(allowed)}." if allowed else "Write a value of the documentation.")


def _node(given: object, steps: list[str | int]) -> object:
    for step in steps:
        if isinstance(given, dict) and isinstance(step, str):
            given = given.get(step)
        elif isinstance(given, list) and isinstance(step, int) and step < len(given):
            given = given[step]
        else:
            return None
    return given


@lru_cache(maxsize=64)
def _type_of(kind: object) -> inspect.Type:
    return inspect.type_info(kind)


def _options(known: inspect.Type) -> Iterator[inspect.Type]:
    """Unfold unions and annotations to the plain types beneath."""
    if isinstance(known, inspect.Metadata):
        yield from _options(known.type)
    elif isinstance(known, inspect.UnionType):
        for each in known.types:
            yield from _options(each)
    else:
        yield known


def _fitting(known: inspect.Type, given: object) -> inspect.Type | None:
    """Choose the struct of a tagged union that the given object says it is."""
    options = list(_options(known))
    structs = [each for each in options if isinstance(each, inspect.StructType)]
    if isinstance(given, dict) and structs:
        tagged = [each for each in structs if each.tag_field and given.get(each.tag_field) == each.tag]
        return tagged[0] if tagged else structs[0] if len(structs) == 1 else None
    lists = inspect.VarTupleType | inspect.ListType
    return next((each for each in options if isinstance(each, lists | inspect.DictType)), None)


def _below(known: inspect.Type | None, step: str | int) -> inspect.Type | None:
    if isinstance(known, inspect.StructType):
        return next((each.type for each in known.fields if each.encode_name == step), None)
    if isinstance(known, inspect.VarTupleType | inspect.ListType):
        return known.item_type
    return known.value_type if isinstance(known, inspect.DictType) else None


def _type_at(kind: object, given: object, steps: list[str | int]) -> inspect.Type | None:
    known = _known_at(kind, given, steps)
    return _fitting(known, _node(given, steps)) or known if known is not None else None


def _known_at(kind: object, given: object, steps: list[str | int]) -> inspect.Type | None:
    """Find what may stand at a place, a union still whole."""
    known: inspect.Type | None = _type_of(kind)
    for depth, step in enumerate(steps):
        if known is None:
            return None
        known = _below(_fitting(known, _node(given, steps[:depth])), step)
    return known


def _names(known: inspect.Type | None) -> list[str]:
    if not isinstance(known, inspect.StructType):
        return []
    return [*([known.tag_field] if known.tag_field else []), *(each.encode_name for each in known.fields)]


def _allowed(kind: object, given: object, steps: list[str | int]) -> list[str]:
    """List the values a choice may take: a union's tags, a literal's or an enum's values."""
    holder = _type_of(kind)
    for depth, step in enumerate(steps[:-1]):
        inner = _below(_fitting(holder, _node(given, steps[:depth])), step)
        if inner is None:
            return []
        holder = inner
    structs = [each for each in _options(holder) if isinstance(each, inspect.StructType)]
    tags = [str(each.tag) for each in structs if steps and each.tag_field == steps[-1]]
    leaf = _type_at(kind, given, steps)
    return tags or (sorted(_values(leaf)) if leaf else [])


def _values(leaf: inspect.Type) -> Iterator[str]:
    for each in _options(leaf):
        if isinstance(each, inspect.LiteralType):
            yield from map(str, each.values)
        elif isinstance(each, inspect.EnumType):
            yield from (str(member.value) for member in each.cls)

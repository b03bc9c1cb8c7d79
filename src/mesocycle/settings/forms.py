"""How settings are written and shown: for refusals, for people who ask, for the reference page."""

import re
from collections.abc import Iterator

from msgspec import inspect

from mesocycle.settings import FIELDS, ServerSettings

_PASSWORD = re.compile(r"(?P<before>//[^/@:]*:).*(?=@)|(?P<named>[?&]password=)[^&]*")
_HIDDEN = "***"


def written_form(name: str) -> str:
    """Say how a setting is written, as a sentence goes on after "Write"."""
    told = _told(name, "form")
    if told:
        return told
    *others, last = _forms(inspect.type_info(FIELDS[name].type))
    return f"{', '.join(others)} or {last}" if others else last


def meaning_of(name: str) -> str:
    """Say what a setting does."""
    for schema in _parts(name):
        if isinstance(schema, inspect.Metadata) and schema.extra_json_schema:
            return str(schema.extra_json_schema["description"])
    raise AssertionError(f"{name} has no meaning beside it")


def default_of(name: str) -> str:
    """Say what holds where a setting is not given, the same on every machine."""
    return _told(name, "unset") or shown(name, FIELDS[name].default)


def shown(name: str, value: object) -> str:
    """Write a setting's value for people; secrets are hidden."""
    if name == "database_url":
        return _PASSWORD.sub(lambda m: f"{m['before'] or m['named']}{_HIDDEN}", str(value))
    if value is None:
        return "not set"
    if name == "metrics_token":
        return _HIDDEN
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def in_force(settings: ServerSettings, name: str) -> str:
    """Write what holds for a setting: what was given, else what follows from the others."""
    derived = {"public_url": settings.address, "secure_cookies": settings.cookies_are_secure}
    return shown(name, derived.get(name, getattr(settings, name)))


def _parts(name: str) -> Iterator[inspect.Type]:
    whole = inspect.type_info(FIELDS[name].type)
    yield from whole.types if isinstance(whole, inspect.UnionType) else (whole,)


def _told(name: str, what: str) -> str | None:
    for part in _parts(name):
        if isinstance(part, inspect.Metadata) and part.extra and part.extra[what]:
            return str(part.extra[what])
    return None


def _forms(kind: inspect.Type) -> Iterator[str]:
    match kind:
        case inspect.Metadata(type=inner):
            yield from _forms(inner)
        case inspect.UnionType(types=types):
            for each in types:
                yield from _forms(each)
        case inspect.LiteralType(values=values):
            yield from map(str, values)
        case inspect.BoolType():
            yield "true"
            yield "false"
        case inspect.IntType(ge=low, le=high):
            yield f"a whole number {_between(low, high)}"
        case inspect.FloatType(ge=low, le=high):
            yield f"a number {_between(low, high)}"
        case inspect.StrType():
            yield "text"


def _between(low: float | None, high: float | None) -> str:
    return f"from {low} on" if high is None else f"from {low} to {high}"

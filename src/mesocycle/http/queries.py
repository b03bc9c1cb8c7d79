"""What stands behind the `?` of an address: read as strictly as a body."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, TypeVar

import msgspec
from msgspec import Meta
from msgspec.inspect import BoolType, IntType, Metadata, StrType, StructType, UnionType, VarTupleType, type_info

from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.reading.fault import Fault, fault_of_decoder
from mesocycle.domain.reading.strict import refusal

MOST_ITEMS = 500


class Query(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Nothing behind the `?`."""


class OfUser(Query, frozen=True, kw_only=True):
    """Whose it is."""

    user_id: Annotated[Id | None, Meta(description="Whose it is; absent: the caller's own.")] = None


class Page(Query, frozen=True, kw_only=True):
    """A page of a list."""

    limit: Annotated[int, Meta(ge=1, le=MOST_ITEMS, description="How many at most.")] = 100
    after: Annotated[str | None, Meta(description="`next` of the page before.")] = None


class PageOfUser(Page, frozen=True, kw_only=True):
    """A page of a list of one user's."""

    user_id: Annotated[Id | None, Meta(description="Whose it is; absent: the caller's own.")] = None


Q = TypeVar("Q", bound=Query)


def read_query(pairs: list[tuple[str, str]], kind: type[Q], *, pass_over_unknown: bool = False) -> Q:
    """Make a query of names and values; unknown names, repeated ones and wrong values are refused."""
    nothing: Q | None = None if pairs else _nothing_of(kind)
    if nothing is not None:
        return nothing
    fields = _fields(kind)
    given, faults = _given([pair for pair in pairs if pair[0] in fields or not pass_over_unknown], fields)
    for name, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            faults += fields[name].faults(name, each)
    if faults:
        raise refusal(faults)
    missing = [name for name, field in fields.items() if field.required and name not in given]
    if missing:
        raise refusal([Fault(name, "is missing", "Say it behind the ? of the address.") for name in missing])
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as no:
        fault = fault_of_decoder(str(no), given, kind)
        raise refusal([fault._replace(path=fault.path.partition("[")[0])]) from None  # `a,b` has no numbered places


def _given(pairs: list[tuple[str, str]], fields: Mapping[str, "_Field"]) -> tuple[dict[str, Any], list[Fault]]:
    """Give what is said of each field, and what is wrong with how it is said."""
    given: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, value in pairs:
        if name not in fields:
            faults.append(Fault(name, "is not known here", f"Known are {', '.join(fields) or 'none'}."))
        elif fields[name].many:
            given.setdefault(name, []).extend(value.split(","))
        elif name in given:
            faults.append(Fault(name, "stands twice", "Keep one of the two."))
        else:
            given[name] = value
    return given, faults


@lru_cache(maxsize=256)
def _nothing_of(kind: type[Query]) -> Any:  # noqa: ANN401  # of the kind, which the cache does not know
    """Give the query of an address without a `?`; None where something must be said."""
    return None if any(field.required for field in _fields(kind).values()) else msgspec.convert({}, kind)


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    message: str
    remedy: str


def _pattern(kind: Any) -> str:  # noqa: ANN401  # an annotated type
    info = type_info(kind)
    assert isinstance(info, Metadata)  # noqa: S101  # the patterned plain values are annotated
    return str((info.extra_json_schema or {})["pattern"])


_DAY = _pattern(Date)
_TOLD = {
    _pattern(Id): ("is no id", "An id has 1 to 64 letters, digits and . _ : - in it."),
    _DAY: ("is no day", "Write it like 2026-11-22."),
    _pattern(Instant): ("is no instant", "Write it in UTC with milliseconds, like 2026-11-22T18:30:00.000Z."),
}
_NUMBER = _Form(re.compile("-?[0-9]{1,30}"), "is no whole number", "Write digits and nothing else, like 100.")
_TRUTH = _Form(re.compile("true|false"), "is neither true nor false", "Write true or false, or leave it out.")


class _Field(msgspec.Struct, frozen=True):
    many: bool
    form: _Form | None
    is_text: bool
    required: bool

    def faults(self, name: str, value: str) -> list[Fault]:
        """Say what of a value no database could look up."""
        if "\0" in value or "\ufffd" in value or not value.isprintable():
            return [Fault(name, "holds a character that can't be read", "Leave that character out.")]
        if self.form is not None and not self.form.pattern.fullmatch(value):
            return [Fault(name, self.form.message, self.form.remedy)]
        if not self.is_text and value.lower() == "null":  # what msgspec would read as absent
            return [Fault(name, "is null", "Leave it out.")]
        if self.form is not None and self.form.pattern.pattern == _DAY and not _is_day(value):
            return [Fault(name, "is no day of the calendar", "Write a day that exists, as 2026-11-22.")]
        return []


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text) is not None
    except ValueError:
        return False


@lru_cache(maxsize=128)
def _fields(kind: type[Query]) -> Mapping[str, _Field]:
    info = type_info(kind)
    assert isinstance(info, StructType)  # noqa: S101  # a Query is a struct
    return {field.encode_name: _field(field.type, required=field.required) for field in info.fields}


def _field(info: Any, *, required: bool) -> _Field:  # noqa: ANN401  # msgspec has a class per kind of type
    many, is_text = False, False
    form: _Form | None = None
    todo = [info]
    while todo:
        at = todo.pop()
        if isinstance(at, Metadata):
            form = form or _form((at.extra_json_schema or {}).get("pattern"))
            todo.append(at.type)
        elif isinstance(at, UnionType):
            todo += at.types
        elif isinstance(at, VarTupleType):
            many = True
            todo.append(at.item_type)
        elif isinstance(at, StrType):
            is_text, form = True, form or _form(at.pattern)
        elif isinstance(at, IntType | BoolType):
            form = _NUMBER if isinstance(at, IntType) else _TRUTH
    return _Field(many, form, is_text, required)


def _form(pattern: str | None) -> _Form | None:
    if pattern is None:
        return None
    told = _TOLD.get(pattern, (f"is not of the form {pattern}", "Write it in that form."))
    return _Form(re.compile(pattern), *told)

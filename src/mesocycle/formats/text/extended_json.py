"""MongoDB Extended JSON, canonical and relaxed: to plain JSON and, where it came from there, back with every type."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

_MARK = re.compile(rb'\{\s*"\$(?:oid|date|number(?:Int|Long|Double|Decimal))"\s*:')
_OID = re.compile(r"[0-9a-fA-F]{24}")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INT32 = range(-(2**31), 2**31)


class NotExtendedJson(ValueError):
    """A value of one of MongoDB's types is not written as it must be."""


class _Digits(str):
    """A number as it is written."""

    __slots__ = ()


class _Members(list[tuple[str, Any]]):
    """An object with its members in order, those that stand twice too."""


class Plain(NamedTuple):
    """A document as plain JSON, and by type the paths of the values that were of one of MongoDB's own."""

    body: bytes
    types: dict[str, tuple[str, ...]]


def is_extended(body: bytes) -> bool:
    """Tell whether a document holds any of the types that can be told in plain JSON."""
    return _MARK.search(body) is not None


def to_plain(body: bytes) -> Plain:
    """Write ids as texts, dates as instants and numbers as numbers; what plain JSON has no words for stays."""
    types: dict[str, list[str]] = {}
    plain = _plain(_parsed(body), "", types)
    return Plain(_written(plain), {name: tuple(paths) for name, paths in types.items()})


def to_extended(body: bytes, types: Mapping[str, tuple[str, ...]] | None, *, canonical: bool) -> bytes:
    """Write plain JSON as Extended JSON: values at the paths of `types` as those, or, without any, as they look.

    What looks like an id or an instant becomes one where its field's name ends in `Id` or `At`.
    """
    named = None if types is None else {path: name for name, paths in types.items() for path in paths}
    return _written(_Extending(named, canonical=canonical).extended(_parsed(body), ""))


def _parsed(body: bytes) -> Any:  # noqa: ANN401  # any JSON
    return json.loads(
        body, object_pairs_hook=_Members, parse_int=_Digits, parse_float=_Digits, parse_constant=_no_constant
    )


def _no_constant(name: str) -> None:
    raise NotExtendedJson(f"{name} is no number that JSON can write")


def _at(path: str, step: str | int) -> str:
    return f"{path}.{step}" if path else str(step)


def _plain(value: Any, path: str, types: dict[str, list[str]]) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(value, _Members):
        if len(value) == 1 and (read := _TYPES.get(value[0][0])) is not None:
            name, made = read(value[0][1])
            types.setdefault(name, []).append(path)
            return made
        return _Members((key, _plain(inner, _at(path, key), types)) for key, inner in value)
    if isinstance(value, list):
        return [_plain(inner, _at(path, place), types) for place, inner in enumerate(value)]
    return value


def _oid(said: object) -> tuple[str, Any]:
    if not isinstance(said, str) or not _OID.fullmatch(said):
        raise NotExtendedJson("$oid is not 24 hex digits")
    return "oid", said


def _date(said: object) -> tuple[str, Any]:
    try:
        if isinstance(said, _Members) and len(said) == 1 and said[0][0] == "$numberLong":
            found = _EPOCH + timedelta(milliseconds=int(said[0][1]))
        elif isinstance(said, _Digits):  # as versions of mongoexport before Extended JSON 2 wrote it
            found = _EPOCH + timedelta(milliseconds=int(said))
        elif isinstance(said, str):
            found = datetime.fromisoformat(said)
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
        else:
            raise NotExtendedJson("$date is neither a text nor a $numberLong")
        utc = found.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, TypeError) as no:
        raise NotExtendedJson("$date is no moment") from no
    return "date", f"{utc.isoformat(timespec='milliseconds')}Z"


def _number(name: str, form: re.Pattern[str]) -> Callable[[object], tuple[str, Any]]:
    def read(said: object) -> tuple[str, Any]:
        if not isinstance(said, str) or not form.fullmatch(said):
            raise NotExtendedJson(f"${name} is no number that JSON can write")
        return name, _Digits(said)

    return read


_TYPES: dict[str, Callable[[Any], tuple[str, Any]]] = {
    "$oid": _oid,
    "$date": _date,
    "$numberInt": _number("numberInt", _INTEGER),
    "$numberLong": _number("numberLong", _INTEGER),
    "$numberDouble": _number("numberDouble", _NUMBER),
    "$numberDecimal": _number("numberDecimal", _NUMBER),
}


_AS_THEY_ARE = frozenset({"$timestamp", "$minKey", "$maxKey"})
"""Types of MongoDB whose numbers are bare, in canonical form too."""


class _Extending:
    """Writing plain values as those of MongoDB."""

    def __init__(self, named: Mapping[str, str] | None, *, canonical: bool) -> None:
        self._named = named
        self._canonical = canonical

    def extended(self, value: Any, path: str, key: str = "") -> Any:  # noqa: ANN401  # any JSON
        if isinstance(value, _Members):
            if len(value) == 1 and value[0][0] in _AS_THEY_ARE:
                return value
            return _Members((name, self.extended(inner, _at(path, name), name)) for name, inner in value)
        if isinstance(value, list):
            return [self.extended(inner, _at(path, place), key) for place, inner in enumerate(value)]
        if isinstance(value, _Digits):
            return self._number(value, path)
        if isinstance(value, str):
            return self._text(value, path, key)
        return value

    def _text(self, value: str, path: str, key: str) -> object:
        if self._named is None:
            kind = "oid" if key.endswith(("Id", "_id")) else "date" if key.endswith("At") else None
        else:
            kind = self._named.get(path)
        if kind == "oid" and _OID.fullmatch(value):
            return _Members([("$oid", value)])
        if kind == "date" and (at := _instant(value)) is not None:
            return _Members([("$date", self._moment(at))])
        return value

    def _moment(self, at: datetime) -> object:
        if self._canonical or at < _EPOCH:
            milliseconds = (at - _EPOCH) // timedelta(milliseconds=1)
            return _Members([("$numberLong", str(milliseconds))])
        text = at.replace(tzinfo=None).isoformat(timespec="milliseconds" if at.microsecond else "seconds")
        return f"{text}Z"

    def _number(self, value: _Digits, path: str) -> object:
        kind = (self._named or {}).get(path)
        whole = _INTEGER.fullmatch(value) is not None
        if kind == "numberDecimal" or self._canonical:
            if kind is None or (kind in {"numberInt", "numberLong"} and not whole):
                kind = "numberDouble" if not whole else "numberInt" if _is_int32(value) else "numberLong"
            return _Members([(f"${kind}", str(value))])
        return value


def _instant(text: str) -> datetime | None:
    """Read a moment that MongoDB could hold; None where it only looks like one, as of an hour 30."""
    if not _INSTANT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_int32(digits: str) -> bool:
    return len(digits) <= 11 and int(digits) in _INT32


def _written(value: Any) -> bytes:  # noqa: ANN401  # any JSON
    parts: list[str] = []
    _write(value, parts)
    return "".join(parts).encode()


def _write(value: Any, parts: list[str]) -> None:  # noqa: ANN401  # any JSON
    if isinstance(value, _Digits):
        parts.append(str(value))
    elif isinstance(value, _Members):
        parts.append("{")
        for place, (key, inner) in enumerate(value):
            parts.append(f"{',' if place else ''}{json.dumps(key, ensure_ascii=False)}:")
            _write(inner, parts)
        parts.append("}")
    elif isinstance(value, list):
        parts.append("[")
        for place, inner in enumerate(value):
            parts.append("," if place else "")
            _write(inner, parts)
        parts.append("]")
    else:
        parts.append(json.dumps(value, ensure_ascii=False))

"""A session from an existing collection: what is ours of it, and all else that it says, to be given back as it was."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw, field

from mesocycle.domain.document import Date, Document, Id, encode, is_id
from mesocycle.domain.instant import EARLIEST, LATEST, day, instant, is_time, moment
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.session.session import SessionStatus, WorkoutSession


class ForeignFields(Document, frozen=True, kw_only=True):
    """What a session from elsewhere says beside our fields, or says in other words; each part as it was written."""

    names: tuple[str, ...]
    """All its fields, in its order."""
    fields: dict[str, Raw] = field(default_factory=dict)
    """Those that are not ours."""
    said: dict[str, Raw] = field(default_factory=dict)
    """Ours, where it writes them otherwise: another user's id, an instant in another form, null for absent."""
    derived: dict[str, str] = field(default_factory=dict)
    """What was worked out here and it does not say."""
    types: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Paths of the values that MongoDB had as a type of its own, by the name of the type."""


class Understood(NamedTuple):
    """A session, and what it says beside."""

    session: WorkoutSession
    foreign: ForeignFields


class _Misread(ValueError):
    """A field is not what it must be."""


_SEEDS = "Look at the session's fields in docs/reference, and mend the document."


def understand(
    document: Mapping[str, Raw],
    owner: Id,
    zone_at: Callable[[str], str],
    civil_day: Callable[[str, str], Date],
    types: Mapping[str, tuple[str, ...]],
) -> Understood | Reject:
    """Take a document apart; what is the seed's must be there and be read, what is ours beside may say anything."""
    values: dict[str, Any] = {}
    said: dict[str, Raw] = {}
    for name, read in _READERS.items():
        raw = document.get(name)
        if raw is None:
            if name not in _MAY_LACK:
                return Reject(0, f"it has no {name}", _SEEDS)
            continue
        try:
            values[name] = read(raw, owner)
        except _Misread as no:
            return Reject(0, f"its {name} {no}", _SEEDS)
        if values[name] is None or encode(values[name]) != bytes(raw).strip():
            said[name] = Raw(bytes(raw))
    derived = {}
    completed_at = values.get("completedAt")
    if values["status"] == SessionStatus.COMPLETED and completed_at and "performedDate" not in document:
        values["performedDate"] = derived["performedDate"] = civil_day(completed_at, zone_at(completed_at))
    foreign = ForeignFields(
        names=tuple(document),
        fields={name: Raw(bytes(raw)) for name, raw in document.items() if name not in _READERS},
        said=said,
        derived=derived,
        types=dict(types),
    )
    return Understood(_session(values), foreign)


def given_back(session: WorkoutSession, foreign: ForeignFields | None) -> dict[str, Raw]:
    """Write a session as the document that it came as, changed where it was changed here since."""
    ours = msgspec.json.decode(encode(session), type=dict[str, Raw])
    if foreign is None:
        return ours
    back: dict[str, Raw] = {}
    for name in (*foreign.names, *(name for name in ours if name not in foreign.names)):
        value = foreign.fields.get(name)
        if value is None:
            value = _as_said(name, ours.get(name), foreign, session.user_id)
        if value is not None:
            back[name] = value
    return back


def _as_said(name: str, ours: Raw | None, foreign: ForeignFields, owner: Id) -> Raw | None:
    said = foreign.said.get(name)
    if said is not None:
        meant = _READERS[name](said, owner)
        if (None if meant is None else encode(meant)) == (None if ours is None else bytes(ours)):
            return said
    if ours is not None and name in foreign.derived and encode(foreign.derived[name]) == bytes(ours):
        return None
    return ours


def _session(values: Mapping[str, Any]) -> WorkoutSession:
    names = {each.encode_name: each.name for each in msgspec.structs.fields(WorkoutSession)}
    return WorkoutSession(**{names[name]: value for name, value in values.items()})


Reader = Callable[[Raw, Id], Any]


def _id(raw: Raw, _owner: Id) -> str:
    said = msgspec.json.decode(raw)
    if not isinstance(said, str) or not is_id(said):
        raise _Misread("is no id (1 to 64 of A-Z a-z 0-9 . _ : -)")
    return said


def _owner_of(_raw: Raw, owner: Id) -> str:
    return owner


def _instant(raw: Raw, _owner: Id) -> str:
    said = msgspec.json.decode(raw)
    try:
        found = msgspec.convert(said, datetime)
        text = instant(found if found.tzinfo else found.replace(tzinfo=UTC))
        if not EARLIEST <= text < LATEST:
            raise _Misread("is not between the years 1900 and 9998")
    except (msgspec.ValidationError, OverflowError, ValueError) as no:
        raise _Misread("is no instant like 2026-11-22T18:30:00.000Z") from no
    return text


def _optional_instant(raw: Raw, owner: Id) -> str | None:
    return None if _is_null(raw) else _instant(raw, owner)


def _day(raw: Raw, _owner: Id) -> str:
    said = msgspec.json.decode(raw)
    text = said[:10] if isinstance(said, str) and (len(said) == 10 or said[10:11] in {"T", " "}) else ""
    try:
        day(text)
        moment(f"{text}T00:00:00.000Z")
    except ValueError as no:
        raise _Misread("is no date like 2026-11-22") from no
    return text


_TIME = re.compile(r"(\d?\d:\d\d)(:\d\d(\.\d+)?)?", re.ASCII)


def _time(raw: Raw, _owner: Id) -> str:
    said = msgspec.json.decode(raw)
    found = _TIME.fullmatch(said) if isinstance(said, str) else None
    text = "" if found is None else found[1].rjust(5, "0")
    if not is_time(text):
        raise _Misread("is no time of day like 07:30")
    return text


def _status(raw: Raw, _owner: Id) -> SessionStatus:
    said = msgspec.json.decode(raw)
    if said not in tuple(SessionStatus):
        raise _Misread(f"is none of {', '.join(SessionStatus)}")
    return SessionStatus(said)


_MOST_MINUTES = 2**31 - 1


def _minutes(raw: Raw, _owner: Id) -> int | None:
    if _is_null(raw):
        return None
    said = msgspec.json.decode(raw)
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said <= _MOST_MINUTES:
        raise _Misread("is no number of minutes")
    return round(said)


def _text(raw: Raw, _owner: Id) -> str | None:
    if _is_null(raw):
        return None
    said = msgspec.json.decode(raw)
    if not isinstance(said, str) or "\0" in said:
        raise _Misread("is no text")
    return said


def _object(raw: Raw, _owner: Id) -> Raw:
    if not bytes(raw).lstrip().startswith(b"{"):
        raise _Misread("is no object")
    return raw


def _optional_object(raw: Raw, owner: Id) -> Raw | None:
    return None if _is_null(raw) else _object(raw, owner)


def _perhaps(read: Reader) -> Reader:
    """Make of a reader one that takes what it can't read for absent: the seed knows no such field."""

    def lenient(raw: Raw, owner: Id) -> Any:  # noqa: ANN401  # what the reader gives
        try:
            return read(raw, owner)
        except _Misread:
            return None

    return lenient


def _flag(raw: Raw, _owner: Id) -> bool:
    if bytes(raw).strip() != b"true":
        raise _Misread("is not true")
    return True


def _count(raw: Raw, _owner: Id) -> int:
    said = msgspec.json.decode(raw)
    if isinstance(said, bool) or not isinstance(said, int) or not 1 <= said <= _MOST_MINUTES:
        raise _Misread("is no count")
    return said


def _is_null(raw: Raw) -> bool:
    return bytes(raw).strip() == b"null"


_READERS: dict[str, Reader] = {
    "_id": _id,
    "userId": _owner_of,
    "parentRoutineId": _id,
    "routineVersionId": _id,
    "routineAssignmentId": _id,
    "workoutId": _id,
    "scheduledDate": _day,
    "scheduledTime": _time,
    "allDay": _perhaps(_flag),
    "plannedDate": _perhaps(_day),
    "performedDate": _perhaps(_day),
    "planWeek": _perhaps(_count),
    "planDay": _perhaps(_count),
    "status": _status,
    "startedAt": _perhaps(_instant),
    "completedAt": _optional_instant,
    "durationMinutes": _minutes,
    "notes": _text,
    "workoutSnapshot": _object,
    "performanceLog": _optional_object,
    "createdAt": _instant,
    "updatedAt": _instant,
}
"""By wire name; without `adjustedFrom`: what it names did not come along, so it is kept as a field not ours."""
_MAY_LACK = frozenset(
    {"allDay", "plannedDate", "performedDate", "planWeek", "planDay", "startedAt", "completedAt", "durationMinutes"}
    | {"notes", "performanceLog"}
)

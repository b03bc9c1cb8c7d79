"""What stood in a session and its log at a past moment: events are taken back, the newest first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import Date, Id, Instant, TimeOfDay
from mesocycle.domain.instant import ALL_DAY
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.status import EventKind

_Entry = dict[str, Any]

_WHOLE = "performanceLog"


def log_before(log: Raw | None, kind: EventKind, before: Mapping[str, Raw], after: Mapping[str, Raw]) -> Raw | None:
    """Give the log as it stood before an event."""
    if _WHOLE in before:
        return before[_WHOLE]
    if log is None:
        return None
    document = msgspec.json.decode(log)
    if not isinstance(document, dict):
        return log
    if kind in {EventKind.LOGGED, EventKind.CORRECTED} and not (before or after):
        document["sections"] = []  # a whole log was put where nothing had been logged
    _take_back_entries(document, before, after)
    if "feedback" in before:
        document["feedback"] = msgspec.json.decode(before["feedback"])
    elif "feedback" in after:
        document.pop("feedback", None)
    if kind is EventKind.COMPLETED:
        _keep(document, lambda entry: entry.get("asPlanned") is not True)
    return Raw(msgspec.json.encode(document))


def log_at(log: Raw | None, at: Instant) -> Raw | None:
    """Leave out what was performed after an instant; None where nothing stays."""
    if log is None:
        return None
    document = msgspec.json.decode(log)
    if not isinstance(document, dict):
        return log
    _keep(document, lambda entry: not str(entry.get("performedAt", "")) > at)
    if not any(document.values()):
        return None
    return Raw(msgspec.json.encode(document))


def last_performed_in(log: Raw | None) -> Instant:
    """Give the latest instant at which an entry of a log was performed; empty where none says."""
    found: list[Instant] = [""]

    def note(entry: _Entry) -> _Entry:
        found.append(str(entry.get("performedAt", "")))
        return entry

    document = None if log is None else msgspec.json.decode(log)
    if isinstance(document, dict):
        _change(document, note)
    return max(found)


def _take_back_entries(document: _Entry, before: Mapping[str, Raw], after: Mapping[str, Raw]) -> None:
    """Put what gave way back where the entry stands that it gave way to; take the others out."""
    put = {entry.get("_id") for entry in _performed(after)}
    if not put:
        return
    former = _performed(before)

    def then(entry: _Entry) -> _Entry | None:
        if entry.get("_id") not in put:
            return entry
        return next((one for one in former if _same(one, entry)), None)

    _change(document, then)


def _same(one: _Entry, other: _Entry) -> bool:
    place = ("setId", "stepId", "round", "innerRound", "unilateralSide")
    named = one.get("setId") is not None or one.get("stepId") is not None
    return one.get("_id") == other.get("_id") or (named and all(one.get(n) == other.get(n) for n in place))


def _performed(details: Mapping[str, Raw]) -> list[_Entry]:
    """Name the sets and efforts in an event's details, be they bare or in what was sent to log them."""
    listed: list[_Entry] = []
    for name in ("entries", "setAside"):
        listed += msgspec.json.decode(details[name], type=list[_Entry]) if name in details else []
    if "entry" in details:
        listed.append(msgspec.json.decode(details["entry"], type=_Entry))
    return [one.get("set") or one.get("effort") or one for one in listed]


def _keep(document: _Entry, wanted: Callable[[_Entry], bool]) -> None:
    _change(document, lambda entry: entry if wanted(entry) else None)


def _change(document: _Entry, then: Callable[[_Entry], _Entry | None]) -> None:
    """Change every set and effort or (None) take it out, and with the last one what held it."""
    document["sections"] = [
        changed for section in document.get("sections", ()) if (changed := _changed_section(section, then))
    ]


def _changed_section(section: _Entry, then: Callable[[_Entry], _Entry | None]) -> _Entry | None:
    exercises = [
        changed
        for exercise in section.get("exercises", ())
        if (changed := _changed_holder(exercise, "sets", then, ("skipped", "notes")))
    ]
    emptied = bool(section.get("exercises")) and not exercises
    section = section | {"exercises": exercises}
    if emptied and not section.get("efforts") and "result" not in section:
        return None
    return _changed_holder(section, "efforts", then, ("result", "exercises"))


def _changed_holder(
    holder: _Entry, name: str, then: Callable[[_Entry], _Entry | None], says_too: tuple[str, ...]
) -> _Entry | None:
    entries = holder.get(name)
    if not entries:
        return holder
    kept = [changed for entry in entries if (changed := then(entry)) is not None]
    if kept:
        return holder | {name: kept}
    return holder | {name: []} if any(holder.get(other) for other in says_too) else None


_FIELDS: Mapping[str, tuple[str, type[object]]] = {
    "startedAt": ("started_at", str),
    "completedAt": ("completed_at", str),
    "durationMinutes": ("duration_minutes", int),
    "performedDate": ("performed_date", str),
    "notes": ("notes", str),
}
_NOT_YET: Mapping[str, None] = dict.fromkeys(
    ("started_at", "completed_at", "duration_minutes", "performed_date", "performance_log")
)


class PastEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event as stored: where the session stood before it, and the details of what it changed."""

    session_id: Id
    kind: EventKind
    recorded_at: Instant
    status_before: SessionStatus | None
    date_before: Date | None
    time_before: TimeOfDay | None
    before: dict[str, Raw]
    after: dict[str, Raw]


class Absence(msgspec.Struct, frozen=True):
    """From when to when (None: still) a session was removed."""

    removed_at: Instant
    revived_at: Instant | None


def was_there(session: WorkoutSession, absences: Iterable[Absence], at: Instant) -> bool:
    """Tell whether the session was created and not removed at an instant."""
    return session.created_at <= at and not any(
        gone.removed_at <= at and (gone.revived_at is None or at < gone.revived_at) for gone in absences
    )


def as_it_was(session: WorkoutSession, later: Sequence[PastEvent], at: Instant) -> WorkoutSession:
    """Give a session that has changed since as it stood at an instant; `later` events, oldest first.

    Status, day, time, times and notes are exact, the log as far as `past_log` says. A scheduled session shows
    nothing performed.
    """
    for event in reversed(later):
        session = _before(session, event)
    if session.status is SessionStatus.SCHEDULED:
        return replace(session, **_NOT_YET)
    return replace(session, performance_log=log_at(session.performance_log, at))


def _before(session: WorkoutSession, event: PastEvent) -> WorkoutSession:
    values: dict[str, Any] = {
        "performance_log": log_before(session.performance_log, event.kind, event.before, event.after)
    }
    if event.status_before is not None:
        values["status"] = event.status_before
    if event.date_before is not None:
        values["scheduled_date"] = event.date_before
    if event.time_before is not None and event.time_before != session.scheduled_time:
        values["scheduled_time"] = event.time_before
        values["all_day"] = True if event.time_before == ALL_DAY else None
    for wire, (name, kind) in _FIELDS.items():
        if wire in event.before:
            values[name] = _value(event.before[wire], kind)
        elif wire in event.after:
            values[name] = None
    return replace(session, **values)


def _value(raw: Raw, kind: type[object]) -> object:
    """Read one detail; null, like a missing one, is absent."""
    return None if bytes(raw) == b"null" else msgspec.json.decode(raw, type=kind)

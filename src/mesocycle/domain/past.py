"""What stood in a session at a past moment: its events are taken back, the newest first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import Date, Id, Instant, TimeOfDay
from mesocycle.domain.event import EventKind
from mesocycle.domain.session import SessionStatus, WorkoutSession

ENTRIES = ("sets", "efforts")
"""Under these names an event's details list what was logged, where they don't hold the whole log."""

_FIELDS: Mapping[str, tuple[str, type[object]]] = {
    "startedAt": ("started_at", str),
    "completedAt": ("completed_at", str),
    "durationMinutes": ("duration_minutes", int),
    "performedDate": ("performed_date", str),
    "notes": ("notes", str),
    "allDay": ("all_day", bool),
    "performanceLog": ("performance_log", Raw),
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
    """Give the session as it stood at an instant; `later` are the events recorded since, oldest first.

    Status, day and time are exact. So are the other fields, log included, where the events' details name
    them; where they don't, nothing shows that is dated after the instant, and a scheduled session shows
    nothing performed.
    """
    for event in reversed(later):
        session = _before(session, event)
    if session.status is SessionStatus.SCHEDULED:
        return replace(session, **_NOT_YET)
    if session.completed_at is not None and later and session.completed_at > at:
        session = replace(session, completed_at=None, duration_minutes=None)
    if session.started_at is not None and later and session.started_at > at:
        session = replace(session, started_at=None)
    return session


def _before(session: WorkoutSession, event: PastEvent) -> WorkoutSession:
    values: dict[str, Any] = {}
    if event.status_before is not None:
        values["status"] = event.status_before
    if event.date_before is not None:
        values["scheduled_date"] = event.date_before
    if event.time_before is not None and event.time_before != session.scheduled_time:
        values["scheduled_time"] = event.time_before
        values["all_day"] = True if event.time_before == "00:00" else None
    for wire, (name, kind) in _FIELDS.items():
        if wire in event.before:
            values[name] = _value(event.before[wire], kind)
        elif wire in event.after:
            values[name] = None
    if "performance_log" not in values and session.performance_log is not None:
        values["performance_log"] = _without_entries(session.performance_log, event)
    return replace(session, **values)


def _value(raw: Raw, kind: type[object]) -> object:
    """Read one detail; null, like a missing one, is absent."""
    return None if bytes(raw) == b"null" else msgspec.json.decode(raw, type=kind)


def _without_entries(log: Raw, event: PastEvent) -> Raw:
    """Take the sets and efforts that an event added out of a log; corrected ones become what they were."""
    before, after = _entries(event.before), _entries(event.after)
    if not after:
        return log
    document = msgspec.json.decode(log)
    for section in document.get("sections", ()):
        for holder in (*section.get("exercises", ()), section):
            for name in ENTRIES:
                if name in holder:
                    holder[name] = _put_back(holder[name], before, after)
    return Raw(msgspec.json.encode(document))


def _put_back(
    entries: list[dict[str, Any]], before: Mapping[Id, dict[str, Any]], after: Mapping[Id, dict[str, Any]]
) -> list[dict[str, Any]]:
    kept = [entry for entry in entries if entry.get("_id") not in after or entry.get("_id") in before]
    return [before.get(entry.get("_id", ""), entry) for entry in kept]


def _entries(details: Mapping[str, Raw]) -> dict[Id, dict[str, Any]]:
    listed = [entry for name in ENTRIES if name in details for entry in msgspec.json.decode(details[name])]
    return {entry["_id"]: entry for entry in listed}

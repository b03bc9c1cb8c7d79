"""What stood in a session at a past moment: its events are taken back, the newest first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import Date, Id, Instant, TimeOfDay
from mesocycle.domain.event import EventKind
from mesocycle.domain.past_log import log_at, log_before
from mesocycle.domain.session import SessionStatus, WorkoutSession

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
        values["all_day"] = True if event.time_before == "00:00" else None
    for wire, (name, kind) in _FIELDS.items():
        if wire in event.before:
            values[name] = _value(event.before[wire], kind)
        elif wire in event.after:
            values[name] = None
    return replace(session, **values)


def _value(raw: Raw, kind: type[object]) -> object:
    """Read one detail; null, like a missing one, is absent."""
    return None if bytes(raw) == b"null" else msgspec.json.decode(raw, type=kind)

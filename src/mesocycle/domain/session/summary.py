"""A session without its plan and its log: what a calendar needs to show it."""

from typing import Any, NamedTuple

import msgspec
from msgspec import field

from mesocycle.domain.document import Date, Document, Id, Instant, TimeOfDay
from mesocycle.domain.session.session import SessionStatus, WorkoutSession


class SessionSummary(Document, frozen=True, kw_only=True):
    """A workout session as `WorkoutSession` has it, with name and type of the workout in the snapshot's place."""

    id: Id = field(name="_id")
    user_id: Id
    parent_routine_id: Id
    routine_version_id: Id
    routine_assignment_id: Id
    workout_id: Id
    workout_name: str
    """Empty only where a snapshot from elsewhere does not say it."""
    workout_type: str | None = None
    """Absent only there."""
    sport: str | None = None
    """What was done, where no plan said it."""
    scheduled_date: Date
    scheduled_time: TimeOfDay
    all_day: bool | None = None
    planned_date: Date | None = None
    performed_date: Date | None = None
    plan_week: int | None = None
    plan_day: int | None = None
    adjusted_from: Id | None = None
    status: SessionStatus
    started_at: Instant | None = None
    completed_at: Instant | None = None
    duration_minutes: int | None = None
    notes: str | None = None
    created_at: Instant
    updated_at: Instant


class WorkoutTitle(NamedTuple):
    """What a summary says of a snapshot."""

    name: str
    type: str | None
    sport: str | None = None


UNTITLED = WorkoutTitle("", None)


class _Titled(msgspec.Struct):
    """All that is read of a snapshot; one from elsewhere may say anything, or nothing."""

    name: Any = None
    type: Any = None
    sport: Any = None


_DECODER = msgspec.json.Decoder(_Titled)
_NOT_OF_SESSION = ("workout_name", "workout_type", "sport")
OF_SESSION = tuple(name for name in SessionSummary.__struct_fields__ if name not in _NOT_OF_SESSION)
"""The fields that a summary has from the session itself."""


def title_of(snapshot: bytes | str) -> WorkoutTitle:
    """Read name and type of a snapshot's workout and pass over the rest."""
    try:
        said = _DECODER.decode(snapshot)
    except msgspec.ValidationError:  # a snapshot from elsewhere that is no object
        return UNTITLED
    name, kind, sport = (each if isinstance(each, str) else None for each in (said.name, said.type, said.sport))
    return WorkoutTitle(name or "", kind, sport)


def session_summary(session: WorkoutSession) -> SessionSummary:
    """Leave a session's snapshot and log out."""
    return summary_with(session, title_of(bytes(session.workout_snapshot)))


def summary_with(session: WorkoutSession, title: WorkoutTitle) -> SessionSummary:
    """Leave them out where the snapshot was not even read, but what it is called is known."""
    values = {name: getattr(session, name) for name in OF_SESSION}
    return SessionSummary(**values, workout_name=title.name, workout_type=title.type, sport=title.sport)

"""What may be done with a session beside its moves: which statuses take a log, another day, another content."""

from typing import Any

from mesocycle.domain.document import Date, TimeOfDay
from mesocycle.domain.instant import ALL_DAY, checked_day, is_time
from mesocycle.domain.log.editing import is_empty
from mesocycle.domain.refusal import DocumentNotValid, PathMessage, Refusal, RefusalKind
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log

BEGUN = tuple(status for status in SessionStatus if status is not SessionStatus.SCHEDULED)
"""The statuses in which a log may be written and corrected."""
_TOLD = ("started_at", "completed_at", "duration_minutes", "performed_date", "notes")


class SessionNotBegun(Refusal):
    """Nothing is logged on a scheduled session."""

    kind = RefusalKind.CONFLICT


class SessionNotScheduled(Refusal):
    """Only a scheduled session can be given another day or another content."""

    kind = RefusalKind.CONFLICT


class LogNotEmpty(Refusal):
    """Putting a session back would lose what was logged."""

    kind = RefusalKind.CONFLICT


class SessionChanged(Refusal):
    """Somebody else changed the session at the same moment."""

    kind = RefusalKind.CONFLICT


def require_begun(session: WorkoutSession) -> None:
    """Refuse to log or correct what has not begun."""
    if session.status is SessionStatus.SCHEDULED:
        raise SessionNotBegun(
            "The session is scheduled, so there is nothing to log or to correct yet.",
            "Start it first, or complete it if it was done without being started.",
            facts={"status": session.status.value},
        )


def require_timed(session: WorkoutSession) -> None:
    """Refuse times on a session that was skipped or cancelled before it began."""
    if session.status in (SessionStatus.SKIPPED, SessionStatus.CANCELLED) and session.performed_date is None:
        raise SessionNotBegun(
            f"The session was {session.status} without having begun, so it has no times.",
            "Complete it with these times, if it was done after all.",
            facts={"status": session.status.value},
        )


def require_scheduled(session: WorkoutSession, deed: str) -> None:
    """Refuse to reschedule or adjust what is not `scheduled`; `deed` is the participle."""
    if session.status is not SessionStatus.SCHEDULED:
        raise SessionNotScheduled(
            f"The session is {session.status}; only a scheduled session can be {deed}.",
            "Correct the day it was performed, or put it back first.",
            facts={"status": session.status.value},
        )


def require_discardable(session: WorkoutSession, *, discard_log: bool) -> None:
    """Refuse to put back a session with something in its log, unless it may go into the event."""
    foreign = session.performance_log is not None and find_log(session) is None
    if not discard_log and (foreign or not is_empty(find_log(session))):
        raise LogNotEmpty(
            "Something was already logged in the session, and put back it would have no log.",
            "Complete or cancel it instead, or put it back with discardLog: the log then stays in the event.",
        )


def changed_fields(before: WorkoutSession, after: WorkoutSession) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what stood in times and notes before and after, by wire name, where they differ."""
    names = [name for name in _TOLD if getattr(before, name) != getattr(after, name)]
    return _told(before, names), _told(after, names)


def new_day(session: WorkoutSession, on: Date | None, at: TimeOfDay | None, *, all_day: bool) -> dict[str, Any]:
    """Give the columns of a rescheduled session, or refuse a day or time that is none."""
    if at is not None and (all_day or not is_time(at)):
        message = "stands beside allDay" if all_day else f"is no time of the form HH:mm: {at[:20]!r}"
        raise DocumentNotValid(
            f"scheduledTime {message}.",
            "Write a time of day like 07:00, or allDay alone.",
            errors=(PathMessage(path="scheduledTime", message=message),),
        )
    values: dict[str, Any] = {}
    if on is not None:
        values["scheduled_date"] = checked_day("scheduledDate", on)
    if at is not None or all_day:
        values |= {"scheduled_time": at or ALL_DAY, "all_day": all_day or None}
    stands = {
        "scheduled_date": session.scheduled_date,
        "scheduled_time": session.scheduled_time,
        "all_day": session.all_day,
    }
    return {name: value for name, value in values.items() if stands[name] != value}


def _told(session: WorkoutSession, names: list[str]) -> dict[str, Any]:
    found = {_camel(name): getattr(session, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)

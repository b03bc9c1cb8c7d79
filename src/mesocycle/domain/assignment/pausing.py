"""Pausing, resuming and shifting: what becomes of an assignment and of the days of its sessions."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from mesocycle.domain.assignment.assignment import AssignmentStatus, Pause, RoutineAssignment
from mesocycle.domain.assignment.receipt import MovedSession
from mesocycle.domain.assignment.schedule import SessionFacts
from mesocycle.domain.document import Date, Instant
from mesocycle.domain.instant import day
from mesocycle.domain.refusal import Refusal, RefusalKind
from mesocycle.domain.remedy import Do

MOST_DAYS = 3_660
"""By how many days in all an assignment may be shifted: ten years."""


class PauseNotPossible(Refusal):
    """The assignment can't be paused or resumed as asked."""

    kind = RefusalKind.CONFLICT


class ShiftNotPossible(Refusal):
    """Sessions can't be shifted by so many days."""

    kind = RefusalKind.INVALID


def pause(assignment: RoutineAssignment, first: Date, now: Instant) -> RoutineAssignment:
    """Pause from a day on; nothing moves, and overdue days inside a pause are not missed."""
    if assignment.status is AssignmentStatus.PAUSED:
        raise PauseNotPossible(
            f"The assignment has been paused since {assignment.pauses[-1].from_}.",
            f"Resume it: {Do('assignment resume shifted', (assignment.id,))} moves the rest by the days lost, "
            f"{Do('assignment resume as dated', (assignment.id,))} leaves it on its dates.",
        )
    last = assignment.pauses[-1].to if assignment.pauses else None
    if last is not None and first <= last:
        raise PauseNotPossible(f"The last pause went on until {last}.", "Begin the new pause after that day.")
    return replace(
        assignment,
        status=AssignmentStatus.PAUSED,
        pauses=(*assignment.pauses, Pause(from_=first)),
        updated_at=now,
    )


def resume(assignment: RoutineAssignment, first: Date, now: Instant, *, shift: bool) -> tuple[RoutineAssignment, int]:
    """End the pause on the day before `first`; gives the days by which the rest shifts (0 where it keeps its dates)."""
    if assignment.status is not AssignmentStatus.PAUSED:
        raise PauseNotPossible("The assignment is not paused.", "Nothing is left to do.")
    began = assignment.pauses[-1].from_
    lost = (day(first) - day(began)).days
    if shift and assignment.race_date is not None:
        raise PauseNotPossible(
            f"The plan ends on the race of {assignment.race_date}, so its dates stay.",
            "Resume without a shift.",
        )
    ended = () if lost <= 0 else (Pause(from_=began, to=(day(first) - timedelta(days=1)).isoformat()),)
    days = max(lost, 0) if shift else 0
    resumed = replace(
        assignment,
        status=AssignmentStatus.ACTIVE,
        pauses=(*assignment.pauses[:-1], *ended),
        shift_days=in_all(assignment, days),
        updated_at=now,
    )
    return resumed, days


def require_days(days: int) -> None:
    """Refuse a shift that moves nothing."""
    if days == 0:
        raise ShiftNotPossible("A shift by 0 days moves nothing.", "Give a number of days, negative to move back.")


def in_all(assignment: RoutineAssignment, days: int) -> int:
    """Give by how many days an assignment is shifted once it is shifted by so many more, or refuse."""
    whole = assignment.shift_days + days
    if not -MOST_DAYS <= whole <= MOST_DAYS:
        raise ShiftNotPossible(
            f"The plan would be shifted by {whole} days in all, and more than {MOST_DAYS} is too far.",
            "Replace it by the same version, which begins anew on a day of your choice.",
        )
    return whole


def shifted_sessions(
    sessions: Iterable[SessionFacts], days: int, *, not_before: Date | None = None
) -> tuple[MovedSession, ...]:
    """Move scheduled sessions by days, those from a day on or all; `plannedDate` stays."""
    if not -MOST_DAYS <= days <= MOST_DAYS:
        raise ShiftNotPossible(f"A shift by {days} days is too far.", f"Shift by at most {MOST_DAYS} days.")
    first = date.min if not_before is None else day(not_before)
    try:
        return tuple(
            MovedSession(
                session_id=session.id,
                from_=session.scheduled_date.isoformat(),
                to=(session.scheduled_date + timedelta(days=days)).isoformat(),
            )
            for session in sessions
            if not session.kept and session.scheduled_date >= first
        )
    except OverflowError:
        raise ShiftNotPossible("The shift reaches beyond the years 1 to 9999.", "Shift by fewer days.") from None

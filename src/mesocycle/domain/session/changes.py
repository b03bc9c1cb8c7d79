"""Changing parts of a session: what is absent stays, null takes away; what can't be taken away is refused."""

from msgspec import UNSET, UnsetType

from mesocycle.domain.document import Date, Document, Instant, TimeOfDay
from mesocycle.domain.instant import ALL_DAY
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.refusal import DocumentNotValid, PathMessage
from mesocycle.domain.session.inputs import Correction, Reschedule
from mesocycle.domain.session.rules import new_day
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log
from mesocycle.domain.session.times import times_of

_CORRECTED = ("started_at", "completed_at", "duration_minutes", "performed_date", "feedback")


class SessionChanges(Document, frozen=True, kw_only=True):
    """A merge patch: day and time of a scheduled session, notes of any, times and feedback of one that has begun.

    Without `scheduledTime` (null) a session stands all day; without a given `performedDate` it counts on the
    day of its start, else of its end.
    """

    scheduled_date: Date | UnsetType = UNSET
    scheduled_time: TimeOfDay | UnsetType | None = UNSET
    all_day: bool | UnsetType | None = UNSET
    notes: str | UnsetType | None = UNSET
    started_at: Instant | UnsetType | None = UNSET
    completed_at: Instant | UnsetType | None = UNSET
    duration_minutes: int | UnsetType | None = UNSET
    performed_date: Date | UnsetType | None = UNSET
    feedback: Feedback | UnsetType | None = UNSET


def asked_place(session: WorkoutSession, changes: SessionChanges) -> Reschedule | None:
    """Give where the session is to stand, None where that is where it stands."""
    on = None if changes.scheduled_date is UNSET else changes.scheduled_date
    at = None if changes.scheduled_time is UNSET else changes.scheduled_time
    all_day = _all_day(session, changes)
    place = Reschedule(scheduled_date=on, scheduled_time=at, all_day=all_day or None)
    if all_day and at == ALL_DAY:  # as a session that has no time shows it
        place = Reschedule(scheduled_date=on, all_day=True)
    stays = not new_day(session, place.scheduled_date, place.scheduled_time, all_day=all_day)
    return None if stays else place


def asked_correction(session: WorkoutSession, changes: SessionChanges) -> tuple[Correction, frozenset[str]]:
    """Give what is to stand in the place of times and feedback, and the names of those that are to go.

    Both are empty where all that is said stands there already.
    """
    said = {name: value for name in _CORRECTED if (value := getattr(changes, name)) is not UNSET}
    stands = _standing(session)
    given = {name: value for name, value in said.items() if value is not None}
    removed = frozenset(name for name, value in said.items() if value is None and stands[name] is not None)
    if not removed and all(stands[name] == value for name, value in given.items()):
        return Correction(), frozenset()
    _require_removable(session, removed)
    return Correction(**given), removed


def _standing(session: WorkoutSession) -> dict[str, object]:
    log = find_log(session)
    times = times_of(session)
    known: dict[str, object] = {name: getattr(times, name) for name in times.__struct_fields__}
    return {**known, "feedback": None if log is None else log.feedback}


def _all_day(session: WorkoutSession, changes: SessionChanges) -> bool:
    """Tell whether the session is to have no time; `allDay: false` needs one."""
    timeless = changes.scheduled_time is None
    if changes.all_day is UNSET or changes.all_day is True:
        return timeless or changes.all_day is True
    if timeless or (changes.scheduled_time is UNSET and session.all_day is True):
        raise _refusal("scheduledTime", "is missing: the session is not to stand all day", "Write a time like 07:00.")
    return False


def _require_removable(session: WorkoutSession, removed: frozenset[str]) -> None:
    if "completed_at" in removed and session.status is SessionStatus.COMPLETED:
        raise _refusal(
            "completedAt",
            "is null, but the session is completed",
            "Reopen the session to go on with it, or give the instant at which it ended.",
        )
    if "started_at" in removed and session.status is SessionStatus.IN_PROGRESS:
        raise _refusal(
            "startedAt",
            "is null, but the session is in progress",
            "Put the session back if it was not begun, or give the instant at which it was.",
        )


def _refusal(path: str, message: str, remedy: str) -> DocumentNotValid:
    return DocumentNotValid(f"{path} {message}.", remedy, errors=(PathMessage(path=path, message=message),))

"""Fill a planned session with the activity that is its deed, and take that back."""

from collections.abc import Callable
from itertools import count

from msgspec.structs import replace

from mesocycle.actions.log.correct_log import correct_log_in
from mesocycle.actions.log.put_log import put_log_in
from mesocycle.actions.moving import session_in
from mesocycle.actions.sessions.complete_session import complete_session_in
from mesocycle.actions.sessions.put_back_session import put_back_session_in
from mesocycle.actions.sessions.reopen_session import reopen_session_in
from mesocycle.actions.sessions.start_session import start_session_in
from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.activity.log import NamedSet, activity_log
from mesocycle.domain.document import Id
from mesocycle.domain.imports.past_workout import PastTimes
from mesocycle.domain.log.editing import each_effort, each_set, is_empty
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.inputs import Completion
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log, get_snapshot
from mesocycle.storage.engine.database import Write

_OURS = "activity:"


def fill_session_in(
    write: Write, session_id: Id, activity: Activity, sets: tuple[NamedSet, ...], times: PastTimes, key: bytes
) -> WorkoutSession:
    """Start the session when the activity began, log what was recorded, and complete it when it ended.

    What somebody logged already stands: then the device's sets or efforts would be counted twice.
    """
    session = session_in(write, session_id, Deed.PERFORM)
    if session.status is not SessionStatus.IN_PROGRESS:
        session = start_session_in(write, session_id, started_at=times.started_at)
    recorded = activity_log(get_snapshot(session), activity, sets, _entry_ids(key))
    logged = find_log(session)
    if is_empty(logged) and recorded.sections:
        kept = WorkoutPerformanceLog(sections=()) if logged is None else logged
        put_log_in(write, session_id, replace(kept, sections=recorded.sections))
    done = Completion(
        started_at=times.started_at,
        completed_at=times.completed_at,
        duration_minutes=times.duration_minutes,
        performed_date=times.day,
        notes=_with_heart(session.notes, activity) if sets else None,
    )
    return complete_session_in(write, session_id, done)


def empty_session_in(write: Write, session_id: Id) -> WorkoutSession:
    """Take out what an activity filled in: the session waits again, or goes on where something else was logged."""
    session = session_in(write, session_id, Deed.PERFORM)
    log = find_log(session)
    ids = [] if log is None else [*(one.id for _, one in each_set(log)), *(one.id for _, one in each_effort(log))]
    ours = [each for each in ids if each.startswith(_OURS)]
    if ours:
        session = correct_log_in(write, session_id, entries=(), removed=ours)
    if session.status is SessionStatus.COMPLETED:
        session = reopen_session_in(write, session_id)
    if session.status is SessionStatus.IN_PROGRESS and is_empty(find_log(session)):
        session = put_back_session_in(write, session_id, discard_log=True)
    return session


def _with_heart(notes: str | None, activity: Activity) -> str | None:
    """Say in the notes what the heart did: sets have no place for it."""
    done = activity.performance
    told = [
        words
        for amount, words in (
            (done.average_heart_rate, f"Average heart rate {done.average_heart_rate}"),
            (done.max_heart_rate, f"highest heart rate {done.max_heart_rate}"),
            (done.calories, f"{done.calories} kcal"),
        )
        if amount is not None
    ]
    if not told:
        return None
    line = ", ".join(told)
    line = f"{line[0].upper()}{line[1:]}."
    return line if not notes else notes if line in notes else f"{notes}\n{line}"


def _entry_ids(key: bytes) -> Callable[[], Id]:
    """Make ids that say where an entry came from, so that they can be told from what people logged."""
    numbers = count(1)
    return lambda: f"{_OURS}{key.hex()[:24]}:{next(numbers)}"

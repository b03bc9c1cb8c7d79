"""Complete a session: when it ended, how long it took, how it felt."""

from datetime import timedelta
from typing import Any

from mesocycle.actions.log.log_keeping import (
    former_feedback,
    freeze_references_in,
    with_feedback,
    write_rows_of,
)
from mesocycle.actions.log.note_suggestions import suggestions_in
from mesocycle.actions.log.put_log import checked_log_in
from mesocycle.actions.moving import done_at, move_session_in, session_in
from mesocycle.analytics.plan_and_deed.plan_length import planned_minutes
from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.log.as_planned import as_planned
from mesocycle.domain.log.editing import is_empty, last_performed_at
from mesocycle.domain.log.merging import complete_as_planned
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.log.saying import say
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.lines import Lines, each_exercise
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.session.inputs import Completion
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import EventKind, Move
from mesocycle.domain.session.stored_log import find_log, find_snapshot, get_log, get_snapshot, stored_text
from mesocycle.domain.session.times import USUAL, complete_times, times_of
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import reference_values

AS_IT_WAS = Completion()
"""Nothing said beside that it is done."""


def complete_session(
    db: Database, user_id: Id, session_id: Id, act: Act, *, given: Completion = AS_IT_WAS
) -> WorkoutSession:
    """Complete a session, started or not; what is not given follows from what was logged."""
    return db.write(user_id, act, lambda write: complete_session_in(write, session_id, given))


def complete_session_in(
    write: Write,
    session_id: Id,
    given: Completion = AS_IT_WAS,
    *,
    at: Instant | None = None,
    kind: EventKind | None = None,
) -> WorkoutSession:
    """Complete inside a write that is open; `at` is a device's clock, `kind` the event where it is not `completed`."""
    session = session_in(write, session_id, Deed.PERFORM)
    now = max(done_at(write, at), session.started_at or "")  # a slow clock never ends before the start
    done = given.started_at or session.started_at or given.completed_at or session.completed_at or now
    times = complete_times(
        times_of(session),
        given,
        now=now,
        time_zone=users.zone_at(write, write.owner, done),
        last_performed_at=last_performed_at(find_log(session)),
        usual=usual_length(session),
    )
    log = _log(write, session, given, times.performed_date or session.scheduled_date)
    values = {
        "started_at": times.started_at,
        "completed_at": times.completed_at,
        "duration_minutes": times.duration_minutes,
        "performed_date": times.performed_date,
        "notes": session.notes if given.notes is None else given.notes.strip() or None,
        "performance_log": stored_text(session, log),
    }
    before = {**(former_feedback(session, given.feedback) or {}), **(_former_log(session, given) or {})}
    told = None if given.feedback is None else {"feedback": given.feedback}
    after = move_session_in(write, session, Move.COMPLETE, values, at=at, kind=kind, before=before, told=told)
    write_rows_of(write, [after])
    return after


def _former_log(session: WorkoutSession, given: Completion) -> dict[str, Any] | None:
    """Give the log that what is told now takes the place of, where something was logged."""
    log = None if given.done is None else find_log(session)
    return None if is_empty(log) else {"performanceLog": session.performance_log}


def usual_length(session: WorkoutSession) -> timedelta:
    """Give about how long a session takes, as far as its plan says."""
    snapshot = find_snapshot(session)
    minutes = None if snapshot is None else planned_minutes(snapshot)
    return USUAL if minutes is None else timedelta(minutes=minutes)


def _log(write: Write, session: WorkoutSession, given: Completion, on: Date) -> WorkoutPerformanceLog | None:
    """Give the log with what completing adds: the plan taken as done, feedback, the reference values used."""
    if given.feedback is None and not given.as_planned and given.done is None:
        return freeze_references_in(write, session, find_log(session), on)
    log = get_log(session) if given.feedback is None else with_feedback(session, given.feedback)
    if given.done is not None:
        told = say(given.done, get_snapshot(session), log, write.new_id)
        log = checked_log_in(write, session, told, typed=True)
    if given.as_planned:
        snapshot = get_snapshot(session)
        user, values = users.get(write, write.owner), reference_values.of_user(write, write.owner)
        resolved = resolve(snapshot, values, on, user.load_step, user.units)
        lines = [line for _, line in each_exercise(snapshot)]
        shown = suggestions_in(write, user, values, session, lines, resolved.loads, on)
        planned = as_planned(snapshot, resolved, write.new_id, shown)
        log = complete_as_planned(log, planned, Lines(snapshot))
    return freeze_references_in(write, session, log, on)

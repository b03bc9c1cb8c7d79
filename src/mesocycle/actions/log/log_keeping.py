"""Keep a session's log: checked, frozen with the reference values used, and its performed sets beside it as rows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from msgspec.structs import replace

from mesocycle.actions.moving import changed_meanwhile
from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.actions.reference.count_body import count_body_in
from mesocycle.domain.document import Date, Instant
from mesocycle.domain.log.checks import check_log, feedback_errors, refuse_entry, refuse_log
from mesocycle.domain.log.editing import EMPTY
from mesocycle.domain.log.performance import Feedback, WorkoutPerformanceLog
from mesocycle.domain.log.rows import performed_rows
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.session.rules import BEGUN
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.session.stored_log import find_log, find_snapshot, get_log, stored_text
from mesocycle.storage.engine.database import Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import events, performed_sets, sessions


def keep_log_in(
    write: Write,
    session: WorkoutSession,
    log: WorkoutPerformanceLog,
    kind: EventKind | None,
    *,
    at: Instant | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> WorkoutSession:
    """Store a begun session's log and its rows; with `kind`, an event keeps what stood there before."""
    changed = changed_log_in(write, session, log)
    if kind is not None:
        changes = (before or None, after or None)
        events.add(write, write.new_id(), kind, before=session, after=changed, at=at, changes=changes)
    return changed


def write_rows_of(write: Write, sessions: Sequence[WorkoutSession]) -> None:
    """Make the performed sets of sessions say what their logs say, each on the day it counts on; none of those to come.

    However many they are, it takes as many statements, later where rows wait; a log or plan in a foreign form has none.
    """
    if write.rows_wait is not None:
        write.rows_wait.update(session.id for session in sessions)
        return
    if not sessions:
        return
    begun = (session for session in sessions if session.status in BEGUN)
    parts = [(session, find_log(session), find_snapshot(session)) for session in begun]
    readable = [(session, log, plan) for session, log, plan in parts if log is not None and plan is not None]
    library = _library(write, [log for _, log, _ in readable])
    rows = [
        (session.id, session.performed_date or session.scheduled_date, row)
        for session, log, plan in readable
        for row in performed_rows(log, Lines(plan), library)
    ]
    performed_sets.write_all(write, [session.id for session in sessions], count_body_in(write, rows))


def changed_log_in(write: Write, session: WorkoutSession, log: WorkoutPerformanceLog) -> WorkoutSession:
    """Store a begun session's log and its rows; the event is the caller's."""
    values = {"performance_log": stored_text(session, log)}
    changed = session_changes.change(write, session.id, BEGUN, values, snapshot=session.workout_snapshot)
    if changed is None:
        raise changed_meanwhile(write, session.id)
    write_rows_of(write, [changed])
    return changed


def event_of_entry(write: Write, session: WorkoutSession, *, corrects: bool) -> EventKind | None:
    """Say which event an entry makes: one for what overwrites, comes later or from others.

    A set logged in its turn is told by the log itself.
    """
    if corrects or session.status is not SessionStatus.IN_PROGRESS:
        return EventKind.CORRECTED
    return EventKind.LOGGED if write.by != write.owner else None


@contextmanager
def rows_once_in(write: Write) -> Iterator[None]:
    """Write the performed sets of what changes meanwhile once, at the end: each time they are all written anew."""
    write.rows_wait = set()
    yield
    waiting, write.rows_wait = write.rows_wait, None
    write_rows_of(write, sessions.several(write, write.owner, sorted(waiting)))


def freeze_references_in(
    write: Write, session: WorkoutSession, log: WorkoutPerformanceLog | None, on: Date
) -> WorkoutPerformanceLog | None:
    """Give the log with the reference values used on a day; values frozen before stay. None: left untouched."""
    snapshot = find_snapshot(session)
    foreign = log is None and session.performance_log is not None
    if snapshot is None or foreign or (log is not None and log.references):
        return log
    user, values = users.get(write, write.owner), reference_values.of_user(write, write.owner)
    used = resolve(snapshot, values, on, user.load_step, user.units).references
    return replace(log or EMPTY, references=used) if used else log


def with_feedback(session: WorkoutSession, feedback: Feedback | None) -> WorkoutPerformanceLog:
    """Give the session's log with feedback, or none, in the place of the one before, or refuse it."""
    log, snapshot = get_log(session), find_snapshot(session)
    if feedback is None:
        return replace(log, feedback=None)
    ids = set() if snapshot is None else set(Lines(snapshot).exercises)
    ids.update(one.id for section in log.sections for one in section.exercises if one.id is not None)
    refuse_entry(tuple(feedback_errors(feedback, ids)))
    return replace(log, feedback=feedback)


def former_feedback(session: WorkoutSession, given: Feedback | None, *, removed: bool = False) -> dict[str, Any] | None:
    """Give what an event keeps when feedback takes the place of other feedback, or is taken away."""
    log = None if given is None and not removed else find_log(session)
    return {"feedback": log.feedback} if log is not None and log.feedback not in (None, given) else None


def require_sound(new: WorkoutPerformanceLog, old: WorkoutPerformanceLog, snapshot: WorkoutSnapshot) -> None:
    """Refuse a log that breaks a rule, unless the one before broke some already (foreign ones may)."""
    if not check_log(old, snapshot):
        refuse_log(new, snapshot)


def _library(write: Write, logs: Sequence[WorkoutPerformanceLog]) -> dict[str, LibraryExercise]:
    """Look up the library only where something was done that the snapshot does not describe."""
    others = [
        exercise.substituted_by or exercise.exercise
        for log in logs
        for section in log.sections
        for exercise in section.exercises
        if exercise.substituted_by or exercise.exercise
    ]
    if not others:
        return {}
    library = find_exercises_in(write, write.owner)
    found = (library.variant(one.exercise_variant_id) for one in others if one and one.exercise_variant_id)
    return {each.exercise_variant_id: each for each in found if each is not None}

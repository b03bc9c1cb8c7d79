"""Put a whole performance log in the place of a session's log."""

from typing import Any

from msgspec.structs import replace

from mesocycle.actions.log.log_keeping import keep_log_in
from mesocycle.actions.log.note_suggestions import noted_log_in
from mesocycle.actions.moving import session_in
from mesocycle.actions.plans.link_names import link_log_in
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.log.checks import refuse_log
from mesocycle.domain.log.editing import is_empty, write_out
from mesocycle.domain.log.merging import merge_log
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.log.plausible import refuse_implausible_log
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import unit_of
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.session.rules import require_begun
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.session.stored_log import find_log, get_log, get_snapshot
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users


def put_log(db: Database, user_id: Id, session_id: Id, log: WorkoutPerformanceLog, act: Act) -> WorkoutSession:
    """Put a log in any status but `scheduled`; the one before goes whole into the event.

    Reference values frozen at the start stay where the new log has none.
    """
    return db.write(user_id, act, lambda write: put_log_in(write, session_id, log, typed=True))


def put_log_in(
    write: Write,
    session_id: Id,
    log: WorkoutPerformanceLog,
    *,
    at: Instant | None = None,
    merge: bool = False,
    typed: bool = False,
) -> WorkoutSession:
    """Put a log inside a write that is open; with `merge` (a device's late work) nothing logged is lost.

    What somebody `typed` is asked back where it can hardly be meant, unless it stood there before.
    """
    session = session_in(write, session_id, Deed.PERFORM)
    require_begun(session)
    old = find_log(session)
    new = checked_log_in(write, session, log, typed=typed)
    before: dict[str, Any] = {}
    if merge:
        new, set_aside = merge_log(get_log(session), new, Lines(get_snapshot(session)))
        if set_aside:
            before["setAside"] = set_aside
    elif new.references is None and old is not None:
        new = replace(new, references=old.references)
    if new == old and not before:
        return session
    if session.performance_log is not None and not (old is not None and is_empty(old) and old.feedback is None):
        before["performanceLog"] = session.performance_log
    corrects = bool(before) or session.status is not SessionStatus.IN_PROGRESS
    return keep_log_in(write, session, new, EventKind.CORRECTED if corrects else EventKind.LOGGED, at=at, before=before)


def checked_log_in(
    write: Write, session: WorkoutSession, log: WorkoutPerformanceLog, *, typed: bool
) -> WorkoutPerformanceLog:
    """Give a log as it may be kept: units written out, names linked, suggestions noted beside; or refuse it."""
    snapshot = get_snapshot(session)
    user = users.get(write, write.owner)
    new = link_log_in(write, write_out(log, unit_of(user.units)))
    refuse_log(new, snapshot)
    if typed:
        refuse_implausible_log(new, find_log(session), Lines(snapshot), write.now)
    return noted_log_in(write, user, session, snapshot, new)

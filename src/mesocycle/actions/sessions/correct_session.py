"""Correct what was said of a session: its times, the day it was done, notes and feedback."""

from collections.abc import Collection, Mapping
from typing import Any

from msgspec.structs import replace

from mesocycle.actions.log.log_keeping import former_feedback, with_feedback, write_rows_of
from mesocycle.actions.moving import changed_meanwhile, session_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.inputs import Correction
from mesocycle.domain.session.rules import BEGUN, changed_fields, require_begun, require_timed
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.session.stored_log import stored_text
from mesocycle.domain.session.times import correct_times, times_of
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import events


def correct_session(db: Database, user_id: Id, session_id: Id, given: Correction, act: Act) -> WorkoutSession:
    """Correct a session that has begun; only what is given changes, and the event keeps what stood there."""
    return db.write(user_id, act, lambda write: correct_session_in(write, session_id, given))


def correct_session_in(
    write: Write, session_id: Id, given: Correction, *, removed: Collection[str] = ()
) -> WorkoutSession:
    """Correct inside a write that is open; `removed` names times, and `feedback`, that are to be no more."""
    session = session_in(write, session_id, Deed.PERFORM)
    require_begun(session)
    values: dict[str, Any] = {}
    if given.says_times or set(removed) - {"feedback"}:
        require_timed(session)
        values |= _times(write, session, given, removed)
    if given.notes is not None:
        values["notes"] = given.notes.strip() or None
    before = former_feedback(session, given.feedback, removed="feedback" in removed) or {}
    after = {} if given.feedback is None else {"feedback": given.feedback}
    if given.feedback is not None or "feedback" in removed:
        values["performance_log"] = stored_text(session, with_feedback(session, given.feedback))
    if not _differ(session, values):
        return session
    changed = session_changes.change(write, session.id, BEGUN, values, snapshot=session.workout_snapshot)
    if changed is None:
        raise changed_meanwhile(write, session.id)
    write_rows_of(write, [changed])
    old, new = changed_fields(session, changed)
    events.add(
        write,
        write.new_id(),
        EventKind.CORRECTED,
        before=session,
        after=changed,
        changes=(old | before, new | after),
    )
    return changed


def _differ(session: WorkoutSession, values: Mapping[str, Any]) -> bool:
    """Tell whether anything would change: an event that says of nothing what it was would be read as another log."""
    stands = {name: getattr(session, name) for name in values}
    if "performance_log" in values:
        stands["performance_log"] = stored_text(session, None)
    return stands != values


def _times(write: Write, session: WorkoutSession, given: Correction, removed: Collection[str]) -> dict[str, Any]:
    known = replace(times_of(session), **dict.fromkeys(set(removed) - {"feedback"}))
    at = given.started_at or known.started_at or given.completed_at or known.completed_at or write.now
    zone = users.zone_at(write, write.owner, at)
    times = correct_times(known, given, now=write.now, time_zone=zone)
    return {
        "started_at": times.started_at,
        "completed_at": times.completed_at,
        "duration_minutes": None if "duration_minutes" in removed else times.duration_minutes,
        "performed_date": times.performed_date,
    }

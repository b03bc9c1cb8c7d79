"""Add a one-off session: it stands on the athlete's own routine, which is never replaced."""

from typing import NamedTuple

from mesocycle.domain.assignment.arrangement import PlacedSession
from mesocycle.domain.document import Id
from mesocycle.domain.instant import ALL_DAY, checked_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.plan.snapshot import StoredSnapshot, snapshot, stored, stored_body
from mesocycle.domain.refusal import SessionRemoved
from mesocycle.domain.session.inputs import OneOff
from mesocycle.domain.session.one_off import check_content, check_one_off, workout_of
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import readable_versions, snapshots
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import sessions, tombstones


class Source(NamedTuple):
    """What a one-off session is a copy of, and what it names as its origin."""

    parent_routine_id: Id
    routine_version_id: Id
    workout_id: Id
    snapshot: StoredSnapshot


def add_session(db: Database, user_id: Id, new: OneOff, act: Act) -> WorkoutSession:
    """Add a session beside all routines; an `_id` that is taken is refused with `AlreadyExists`."""
    return db.write(user_id, act, lambda write: add_session_in(write, new))


def add_session_in(write: Write, new: OneOff) -> WorkoutSession:
    """Add inside a write that is open."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.ARRANGE)
    check_one_off(new)
    on = checked_day("scheduledDate", new.scheduled_date)
    session_id = new.id or write.new_id()
    sessions.require_free(write, write.owner, session_id)
    own = assignments.own_of(write, write.owner)
    source = _source(write, new, scope, (own.parent_routine_id, own.routine_version_id))
    at = new.scheduled_time or users.get(write, write.owner).default_time
    snapshots.keep(write, [source.snapshot])
    placed = PlacedSession(
        id=session_id,
        assignment=own,
        parent_routine_id=source.parent_routine_id,
        routine_version_id=source.routine_version_id,
        workout_id=source.workout_id,
        scheduled_date=on,
        scheduled_time=at or ALL_DAY,
        all_day=at is None,
        planned_date=on,
        plan_week=None,
        plan_day=None,
        snapshot_hash=source.snapshot.hash,
    )
    session_changes.add({write.owner: write}, [placed])
    beside = {"notes": (new.notes or "").strip() or None, "added_by": write.by}
    session_changes.change(write, session_id, [SessionStatus.SCHEDULED], beside)
    return sessions.get(write, write.owner, session_id)


def _source(write: Write, new: OneOff, scope: Scope, own: tuple[Id, Id]) -> Source:
    if new.repeat_of is not None:
        earlier = _earlier(write, new.repeat_of, scope)
        again = stored_body(bytes(earlier.workout_snapshot), "")  # stored already, name and all
        return Source(earlier.parent_routine_id, earlier.routine_version_id, earlier.workout_id, again)
    if new.workout is not None:
        check_content(new.workout)
        return Source(*own, write.new_id(), stored(snapshot(new.workout, 1, 1)))
    version = readable_versions.hold(write, new.routine_version_id or "")
    week = new.plan_week or 1
    workout = workout_of(version, new.workout_id, week)
    taken = stored(snapshot(workout, week, version.duration))
    return Source(version.parent_routine_id, version.id, workout.id, taken)


def _earlier(write: Write, session_id: Id, scope: Scope) -> WorkoutSession:
    """Give the session to repeat; removed since, it lives on in its tombstone, and a device may not have heard."""
    try:
        return sessions.get(write, write.owner, session_id, scope)
    except SessionRemoved:
        laid = tombstones.find(write, write.owner, session_id)
        if laid is None:
            raise
        return laid.tombstone.session

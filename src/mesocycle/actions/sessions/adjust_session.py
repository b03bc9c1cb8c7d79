"""Adjust one scheduled session for one athlete: a new one with its own snapshot takes its slot."""

from mesocycle.actions.moving import changed_meanwhile, session_in
from mesocycle.domain.assignment.arrangement import PlacedSession
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, stored
from mesocycle.domain.session.one_off import as_workout, check_content, check_new_id
from mesocycle.domain.session.rules import require_scheduled
from mesocycle.domain.session.session import RemovalReason, WorkoutSession
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import snapshots
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import sessions
from mesocycle.storage.sessions.removals import Removal, remove_scheduled


def adjust_session(
    db: Database, user_id: Id, session_id: Id, content: WorkoutSnapshot, act: Act, *, new_id: Id | None = None
) -> WorkoutSession:
    """Put a session with the given content in the place of a scheduled one; gives the new one.

    The old one leaves with a tombstone and is never counted as missed; `new_id` may be made by the client.
    """
    return db.write(user_id, act, lambda write: adjust_session_in(write, session_id, content, new_id=new_id))


def adjust_session_in(
    write: Write, session_id: Id, content: WorkoutSnapshot, *, new_id: Id | None = None
) -> WorkoutSession:
    """Adjust inside a write that is open."""
    check_new_id(new_id)
    old = session_in(write, session_id, Deed.ARRANGE)
    require_scheduled(old, "adjusted")
    check_content(as_workout(content, old.workout_id))
    taken = stored(content)
    new = new_id or write.new_id()
    sessions.require_free(write, write.owner, new)
    snapshots.keep(write, [taken])
    removal = Removal(
        assignment_id=old.routine_assignment_id,
        only=(old.id,),
        reason=RemovalReason.ADJUSTED,
        receipt_id=None,
        today=users.today(write, write.owner, write.now),
    )
    if old.id not in remove_scheduled({write.owner: write}, {write.owner: removal})[write.owner]:
        raise changed_meanwhile(write, old.id)
    session_changes.add({write.owner: write}, [_in_place_of(write, old, new, taken.hash)])
    session_changes.inherit(write, new, old.id)
    return sessions.get(write, write.owner, new)


def _in_place_of(write: Write, old: WorkoutSession, new_id: Id, snapshot_hash: bytes) -> PlacedSession:
    return PlacedSession(
        id=new_id,
        assignment=assignments.get(write, write.owner, old.routine_assignment_id),
        parent_routine_id=old.parent_routine_id,
        routine_version_id=old.routine_version_id,
        workout_id=old.workout_id,
        scheduled_date=old.scheduled_date,
        scheduled_time=old.scheduled_time,
        all_day=old.all_day is True,
        planned_date=old.planned_date or old.scheduled_date,
        plan_week=old.plan_week,
        plan_day=old.plan_day,
        snapshot_hash=snapshot_hash,
        adjusted_from=old.id,
    )

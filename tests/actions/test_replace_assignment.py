"""Replacement, the rule the whole system exists for: exactly the sessions still scheduled give way."""

import pytest

from mesocycle.actions.assign_routine import assign_routine
from mesocycle.actions.replace_assignment import replace_assignment
from mesocycle.actions.undo_receipt import undo_receipt
from mesocycle.domain.assignment import AssignmentStatus, AssignmentWish, ReplacementWish
from mesocycle.domain.refusal import AssignmentNotLive, RoutineAlreadyFollowed, UndoNotPossible
from mesocycle.domain.session import SessionStatus
from mesocycle.storage import assignments, receipts, routines, sessions, tombstones
from mesocycle.storage.database import Database
from tests.arrange import a_trainer, a_user, an_act
from tests.builders import a_version, a_workout

START = AssignmentWish(start_date="2026-01-05")


def _publish(db: Database, owner: str, *versions: str) -> None:
    """Store versions of one routine, Monday and Thursday for four weeks."""
    from tests.arrange import an_act as act

    def store(write) -> None:  # type: ignore[no-untyped-def]  # a local sketch
        for number, version_id in enumerate(versions, start=1):
            version = a_version(
                id=version_id,
                parent_routine_id="routine",
                version=number,
                created_by=owner,
                duration=4,
                workouts=(a_workout(id="w1"),),
            )
            if number == 1:
                routines.add(write, "Routine", version)
            else:
                routines.add_version(write, version)

    db.write(owner, act(a_trainer(db, owner)) if False else act(_owner(db, owner)), store)


def _owner(db: Database, owner: str):  # type: ignore[no-untyped-def]
    from mesocycle.storage import users

    with db.read() as read:
        return users.get(read, owner)


def test_smoke(db: Database) -> None:
    ann = a_user(db, "ann")
    _publish(db, "ann", "v1", "v2")
    act = an_act(ann)
    first = assign_routine(db, "ann", "v1", act, START)
    print(first)
    with pytest.raises(RoutineAlreadyFollowed):
        assign_routine(db, "ann", "v2", act, START)
    dry = replace_assignment(db, "ann", first.new_assignment_id, "v2", act, ReplacementWish(continue_=True), dry_run=True)
    done = replace_assignment(db, "ann", first.new_assignment_id, "v2", act, ReplacementWish(continue_=True))
    assert len(done.removed) == len(first.created) == len(dry.removed)
    undone = undo_receipt(db, "ann", done.id, act)
    assert undone.undone_at
    with db.read() as read:
        facts = sessions.of_assignment(read, "ann", first.new_assignment_id)
        assert {f.id for f in facts} == {c.session_id for c in first.created}

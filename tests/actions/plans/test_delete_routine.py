"""Deleting a routine: only while nobody ever used a version of it."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.plans.delete_routine import delete_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.refusal import NotFound, OwnRoutineStays, VersionInUse
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from tests.arrange import a_routine, a_routine_file, a_user, an_act


def test_an_unused_routine_goes_with_all_its_versions(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)
    second = publish_version(db, first.parent_routine_id, a_routine_file(), an_act(ann))

    deleted = delete_routine(db, first.parent_routine_id, an_act(ann))

    assert deleted == second
    with db.read() as read:
        assert routines.versions_of(read, first.parent_routine_id) == []
        with pytest.raises(NotFound):
            routines.owner_of(read, first.parent_routine_id)


def test_one_used_version_keeps_the_whole_routine(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)
    publish_version(db, first.parent_routine_id, a_routine_file(), an_act(ann))
    assign_routine(db, ann.id, first.id, AssignmentRequest(), an_act(ann))

    with pytest.raises(VersionInUse):
        delete_routine(db, first.parent_routine_id, an_act(ann))

    with db.read() as read:
        assert len(routines.versions_of(read, first.parent_routine_id)) == 2


def test_the_routine_of_one_off_sessions_is_never_deleted(db: Database) -> None:
    ann = a_user(db, "ann")
    with db.read() as read:
        own = assignments.own_of(read, ann.id)

    with pytest.raises(OwnRoutineStays):
        delete_routine(db, own.parent_routine_id, an_act(ann))

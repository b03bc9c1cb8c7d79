"""Deleting a version: only one that nobody ever used."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.end_assignment import cancel_assignment
from mesocycle.actions.plans.delete_version import delete_version
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.refusal import NotPermitted, VersionInUse
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from tests.arrange import a_routine, a_routine_file, a_user, an_act


def test_when_the_latest_version_goes_the_one_before_is_latest(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)
    second = publish_version(db, first.parent_routine_id, a_routine_file(), an_act(ann))

    delete_version(db, second.id, an_act(ann))

    with db.read() as read:
        assert [(each.id, each.is_latest) for each in routines.versions_of(read, first.parent_routine_id)] == [
            (first.id, True)
        ]


def test_a_version_stays_in_use_when_its_assignment_has_ended(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)
    publish_version(db, first.parent_routine_id, a_routine_file(), an_act(ann))
    receipt = assign_routine(db, ann.id, first.id, AssignmentRequest(start_date="2026-01-05"), an_act(ann))
    cancel_assignment(db, ann.id, receipt.new_assignment_id or "", an_act(ann))

    with pytest.raises(VersionInUse):
        delete_version(db, first.id, an_act(ann))

    with db.read() as read:
        assert routines.get_version(read, first.id).workouts == first.workouts


def test_the_only_version_goes_with_its_routine_alone(db: Database) -> None:
    ann = a_user(db, "ann")
    only = a_routine(db, ann)

    with pytest.raises(VersionInUse, match="only version"):
        delete_version(db, only.id, an_act(ann))


def test_only_the_owner_deletes(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    version = a_routine(db, ann, isPublic=True)

    with pytest.raises(NotPermitted):
        delete_version(db, version.id, an_act(bob))

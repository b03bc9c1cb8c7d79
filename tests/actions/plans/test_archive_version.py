"""Archiving: a mark that hides and ends nothing."""

import pytest

from mesocycle.actions.plans.archive_version import archive_version
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.refusal import NotPermitted, OwnRoutineStays
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from tests.arrange import a_routine, a_routine_file, a_user, an_act


def test_one_version_is_archived_and_the_others_stay(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)
    second = publish_version(db, first.parent_routine_id, a_routine_file(), an_act(ann))

    archived = archive_version(db, first.id, an_act(ann))

    assert archived.is_archived
    assert archived.workouts == first.workouts
    with db.read() as read:
        assert routines.get_version(read, second.id) == second


def test_only_the_owner_archives(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    version = a_routine(db, ann, isPublic=True)

    with pytest.raises(NotPermitted):
        archive_version(db, version.id, an_act(bob))


def test_the_version_of_one_off_sessions_is_never_archived(db: Database) -> None:
    ann = a_user(db, "ann")
    with db.read() as read:
        own = assignments.own_of(read, ann.id)

    with pytest.raises(OwnRoutineStays):
        archive_version(db, own.routine_version_id, an_act(ann))

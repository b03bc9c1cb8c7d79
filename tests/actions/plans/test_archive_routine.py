"""Archiving a routine: all its versions, and it leaves the lists of others."""

from mesocycle.actions.plans.archive_routine import archive_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from tests.arrange import a_routine, a_routine_file, a_user, an_act


def test_all_versions_are_archived(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)
    publish_version(db, first.parent_routine_id, a_routine_file(), an_act(ann))

    archive_routine(db, first.parent_routine_id, an_act(ann))

    with db.read() as read:
        assert [each.is_archived for each in routines.versions_of(read, first.parent_routine_id)] == [True, True]


def test_an_archived_public_routine_is_offered_to_nobody_but_its_owner(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    version = a_routine(db, ann, isPublic=True)

    archive_routine(db, version.parent_routine_id, an_act(ann))

    with db.read() as read:
        assert [each.is_archived for each in routines.listed(read, visible_to=ann.id)] == [True]
        assert routines.listed(read, visible_to=bob.id) == []

"""Publishing: the next number, the same ids, exactly one latest."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from mesocycle.actions.plans.archive_routine import archive_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import DocumentNotValid, NotFound, NotPermitted, OwnRoutineStays, RoutineArchived
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from tests.arrange import a_routine, a_routine_file, a_user, an_act


def test_the_next_version_is_the_latest_and_keeps_the_ids_of_its_lines(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)
    raw = a_routine_file()
    raw["workouts"][0]["sections"][0]["exercises"][0]["sets"] = "3x5 @ 105 kg"

    second = publish_version(db, first.parent_routine_id, raw, an_act(ann), note="Heavier")

    assert (second.version, second.is_latest, second.change_note) == (2, True, "Heavier")
    assert second.workouts[0].id == first.workouts[0].id
    with db.read() as read:
        versions = routines.versions_of(read, first.parent_routine_id)
    assert [(each.version, each.is_latest) for each in versions] == [(2, True), (1, False)]
    assert versions[1].workouts == first.workouts


def test_a_wrong_file_publishes_nothing(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)

    with pytest.raises(DocumentNotValid):
        publish_version(db, first.parent_routine_id, a_routine_file(duration=53), an_act(ann))

    with db.read() as read:
        assert routines.versions_of(read, first.parent_routine_id) == [first]


def test_a_routine_that_can_not_be_read_is_not_there_and_a_public_one_is_its_owners(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    hidden, public = a_routine(db, ann), a_routine(db, ann, isPublic=True)

    with pytest.raises(NotFound):
        publish_version(db, hidden.parent_routine_id, a_routine_file(), an_act(bob))
    with pytest.raises(NotPermitted):
        publish_version(db, public.parent_routine_id, a_routine_file(), an_act(bob))


def test_what_an_admin_publishes_stays_the_owners(db: Database) -> None:
    ann, root = a_user(db, "ann"), a_user(db, "root", roles=(Role.ADMIN,))
    first = a_routine(db, ann)

    second = publish_version(db, first.parent_routine_id, a_routine_file(), an_act(root))

    assert second.created_by == ann.id


def test_an_archived_routine_gets_no_new_version(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)
    archive_routine(db, first.parent_routine_id, an_act(ann))

    with pytest.raises(RoutineArchived):
        publish_version(db, first.parent_routine_id, a_routine_file(), an_act(ann))


def test_the_routine_of_one_off_sessions_is_never_published(db: Database) -> None:
    ann = a_user(db, "ann")
    with db.read() as read:
        own = assignments.own_of(read, ann.id)

    with pytest.raises(OwnRoutineStays):
        publish_version(db, own.parent_routine_id, a_routine_file(), an_act(ann))


def test_versions_published_at_the_same_time_get_numbers_of_their_own(db: Database) -> None:
    ann = a_user(db, "ann")
    first = a_routine(db, ann)

    with ThreadPoolExecutor(max_workers=4) as pool:
        publishing = [
            pool.submit(publish_version, db, first.parent_routine_id, a_routine_file(), an_act(ann)) for _ in range(8)
        ]
        numbers = sorted(each.result().version for each in publishing)

    assert numbers == list(range(2, 10))
    with db.read() as read:
        versions = routines.versions_of(read, first.parent_routine_id)
    assert [each.version for each in versions if each.is_latest] == [9]
    assert len({each.workouts[0].id for each in versions}) == 1

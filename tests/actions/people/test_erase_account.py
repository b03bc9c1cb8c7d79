"""Erasing an account: all of one's own goes, nothing of anybody else's; one's own with the password."""

import pytest

from mesocycle.actions.people.erase_account import erase_account, erase_own_account, erase_user
from mesocycle.actions.plans.import_exercises import import_exercises
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.assignment.assignment import AssignmentStatus
from mesocycle.domain.people.password import Erasure
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.refusal import NotFound, NotPermitted, TooManyAttempts, WrongPassword
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import routines
from mesocycle.storage.tables.training import metadata
from tests.actions.erasing import a_trained_month
from tests.actions.plans.library import an_exercise
from tests.actions.signing_in import ADDRESS, PASSWORD, a_password, tries_in_vain
from tests.arrange import (
    ADMIN,
    a_coaching,
    a_routine,
    a_routine_file,
    a_trainer,
    a_user,
    an_act,
    training_of,
)


def tables_that_name(db: Database, user_id: str) -> set[str]:
    """Give the tables in which any column of any row holds a user's id."""
    with db.read() as read:
        return {
            table.name for table in metadata.sorted_tables for row in read.execute(table.select()) if user_id in row
        }


def test_of_an_athlete_who_is_erased_no_row_is_left(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)
    a_trained_month(db, ann, a_routine(db, tom).id, tom)
    a_trained_month(db, ann, a_routine(db, ann).id, ann)
    set_reference_value(db, ann.id, NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=60, unit="kg"), an_act(ann))
    import_exercises(db, [an_exercise()], an_act(ann), own=True)

    erase_account(db, ann.id, an_act(ann))

    assert tables_that_name(db, ann.id) == set()


def test_when_a_trainer_is_erased_the_training_of_athletes_is_byte_for_byte_what_it_was(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)
    used = a_routine(db, tom)
    assignment_id = a_trained_month(db, ann, used.id, tom)
    a_trained_month(db, tom, used.id, tom)
    before = training_of(db, ann)

    erase_account(db, tom.id, an_act(tom))

    assert training_of(db, ann) == before
    with db.read() as read:
        assert assignments.get(read, ann.id, assignment_id).status is AssignmentStatus.ACTIVE
        assert coachings.of_user(read, ann.id) == []


def test_versions_in_use_stay_archived_and_unused_ones_go(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)
    used = a_routine(db, tom)
    publish_version(db, used.parent_routine_id, a_routine_file(), an_act(tom))
    unused = a_routine(db, tom)
    a_trained_month(db, ann, used.id, tom)

    erase_account(db, tom.id, an_act(tom))

    with db.read() as read:
        left = routines.versions_of(read, used.parent_routine_id)
        assert [(each.id, each.is_latest, each.is_archived) for each in left] == [(used.id, True, True)]
        assert left[0].workouts == used.workouts
        assert routines.versions_of(read, unused.parent_routine_id) == []


def test_nobody_erases_another_but_an_admin_does(db: Database) -> None:
    ann, bob, tom = a_user(db, "ann"), a_user(db, "bob"), a_trainer(db)
    a_coaching(db, tom, ann)

    with pytest.raises(NotPermitted):
        erase_account(db, ann.id, an_act(tom))
    with pytest.raises(NotFound):
        erase_account(db, ann.id, an_act(bob))
    erase_account(db, ann.id, an_act(ADMIN))

    with db.read() as read:
        assert users.all_users(read) == [bob, tom]
    with pytest.raises(NotFound):
        erase_account(db, ann.id, an_act(ADMIN))


def test_the_last_admin_is_not_erased_while_others_need_one(db: Database) -> None:
    root, ann = a_user(db, "root", roles=(Role.ADMIN,)), a_user(db, "ann")

    with pytest.raises(NotPermitted):
        erase_account(db, root.id, an_act(root))
    erase_account(db, ann.id, an_act(root))
    erase_account(db, root.id, an_act(root))

    assert tables_that_name(db, root.id) == set()


def test_with_the_password_an_account_erases_itself(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    a_password(db, ann)

    assert erase_own_account(db, Erasure(password=PASSWORD), ADDRESS, an_act(ann)) == ann

    with db.read() as read:
        assert users.all_users(read) == [bob]


@pytest.mark.parametrize("has_one", [True, False])
def test_without_the_right_one_nothing_is_erased(db: Database, has_one: bool) -> None:
    ann = a_user(db)
    if has_one:
        a_password(db, ann)

    with pytest.raises(WrongPassword):
        erase_own_account(db, Erasure(password=f"not {PASSWORD}"), ADDRESS, an_act(ann))

    with db.read() as read:
        assert users.get(read, ann.id) == ann


def test_wrong_ones_count_as_tries_to_sign_in(db: Database) -> None:
    ann = a_user(db)
    a_password(db, ann)
    tries_in_vain(db, ann.email, 10)

    with pytest.raises(TooManyAttempts):
        erase_own_account(db, Erasure(password=PASSWORD), ADDRESS, an_act(ann))


def test_an_admin_erases_a_user(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")

    assert erase_user(db, ann.id, an_act(ADMIN)) == ann

    with db.read() as read:
        assert users.all_users(read) == [bob]


def test_nobody_else_does_and_a_stranger_learns_of_nobody(db: Database) -> None:
    ann, bob, tom = a_user(db, "ann"), a_user(db, "bob"), a_trainer(db)
    a_coaching(db, tom, ann)

    for actor, no in ((ann, NotPermitted), (tom, NotPermitted), (bob, NotFound)):
        with pytest.raises(no):
            erase_user(db, ann.id, an_act(actor))

    with db.read() as read:
        assert users.get(read, ann.id) == ann

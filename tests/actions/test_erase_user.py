"""Erasing a user: an admin's right."""

import pytest

from mesocycle.actions.erase_user import erase_user
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.storage import users
from mesocycle.storage.database import Database
from tests.arrange import ADMIN, a_coaching, a_trainer, a_user, an_act


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

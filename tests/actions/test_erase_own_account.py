"""Erasing one's own account: with the password."""

import pytest

from mesocycle.actions.erase_own_account import erase_own_account
from mesocycle.domain.password import Erasure
from mesocycle.domain.refusal import TooManyAttempts, WrongPassword
from mesocycle.storage import users
from mesocycle.storage.database import Database
from tests.actions.signing_in import ADDRESS, PASSWORD, a_password, tries_in_vain
from tests.arrange import a_user, an_act


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

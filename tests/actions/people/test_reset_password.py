"""Links for a new password: made by an admin, good once, for a day."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.people.reset_password import reset_password
from mesocycle.actions.people.sign_in import sign_in
from mesocycle.domain.people.password import Credentials, PasswordReset
from mesocycle.domain.refusal import DocumentNotValid, ResetLinkNotValid
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import sign_ins
from tests.actions.resetting import OTHER, a_reset
from tests.actions.signing_in import ADDRESS, PASSWORD, a_sign_in
from tests.arrange import ADMIN, NOW, a_user, an_act


def test_a_user_who_never_had_a_password_chooses_one_by_a_link(db: Database) -> None:
    ann = a_user(db)

    reset_password(db, a_reset(db, ann), NOW)

    assert sign_in(db, Credentials(email=ann.email, password=OTHER), ADDRESS, NOW, days=1).user == ann


def test_all_sign_ins_end(db: Database) -> None:
    ann = a_user(db)
    a_sign_in(db, ann)

    reset_password(db, a_reset(db, ann), NOW)

    with db.read() as read:
        assert sign_ins.of_user(read, ann.id, NOW) == []


def test_a_link_is_good_once(db: Database) -> None:
    reset = a_reset(db, a_user(db))
    reset_password(db, reset, NOW)

    with pytest.raises(ResetLinkNotValid):
        reset_password(db, reset, NOW)


def test_a_password_that_can_t_be_leaves_the_link_as_it_is(db: Database) -> None:
    ann = a_user(db)
    reset = a_reset(db, ann, "short")

    with pytest.raises(DocumentNotValid):
        reset_password(db, reset, NOW)
    assert reset_password(db, PasswordReset(secret=reset.secret, new_password=OTHER), NOW) == ann


@pytest.mark.parametrize("secret", ["", "msr_" + "A" * 43, "msi_" + "A" * 43])
def test_what_is_no_link_is_refused_in_the_same_words(db: Database, secret: str) -> None:
    with pytest.raises(ResetLinkNotValid, match="not good"):
        reset_password(db, PasswordReset(secret=secret, new_password=OTHER), NOW)


def test_a_link_of_an_erased_account_is_nobody_s(db: Database) -> None:
    ann = a_user(db)
    reset = a_reset(db, ann)
    erase_account(db, ann.id, an_act(ADMIN))

    with pytest.raises(ResetLinkNotValid):
        reset_password(db, reset, NOW)


def test_of_several_who_use_a_link_at_once_one_gets_it_and_their_password_holds(db: Database) -> None:
    ann = a_user(db)
    secret = a_reset(db, ann).secret
    passwords = [f"{PASSWORD} {number}" for number in range(4)]

    def use(password: str) -> str | None:
        try:
            reset_password(db, PasswordReset(secret=secret, new_password=password), NOW)
        except ResetLinkNotValid:
            return None
        return password

    with ThreadPoolExecutor(4) as threads:
        (winner,) = filter(None, threads.map(use, passwords))

    assert sign_in(db, Credentials(email=ann.email, password=winner), ADDRESS, NOW, days=1).user == ann

"""Changing one's own password."""

import pytest

from mesocycle.actions.people.change_password import change_password
from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.people.make_reset_link import make_reset_link
from mesocycle.actions.people.reset_password import reset_password
from mesocycle.actions.people.sign_in import sign_in
from mesocycle.domain.people.caller import NewToken
from mesocycle.domain.people.password import Credentials, PasswordChange, PasswordReset
from mesocycle.domain.refusal import DocumentNotValid, ResetLinkNotValid, TooManyAttempts, WrongPassword
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import api_tokens, sign_ins
from tests.actions.signing_in import ADDRESS, PASSWORD, a_password, tries_in_vain
from tests.arrange import ADMIN, NOW, a_user, an_act

OTHER = "four quite unrelated words"
CHANGE = PasswordChange(old_password=PASSWORD, new_password=OTHER)


def test_the_new_password_opens_and_the_old_one_does_not(db: Database) -> None:
    ann = a_user(db)
    old = a_password(db, ann)

    change_password(db, CHANGE, ADDRESS, an_act(ann))

    with pytest.raises(WrongPassword):
        sign_in(db, old, ADDRESS, NOW, days=1)
    assert sign_in(db, Credentials(email=ann.email, password=OTHER), ADDRESS, NOW, days=1).user == ann


def test_other_browsers_are_signed_out_and_tokens_stay(db: Database) -> None:
    ann = a_user(db)
    shown = a_password(db, ann)
    here, _there = (sign_in(db, shown, ADDRESS, NOW, days=1) for _ in range(2))
    issue_token(db, NewToken(name="watch"), an_act(ann))

    change_password(db, CHANGE, ADDRESS, an_act(ann), keep=here.sign_in.id)

    with db.read() as read:
        assert sign_ins.of_user(read, ann.id, NOW) == [here.sign_in]
        assert api_tokens.count_good(read, ann.id, NOW) == 1


def test_a_reset_link_that_nobody_used_is_void_then(db: Database) -> None:
    ann = a_user(db)
    a_password(db, ann)
    link = make_reset_link(db, ann.id, an_act(ADMIN))

    change_password(db, CHANGE, ADDRESS, an_act(ann))

    with pytest.raises(ResetLinkNotValid):
        reset_password(db, PasswordReset(secret=link.secret, new_password=PASSWORD), NOW)


def test_a_wrong_old_password_changes_nothing_and_counts_as_a_try_to_sign_in(db: Database) -> None:
    ann = a_user(db)
    shown = a_password(db, ann)
    tries_in_vain(db, ann.email, 9)

    with pytest.raises(WrongPassword):
        change_password(db, PasswordChange(old_password=OTHER, new_password=OTHER), ADDRESS, an_act(ann))
    with pytest.raises(TooManyAttempts):
        sign_in(db, shown, ADDRESS, NOW, days=1)
    assert sign_in(db, shown, ADDRESS, "2026-01-05T10:00:00.000Z", days=1).user == ann


def test_a_new_password_that_can_t_be_is_refused_before_the_old_one_is_looked_at(db: Database) -> None:
    ann = a_user(db)
    a_password(db, ann)

    with pytest.raises(DocumentNotValid) as refusal:
        change_password(db, PasswordChange(old_password=PASSWORD, new_password=ann.email), ADDRESS, an_act(ann))

    assert [error.path for error in refusal.value.errors or ()] == ["newPassword"]

"""Signing in: with the right password, from one browser, and not by guessing."""

import argon2
import pytest

from mesocycle.actions.people.set_password import set_password
from mesocycle.actions.people.sign_in import sign_in
from mesocycle.domain.people.password import Credentials
from mesocycle.domain.refusal import WrongPassword
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import passwords, sign_ins
from tests.actions.people.trying import CHEAP
from tests.actions.signing_in import ADDRESS, PASSWORD, a_password
from tests.arrange import NOW, a_user, an_act


def test_whoever_shows_the_right_password_is_signed_in_for_the_days_that_are_set(db: Database) -> None:
    ann = a_user(db)
    shown = a_password(db, ann)

    signed_in = sign_in(db, shown, ADDRESS, NOW, days=7)

    assert signed_in.user == ann
    assert signed_in.secret.startswith("msi_")
    assert signed_in.sign_in.expires_at == "2026-01-12T09:00:00.000Z"
    with db.read() as read:
        assert sign_ins.of_user(read, ann.id, NOW) == [signed_in.sign_in]


def test_the_address_is_known_whatever_its_case(db: Database) -> None:
    a_password(db, a_user(db))

    assert sign_in(db, Credentials(email=" Ann@Example.ORG ", password=PASSWORD), ADDRESS, NOW, days=1).user.id == "ann"


def test_a_hash_with_the_parameters_of_yesterday_is_made_anew_by_signing_in(db: Database) -> None:
    ann = a_user(db)
    shown = a_password(db, ann)
    db.write(ann.id, an_act(ann), lambda write: passwords.put(write, CHEAP.hash(PASSWORD.encode())))

    sign_in(db, shown, ADDRESS, NOW, days=1)

    with db.read() as read:
        stored = passwords.find_hash(read, ann.id)
    assert stored is not None
    assert argon2.extract_parameters(stored) == argon2.extract_parameters(argon2.PasswordHasher().hash("x"))
    assert sign_in(db, shown, ADDRESS, NOW, days=1).user == ann


def test_a_password_changed_while_the_old_one_was_looked_at_signs_nobody_in(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = a_user(db)
    shown = a_password(db, ann)
    matches = passwords.matches

    def then_changed(stored: str | None, given: str) -> bool:
        right = matches(stored, given)
        set_password(db, ann.id, "four quite unrelated words", an_act(ann))
        return right

    monkeypatch.setattr("mesocycle.actions.people.password_check.matches", then_changed)
    with pytest.raises(WrongPassword):
        sign_in(db, shown, ADDRESS, NOW, days=1)

    with db.read() as read:
        assert sign_ins.of_user(read, ann.id, NOW) == []

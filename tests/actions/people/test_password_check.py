"""The right password, and not too many wrong ones before it."""

from concurrent.futures import ThreadPoolExecutor

import argon2
import pytest
from msgspec.structs import replace

from mesocycle.actions.people.sign_in import sign_in
from mesocycle.domain.document import Instant
from mesocycle.domain.people.password import Credentials
from mesocycle.domain.refusal import Refusal, TooManyAttempts, WrongPassword
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import passwords, sign_ins
from tests.actions.people.trying import CHEAP
from tests.actions.signing_in import ADDRESS, PASSWORD, a_password, tries_in_vain
from tests.arrange import NOW, a_user

ELSEWHERE = "198.51.100.9"


IN_TIME: Instant = "2026-01-05T09:14:59.999Z"


A_QUARTER_LATER: Instant = "2026-01-05T09:15:00.000Z"


@pytest.fixture
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", lambda: CHEAP)
    monkeypatch.setattr(passwords, "_nobodys", lambda: CHEAP.hash(b"nobody has this password"))


def test_whether_there_is_an_account_is_not_told(db: Database) -> None:
    ann = a_password(db, a_user(db))
    bob = a_user(db, "bob")
    refusals = []

    for shown in (
        replace(ann, password=PASSWORD.upper()),
        Credentials(email=bob.email, password=PASSWORD),
        Credentials(email="nobody@example.org", password=PASSWORD),
    ):
        with pytest.raises(WrongPassword) as refusal:
            sign_in(db, shown, ADDRESS, NOW, days=1)
        refusals.append(refusal.value.document)

    assert refusals[0] == refusals[1] == refusals[2]


def test_for_an_account_that_does_not_exist_the_same_work_is_done(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = a_password(db, a_user(db)), a_user(db, "bob")
    worked: list[argon2.Parameters] = []
    verify = argon2.PasswordHasher.verify

    def watched(self: argon2.PasswordHasher, stored: str, given: bytes) -> bool:
        worked.append(argon2.extract_parameters(stored))
        return verify(self, stored, given)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", watched)
    for email in (ann.email, bob.email, "nobody@example.org"):
        with pytest.raises(WrongPassword):
            sign_in(db, Credentials(email=email, password=PASSWORD.upper()), ADDRESS, NOW, days=1)

    assert len(worked) == 3
    assert worked[0] == worked[1] == worked[2]
    assert worked[0].type is argon2.Type.ID


@pytest.mark.usefixtures("_cheap")
def test_after_ten_wrong_passwords_also_the_right_one_is_refused_until_the_quarter_is_over(db: Database) -> None:
    shown = a_password(db, a_user(db))
    tries_in_vain(db, shown.email, 10)

    with pytest.raises(TooManyAttempts) as refusal:
        sign_in(db, shown, ADDRESS, IN_TIME, days=1)
    late = sign_in(db, shown, ADDRESS, A_QUARTER_LATER, days=1)

    assert refusal.value.facts == {"retryAfterSeconds": 1}
    assert late.user.id == "ann"


@pytest.mark.usefixtures("_cheap")
def test_accounts_that_do_not_exist_are_limited_alike(db: Database) -> None:
    tries_in_vain(db, "nobody@example.org", 10)

    with pytest.raises(TooManyAttempts):
        sign_in(db, Credentials(email="nobody@example.org", password=PASSWORD), ADDRESS, NOW, days=1)


@pytest.mark.usefixtures("_cheap")
def test_after_fifty_wrong_passwords_an_address_is_refused_for_every_account_and_others_are_not(db: Database) -> None:
    shown = a_password(db, a_user(db))
    for number in range(5):
        tries_in_vain(db, f"guess{number}@example.org", 10)

    with pytest.raises(TooManyAttempts):
        sign_in(db, shown, ADDRESS, NOW, days=1)

    assert sign_in(db, shown, ELSEWHERE, NOW, days=1).user.id == "ann"


@pytest.mark.usefixtures("_cheap")
def test_the_right_password_lets_the_account_begin_anew(db: Database) -> None:
    shown = a_password(db, a_user(db))

    for _ in range(3):
        tries_in_vain(db, shown.email, 9)
        sign_in(db, shown, ADDRESS, NOW, days=1)


@pytest.mark.usefixtures("_cheap")
def test_one_s_own_right_password_does_not_clear_the_address_for_guessing_at_others(db: Database) -> None:
    own = a_password(db, a_user(db))
    for number in range(5):
        tries_in_vain(db, f"guess{number}@example.org", 9)
        sign_in(db, own, ADDRESS, NOW, days=1)
    tries_in_vain(db, "guess6@example.org", 5)

    with pytest.raises(TooManyAttempts):
        sign_in(db, own, ADDRESS, NOW, days=1)


@pytest.mark.usefixtures("_cheap")
def test_of_many_wrong_passwords_at_once_no_more_are_looked_at_than_the_limit_says(db: Database) -> None:
    shown = a_password(db, a_user(db))

    def attempt(number: int) -> str:
        try:
            sign_in(db, replace(shown, password=f"wrong {number}"), ADDRESS, NOW, days=1)
        except Refusal as refusal:
            return refusal.code
        return "signed-in"

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(attempt, range(30)))

    assert sorted(outcomes) == ["too-many-attempts"] * 20 + ["wrong-password"] * 10


def test_what_is_over_is_taken_away_by_the_next_who_signs_in(db: Database) -> None:
    ann = a_user(db)
    shown = a_password(db, ann)
    sign_in(db, shown, ADDRESS, NOW, days=1)
    tries_in_vain(db, "nobody@example.org", 1)

    later = sign_in(db, shown, ELSEWHERE, "2026-02-05T09:00:00.000Z", days=1)

    with db.read() as read:
        assert sign_ins.of_user(read, ann.id, NOW) == [later.sign_in]
        counted = read.connection.exec_driver_sql("select tries from sign_in_attempt").scalars().all()
    assert counted == [0]


@pytest.mark.usefixtures("_cheap")
def test_a_stranger_who_guesses_does_not_lock_the_owner_out(db: Database) -> None:
    shown = a_password(db, a_user(db))
    tries_in_vain(db, shown.email, 10)
    with pytest.raises(TooManyAttempts):
        sign_in(db, replace(shown, password="wrong"), ADDRESS, NOW, days=1)  # noqa: S106  # opens nothing

    assert sign_in(db, shown, ELSEWHERE, NOW, days=1).user.id == "ann"

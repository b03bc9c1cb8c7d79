"""What tests of signing in set up: passwords, browsers, and many tries."""

import pytest

from mesocycle.actions.people.set_password import set_password
from mesocycle.actions.people.sign_in import sign_in
from mesocycle.domain.document import Instant
from mesocycle.domain.people.caller import SignedIn
from mesocycle.domain.people.password import Credentials
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import WrongPassword
from mesocycle.storage.engine.database import Database
from tests.arrange import NOW, an_act

PASSWORD = "three unrelated words"  # noqa: S105  # opens nothing but a test
ADDRESS = "192.0.2.7"


def a_password(db: Database, user: User, password: str = PASSWORD) -> Credentials:
    """Give a user a password, and what they show to sign in."""
    set_password(db, user.id, password, an_act(user))
    return Credentials(email=user.email, password=password)


def a_sign_in(db: Database, user: User, *, now: Instant = NOW, from_address: str = ADDRESS) -> SignedIn:
    """Sign a user in for thirty days, with a password that they get for it."""
    return sign_in(db, a_password(db, user), from_address, now, days=30)


def tries_in_vain(db: Database, email: str, times: int, *, now: Instant = NOW, from_address: str = ADDRESS) -> None:
    """Try to sign in with wrong passwords."""
    for number in range(times):
        with pytest.raises(WrongPassword):
            sign_in(db, Credentials(email=email, password=f"wrong {number}"), from_address, now, days=30)

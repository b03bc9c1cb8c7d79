"""Erase one's own account from afar, showing the password."""

from mesocycle.actions.erase_account import erase_account_in
from mesocycle.actions.require_password import require_password
from mesocycle.domain.act import Act
from mesocycle.domain.password import Credentials, Erasure, wrong_password
from mesocycle.domain.user import User
from mesocycle.storage import passwords, users
from mesocycle.storage.database import Database, Write


def erase_own_account(db: Database, shown: Erasure, from_address: str, act: Act) -> User:
    """Erase the acting user with all their training; a token or an open browser alone is not enough.

    Refuses a wrong password (`WrongPassword`), counted as a try to sign in (`TooManyAttempts`).
    """
    with db.read() as read:
        user = users.get(read, act.actor.id)
    found = require_password(db, Credentials(email=user.email, password=shown.password), from_address, act.now)
    return db.write(user.id, act, lambda write: _erase_own_account_in(write, found))


def _erase_own_account_in(write: Write, found: passwords.Account) -> User:
    """Erase the write's owner, unless the password was changed since it was looked at."""
    if passwords.find_hash(write, write.owner) != found.hash:
        raise wrong_password()
    return erase_account_in(write)

"""Change one's own password, showing the old one."""

from mesocycle.actions.people.password_check import require_password
from mesocycle.actions.people.set_password import set_password_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.password import Credentials, PasswordChange, check_password, wrong_password
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import passwords, users
from mesocycle.storage.people.passwords import hashed


def change_password(
    db: Database, change: PasswordChange, from_address: str, act: Act, *, keep: Id | None = None
) -> User:
    """Change the acting user's password; ends all sign-ins but the one to keep, tokens stay.

    Refuses a wrong old one (`WrongPassword`), counted as a try to sign in (`TooManyAttempts`).
    """
    with db.read() as read:
        user = users.get(read, act.actor.id)
    check_password("newPassword", change.new_password, user.email)
    found = require_password(db, Credentials(email=user.email, password=change.old_password), from_address, act.now)
    stored = hashed(change.new_password)
    return db.write(user.id, act, lambda write: _change_password_in(write, found, stored, keep))


def _change_password_in(write: Write, found: passwords.Account, stored: str, keep: Id | None) -> User:
    """Store the new password, unless the old one was changed since it was looked at."""
    if passwords.find_hash(write, write.owner) != found.hash:
        raise wrong_password()
    return set_password_in(write, stored, keep=keep)

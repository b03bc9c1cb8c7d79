"""Set a user's password without the old one: for whoever sits at the server."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.password import check_password
from mesocycle.domain.people.sign_in_limit import account
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import require_self
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import passwords, reset_links, sign_in_attempts, sign_ins, users
from mesocycle.storage.people.passwords import hashed


def set_password(db: Database, user_id: Id, password: str, act: Act) -> User:
    """Set a password, as the user or an admin; ends all sign-ins, tokens stay.

    For the command line alone: over HTTP a password is changed with the old one or reset by a link.
    """
    with db.read() as read:
        user = users.get(read, user_id)
    require_self(act.actor, user_id)
    check_password("password", password, user.email)
    stored = hashed(password)
    return db.write(user_id, act, lambda write: set_password_in(write, stored))


def set_password_in(write: Write, stored: str, *, keep: Id | None = None) -> User:
    """Store the hash of the owner's new password.

    All their sign-ins end but the one to keep, reset links are void, and tries in vain are forgotten; tokens stay.
    """
    user = users.get(write, write.owner)
    passwords.put(write, stored)
    sign_ins.end_all(write, keep=keep)
    reset_links.void(write)
    sign_in_attempts.forget(write.connection, account(user.email))
    return user

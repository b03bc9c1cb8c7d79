"""Erase an account: that user's own training goes, whatever others follow or have done stays."""

from mesocycle.actions.people.password_check import require_password
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.password import Credentials, Erasure, wrong_password
from mesocycle.domain.people.user import Role, User
from mesocycle.domain.permission import require_admin, require_self
from mesocycle.domain.refusal import NotPermitted
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import accounts, passwords, users


def erase_account(db: Database, user_id: Id, act: Act) -> User:
    """Erase a user and give who it was; by the user, or by an admin. It can't be undone.

    Their versions in use stay, archived; assignments of them to others go on.
    """
    return db.write(user_id, act, erase_account_in)


def erase_account_in(write: Write) -> User:
    """Erase the write's owner."""
    user = users.get_in_sight(write, write.act.actor, write.owner)
    require_self(write.act.actor, write.owner)
    if Role.ADMIN in user.roles:
        users.hold_roles(write)  # of the last two admins only one can leave
    if users.admins(write) == [write.owner] and len(users.all_users(write)) > 1:
        raise NotPermitted(
            "The last admin can't be erased while there are other users.",
            f"Give another user the role first; {Do('user list')} shows who is here.",
        )
    accounts.erase_training(write)
    accounts.release_routines(write)
    accounts.erase_access(write, user.email)
    accounts.erase_user(write)
    return user


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


def erase_user(db: Database, user_id: Id, act: Act) -> User:
    """Erase a user with all their training; for admins alone, who need no password for it. It can't be undone."""
    return db.write(user_id, act, erase_user_in)


def erase_user_in(write: Write) -> User:
    """Erase the write's owner."""
    users.get_in_sight(write, write.act.actor, write.owner)
    require_admin(write.act.actor)
    return erase_account_in(write)

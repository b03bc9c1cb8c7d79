"""Erase an account: that user's own training goes, whatever others follow or have done stays."""

from mesocycle.domain.act import Act
from mesocycle.domain.document import Id
from mesocycle.domain.permission import require_self
from mesocycle.domain.refusal import NotPermitted
from mesocycle.domain.user import Role, User
from mesocycle.storage import accounts, users
from mesocycle.storage.database import Database, Write


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
            "Give another user the role first: `mesocycle user set --role admin`.",
        )
    accounts.erase_training(write)
    accounts.release_routines(write)
    accounts.erase_access(write, user.email)
    accounts.erase_user(write)
    return user

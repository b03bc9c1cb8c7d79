"""Erase a user's account, as an admin."""

from mesocycle.actions.erase_account import erase_account_in
from mesocycle.domain.act import Act
from mesocycle.domain.document import Id
from mesocycle.domain.permission import require_admin
from mesocycle.domain.user import User
from mesocycle.storage import users
from mesocycle.storage.database import Database, Write


def erase_user(db: Database, user_id: Id, act: Act) -> User:
    """Erase a user with all their training; for admins alone, who need no password for it. It can't be undone."""
    return db.write(user_id, act, erase_user_in)


def erase_user_in(write: Write) -> User:
    """Erase the write's owner."""
    users.get_in_sight(write, write.act.actor, write.owner)
    require_admin(write.act.actor)
    return erase_account_in(write)

"""What the tests of engine share."""

from collections.abc import Callable

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.tables.training import app_user

SHORT_S = 0.2


def name_them(name: str) -> Callable[[Write], None]:
    """Give the work of a write: the owner gets a name."""

    def work(write: Write) -> None:
        write.execute(app_user.update().where(app_user.c.id == write.owner).values(name=name))

    return work


def name_of(db: Database, user: User) -> str:
    with db.read() as read:
        return users.get(read, user.id).name

"""What the tests of people share."""

from mesocycle.actions.people.make_reset_link import make_reset_link
from mesocycle.domain.people.password import PasswordReset
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.arrange import ADMIN, an_act

OTHER = "four quite unrelated words"


def a_reset(db: Database, user: User, password: str = OTHER) -> PasswordReset:
    """Let an admin make a link, and choose a password by it."""
    return PasswordReset(secret=make_reset_link(db, user.id, an_act(ADMIN)).secret, new_password=password)

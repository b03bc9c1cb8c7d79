"""What the tests of cli share."""

from mesocycle.actions.people.sign_in import sign_in
from mesocycle.domain.people.password import Credentials
from mesocycle.domain.refusal import Refusal
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import ADDRESS
from tests.arrange import NOW

ROOT = "root@example.org"


def opens(url: str, password: str) -> bool:
    """Tell whether the admin signs in with a password."""
    database = Database.open(url)
    try:
        return sign_in(database, Credentials(email=ROOT, password=password), ADDRESS, NOW, days=1).user.email == ROOT
    except Refusal:
        return False
    finally:
        database.close()

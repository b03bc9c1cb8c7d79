"""`mesocycle user set-password` and `user reset-link`."""

from mesocycle.actions.people.reset_password import reset_password
from mesocycle.domain.people.password import PasswordReset
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD
from tests.cli.running import Mesocycle
from tests.cli.signing_in import ROOT, opens


def test_a_reset_link_lets_its_user_choose_a_password(as_root: Mesocycle, root_url: str) -> None:
    now = (issued := as_root(f"--json user reset-link {ROOT}").json)["resetLink"]["createdAt"]
    database = Database.open(root_url)

    reset_password(database, PasswordReset(secret=issued["secret"], new_password=PASSWORD), now)
    database.close()

    assert opens(root_url, PASSWORD)


def test_only_an_admin_makes_a_reset_link(everybody: Mesocycle) -> None:
    assert everybody("--as tom@example.org user reset-link ann@example.org").code == 5
    assert everybody("user reset-link ann@example.org").out.startswith("secret")

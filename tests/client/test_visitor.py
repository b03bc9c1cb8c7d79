"""What somebody may do who has no token yet."""

import pytest

from mesocycle.client import PasswordReset, Refused, Role, Visitor
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD
from tests.arrange import a_user
from tests.client.conftest import ClientOf
from tests.server.served import Served


def test_a_password_is_chosen_by_a_reset_link_and_opens_the_door(
    db: Database, running: Served, client_of: ClientOf
) -> None:
    ann = a_user(db)
    made = client_of(a_user(db, "ada", roles=(Role.ADMIN,))).users.reset_link(ann.id)
    visitor = Visitor(running.address)
    with pytest.raises(Refused) as no:
        visitor.sign_in(ann.email, PASSWORD)

    visitor.reset_password(PasswordReset(secret=made.secret, new_password=PASSWORD))

    with visitor.sign_in(ann.email, PASSWORD) as signed_in:
        assert signed_in.users.me().id == "ann"
    assert no.value.code == "wrong-password"

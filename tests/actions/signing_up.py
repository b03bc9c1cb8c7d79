"""What the tests of people share."""

from typing import Any

from msgspec.structs import replace

from mesocycle.actions.people.invite_user import invite_user
from mesocycle.domain.people.invitation import NewInvitation
from mesocycle.domain.people.sign_up import SignUp, SignUpPolicy
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD
from tests.arrange import an_act

OPEN, BY_INVITATION, CLOSED = SignUpPolicy


ANN = SignUp(email=" Ann@Example.org", password=PASSWORD, name=" Ann ", time_zone="Europe/Berlin")


def invited(db: Database, by: User, **given: Any) -> SignUp:  # noqa: ANN401  # any fields of an invitation
    """Let somebody invite, and give Ann's sign-up by it."""
    return replace(ANN, invitation=invite_user(db, NewInvitation(**given), an_act(by)).secret)

"""Signing up: who may, and what they tell of themselves."""

from enum import StrEnum

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.secret import Confidential
from mesocycle.domain.people.user import Role, Units, User, normal_email
from mesocycle.domain.refusal import SignUpClosed


class SignUpPolicy(StrEnum):
    """Who may sign up on a server: anybody, whoever was invited, or nobody."""

    OPEN = "open"
    INVITATION = "invitation"
    CLOSED = "closed"


class SignUp(Confidential, frozen=True, kw_only=True):
    """What somebody tells of themselves to get an account; `invitation` is the code of one."""

    email: str
    password: str
    name: str
    time_zone: str
    units: Units = Units.METRIC
    invitation: str | None = None


def require_open(policy: SignUpPolicy, *, invited: bool) -> None:
    """Refuse to sign up where nobody may, or where nobody may who was not invited."""
    if policy is SignUpPolicy.CLOSED:
        raise SignUpClosed("Nobody signs up on this server.", "Ask an admin to add you.")
    if policy is SignUpPolicy.INVITATION and not invited:
        raise SignUpClosed("On this server only those sign up who were invited.", "Ask an admin to invite you.")


def require_admin_before(*, any_there: bool) -> None:
    """Refuse the very first account: whoever runs the server makes it, else nobody would be admin."""
    if not any_there:
        raise SignUpClosed("This server has no admin yet.", "Let whoever runs the server add the first user there.")


def user_of(sign_up: SignUp, user_id: Id, roles: tuple[Role, ...], now: Instant) -> User:
    """Make the user whom a sign-up describes."""
    return User(
        id=user_id,
        email=normal_email(sign_up.email),
        name=sign_up.name.strip(),
        roles=roles,
        time_zone=sign_up.time_zone,
        units=sign_up.units,
        created_at=now,
        updated_at=now,
    )

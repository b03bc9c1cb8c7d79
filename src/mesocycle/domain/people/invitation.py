"""Invitations: one sign-up each, in the roles that they name."""

from collections.abc import Collection

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.api_token import check_days
from mesocycle.domain.people.secret import Confidential
from mesocycle.domain.people.user import Role, email_faults
from mesocycle.domain.reading.checks import Faults
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import InvitationNotValid, NotPermitted

USUAL_DAYS = 14
MOST_INVITED_DAYS = 90


class Invitation(Document, frozen=True, kw_only=True):
    """Good for one sign-up until it expires: for whoever has the code or, with `email`, for that address."""

    id: Id = field(name="_id")
    email: str | None = None
    roles: tuple[Role, ...]
    invited_by: Id
    created_at: Instant
    expires_at: Instant
    used_at: Instant | None = None
    used_by: Id | None = None


class NewInvitation(Document, frozen=True, kw_only=True):
    """What is told of an invitation that is to be made; without `days` it lasts two weeks."""

    email: str | None = None
    roles: tuple[Role, ...] = (Role.ATHLETE,)
    days: int = USUAL_DAYS


class IssuedInvitation(Confidential, frozen=True, kw_only=True):
    """An invitation and its code, which is shown this once and stored nowhere."""

    invitation: Invitation
    secret: str


def check_invitation(email: str | None, roles: Collection[Role], days: int) -> None:
    """Refuse an invitation to no address, in no role, or for longer than is sane."""
    refuse_faults(_faults(email, roles, days))


def _faults(email: str | None, roles: Collection[Role], days: int) -> Faults:
    if email is not None:
        yield from email_faults(email)
    if not roles or len(set(roles)) < len(roles):
        yield Fault("roles", "must be at least one, each once", "Write athlete, trainer or admin.")
    yield from check_days("days", days, MOST_INVITED_DAYS)


def require_may_invite(actor: Actor, roles: Collection[Role]) -> None:
    """Refuse whoever is no admin to invite, unless a trainer invites athletes."""
    if not may_invite(actor.roles, roles):
        raise NotPermitted(
            "Only an admin invites to this server, and a trainer invites athletes.", "Ask an admin to invite them."
        )


def may_invite(inviter: Collection[Role], roles: Collection[Role]) -> bool:
    """Tell whether somebody in some roles may invite others into roles."""
    return Role.ADMIN in inviter or (Role.TRAINER in inviter and set(roles) == {Role.ATHLETE})


def is_to_be_coached(inviter: Collection[Role], roles: Collection[Role]) -> bool:
    """Tell whether a sign-up also brings the inviter's invitation to be coached: a trainer invited an athlete."""
    return Role.TRAINER in inviter and set(roles) == {Role.ATHLETE}


def wrong_invitation() -> InvitationNotValid:
    """Say the same whether the invitation never was, is over, was used, or is for another address."""
    return InvitationNotValid(
        "This invitation is not good, not any more, or not for this e-mail address.",
        "Ask whoever invited you for a new one, and sign up with the address it was sent to.",
    )

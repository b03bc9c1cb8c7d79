"""Invite somebody to sign up; the code is shown this once."""

from mesocycle.domain.instant import shifted
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.invitation import (
    Invitation,
    IssuedInvitation,
    NewInvitation,
    check_invitation,
    require_may_invite,
)
from mesocycle.domain.people.secret import SecretKind
from mesocycle.domain.people.user import normal_email
from mesocycle.domain.refusal import AlreadyExists
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import invitations, passwords
from mesocycle.storage.people.secrets import new_secret


def invite_user(db: Database, new: NewInvitation, act: Act) -> IssuedInvitation:
    """Invite, as an admin into any role, as a trainer athletes; refuses the address of a user (`AlreadyExists`)."""
    require_may_invite(act.actor, new.roles)
    email = None if new.email is None else normal_email(new.email)
    check_invitation(email, new.roles, new.days)
    return db.write(act.actor.id, act, lambda write: _invite_user_in(write, new, email))


def _invite_user_in(write: Write, new: NewInvitation, email: str | None) -> IssuedInvitation:
    if email is not None and passwords.find_account(write, email) is not None:
        raise AlreadyExists(
            f"A user with the address {email} is here already.",
            f"Coach them: {Do('coaching invite', said={'email': email})}.",
        )
    secret, stored = new_secret(SecretKind.INVITATION)
    made = Invitation(
        id=write.new_id(),
        email=email,
        roles=new.roles,
        invited_by=write.owner,
        created_at=write.now,
        expires_at=shifted(write.now, days=new.days),
    )
    invitations.add(write, made, stored)
    return IssuedInvitation(invitation=made, secret=secret)

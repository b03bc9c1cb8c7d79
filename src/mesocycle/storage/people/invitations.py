"""Invitations, found by the hash of their code."""

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.invitation import Invitation
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.tables.people import invitation
from mesocycle.storage.tables.training import app_user


class Invited(msgspec.Struct, frozen=True):
    """An invitation that is good now, and the roles that whoever made it has now."""

    hash: bytes
    invitation: Invitation
    inviter_roles: frozenset[Role]


def document(row: Row) -> Invitation:
    """Make an invitation of a row of its table."""
    return Invitation(
        id=row.id,
        email=row.email,
        roles=tuple(Role(role) for role in row.roles.split(",")),
        invited_by=row.invited_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        used_by=row.used_by,
    )


def add(write: Write, made: Invitation, stored: bytes) -> None:
    """Store a new invitation under its code's hash."""
    values = {name: getattr(made, name) for name in made.__struct_fields__}
    roles = ",".join(role.value for role in made.roles)
    write.execute(invitation.insert(), {"hash": stored, **values, "roles": roles})


def _good(stored: bytes, email: str, now: Instant) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        invitation.c.hash == stored,
        invitation.c.used_at.is_(None),
        invitation.c.expires_at > now,
        sa.or_(invitation.c.email.is_(None), invitation.c.email == email),
    )


def find_good(read: Read, stored: bytes, email: str, now: Instant) -> Invited | None:
    """Give the invitation that lets an e-mail address sign up now, or None."""
    row = read.execute(
        sa.select(invitation, app_user.c.roles.label("inviter_roles"))
        .join_from(invitation, app_user, app_user.c.id == invitation.c.invited_by)
        .where(*_good(stored, email, now))
    ).one_or_none()
    return None if row is None else Invited(stored, document(row), frozenset(map(Role, row.inviter_roles.split(","))))


def use(write: Write, stored: bytes, email: str) -> bool:
    """Use an invitation up for the write's owner, and tell whether it was still good: of two at once one gets it."""
    used = write.execute(
        invitation.update()
        .where(*_good(stored, email, write.now))
        .values(used_at=write.now, used_by=write.owner)
        .returning(invitation.c.id)
    )
    return used.first() is not None


def listed(read: Read, *, made_by: Id | None) -> list[Invitation]:
    """Give the invitations that somebody made, or all of them, newest first."""
    theirs = sa.true() if made_by is None else invitation.c.invited_by == made_by
    rows = read.execute(
        sa.select(invitation).where(theirs).order_by(invitation.c.created_at.desc(), invitation.c.id.desc())
    )
    return [document(row) for row in rows]


def maker(read: Read, invitation_id: Id, actor: Actor) -> Id:
    """Give who made an invitation that the actor may withdraw, or refuse."""
    theirs = sa.true() if Role.ADMIN in actor.roles else invitation.c.invited_by == actor.id
    found = read.execute(
        sa.select(invitation.c.invited_by).where(invitation.c.id == invitation_id, theirs)
    ).scalar_one_or_none()
    if found is None:
        raise _none_open()
    return str(found)


def withdraw(write: Write, invitation_id: Id) -> Invitation:
    """Delete an invitation of the owner's that nobody used, or refuse."""
    row = write.execute(
        sa.delete(invitation)
        .where(
            invitation.c.invited_by == write.owner,
            invitation.c.id == invitation_id,
            invitation.c.used_at.is_(None),
        )
        .returning(invitation)
    ).one_or_none()
    if row is None:
        raise _none_open()
    return document(row)


def _none_open() -> NotFound:
    return NotFound("You have made no such invitation that is still open.", f"Look at {Do('invitation list')}.")

"""Links for a new password, found by the hash of their secret."""

import sqlalchemy as sa

from mesocycle.domain.document import Instant
from mesocycle.domain.people.password import ResetLink
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.people import users
from mesocycle.storage.tables.people import reset_link
from mesocycle.storage.tables.training import app_user


def add(write: Write, made: ResetLink, stored: bytes) -> None:
    """Store a new link under its secret's hash."""
    values = {name: getattr(made, name) for name in made.__struct_fields__}
    write.execute(reset_link.insert(), {"hash": stored, **values})


def find_user(read: Read, stored: bytes, now: Instant) -> User | None:
    """Give the user who may choose a new password by a link now, or None."""
    row = read.execute(
        sa.select(app_user)
        .join_from(reset_link, app_user, app_user.c.id == reset_link.c.user_id)
        .where(reset_link.c.hash == stored, reset_link.c.used_at.is_(None), reset_link.c.expires_at > now)
    ).one_or_none()
    return None if row is None else users.document(row)


def use(write: Write, stored: bytes) -> bool:
    """Use a link of the owner's up, and tell whether it was still good: of two at once one gets it."""
    used = write.execute(
        reset_link.update()
        .where(
            reset_link.c.hash == stored,
            reset_link.c.user_id == write.owner,
            reset_link.c.used_at.is_(None),
            reset_link.c.expires_at > write.now,
        )
        .values(used_at=write.now)
        .returning(reset_link.c.user_id)
    )
    return used.first() is not None


def void(write: Write) -> None:
    """Delete the owner's links that nobody used: a newer one, or a password chosen otherwise, ends them."""
    write.execute(sa.delete(reset_link).where(reset_link.c.user_id == write.owner, reset_link.c.used_at.is_(None)))

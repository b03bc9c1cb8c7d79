"""Stored passwords, each as its hash."""

import msgspec
import sqlalchemy as sa

from mesocycle.domain.user import User, normal_email
from mesocycle.storage import users
from mesocycle.storage.access_tables import password
from mesocycle.storage.database import Read, Write
from mesocycle.storage.tables import app_user


class Account(msgspec.Struct, frozen=True):
    """A user and the hash of their password, if they have one."""

    user: User
    hash: str | None


def find_account(read: Read, email: str) -> Account | None:
    """Give the account with an e-mail address, or None."""
    row = read.execute(
        sa.select(app_user, password.c.hash.label("password_hash"))
        .join_from(app_user, password, password.c.user_id == app_user.c.id, isouter=True)
        .where(app_user.c.email == normal_email(email))
    ).one_or_none()
    return None if row is None else Account(users.document(row), row.password_hash)


def find_hash(read: Read, user_id: str) -> str | None:
    """Give the hash of a user's password, or None where they have none."""
    return read.execute(sa.select(password.c.hash).where(password.c.user_id == user_id)).scalar_one_or_none()


def put(write: Write, hashed: str) -> None:
    """Store the hash of the owner's new password in place of the old one."""
    write.execute(sa.delete(password).where(password.c.user_id == write.owner))
    write.execute(password.insert(), {"user_id": write.owner, "hash": hashed, "changed_at": write.now})


def rehash(write: Write, hashed: str) -> None:
    """Store the same password hashed anew; when it was changed stays."""
    write.execute(password.update().where(password.c.user_id == write.owner).values(hash=hashed))

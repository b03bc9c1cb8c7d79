"""Stored passwords, hashed with Argon2id and compared at one cost whether there is anything to compare with."""

import threading
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from mesocycle.domain.people.password import normal_password
from mesocycle.domain.people.user import User, normal_email
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.people import users
from mesocycle.storage.tables.people import password
from mesocycle.storage.tables.training import app_user

if TYPE_CHECKING:
    from argon2 import PasswordHasher  # only signing in needs it, and every command would load it


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


_ONE_AT_A_TIME = threading.Lock()
"""Each takes 64 MB: a flood of tries queues up instead of taking the memory of the whole server."""


def hashed(password: str) -> str:
    """Hash a password with fresh salt and today's parameters."""
    with _ONE_AT_A_TIME:
        return _hasher().hash(_bytes(password))


def matches(stored: str | None, password: str) -> bool:
    """Tell whether a password is the stored one; without a stored one it takes as long and is false."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415  # as above

    with _ONE_AT_A_TIME:
        instead = _nobodys()  # made by whoever comes first, not by the first whose account does not exist
        try:
            _hasher().verify(stored or instead, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(stored)


def _bytes(password: str) -> bytes:
    return normal_password(password).encode("utf-8", "surrogatepass")


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415  # as above

    return PasswordHasher()


@cache
def _nobodys() -> str:
    """Give a hash that no password is compared with in earnest."""
    return _hasher().hash(b"nobody has this password")

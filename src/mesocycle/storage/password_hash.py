"""Hashing passwords with Argon2id, and comparing at the same cost whether there is anything to compare with."""

import threading
from functools import cache
from typing import TYPE_CHECKING

from mesocycle.domain.password import normal_password

if TYPE_CHECKING:
    from argon2 import PasswordHasher  # only signing in needs it, and every command would load it

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

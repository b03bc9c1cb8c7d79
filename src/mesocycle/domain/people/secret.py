"""Secrets that open a door by themselves: what they look like, and all that is ever stored of them."""

import base64
import hashlib
from enum import StrEnum
from typing import Any

from mesocycle.domain.document import Document

RANDOM_BYTES = 32
_LONGEST = 100


class SecretKind(StrEnum):
    """Which door a secret opens; the value is what it begins with, so that a leaked one is recognised."""

    TOKEN = "mst_"  # noqa: S105  # what a secret begins with, no secret
    SIGN_IN = "msi_"
    RESET_LINK = "msr_"
    INVITATION = "msn_"
    CALENDAR = "msc_"


class Confidential(Document, frozen=True, kw_only=True):
    """A document that holds a secret: whoever prints one to a log or a traceback prints its name alone."""

    def __repr__(self) -> str:
        """Give away nothing."""
        return f"{type(self).__name__}(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Give away nothing here either."""
        return []


def secret(kind: SecretKind, random32: bytes) -> str:
    """Write 32 random bytes as a secret: prefix and 43 characters that fit into an address."""
    return kind.value + base64.urlsafe_b64encode(random32).decode().rstrip("=")


def digest(given: str, kind: SecretKind) -> bytes | None:
    """Give the hash under which a secret is stored, or None where the text is no secret of the kind.

    SHA-256 without salt is enough: nobody tries out 256 random bits.
    """
    if not given.startswith(kind.value) or len(given) > _LONGEST or not given.isascii():
        return None
    return hashlib.sha256(given.encode()).digest()

"""Passwords: how one is shown, chosen and reset, and what it must keep to."""

import unicodedata

from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.people.secret import Confidential
from mesocycle.domain.people.user import normal_email
from mesocycle.domain.reading.checks import Faults
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import Phrase, ResetLinkNotValid, WrongPassword

SHORTEST, LONGEST = 10, 1024
"""Bytes; the upper bound is for the one who hashes it."""
RESET_HOURS = 24


class Credentials(Confidential, frozen=True, kw_only=True):
    """What is shown to sign in."""

    email: str
    password: str


class PasswordChange(Confidential, frozen=True, kw_only=True):
    """The password that was, and the one that is to be."""

    old_password: str
    new_password: str


class Erasure(Confidential, frozen=True, kw_only=True):
    """What is shown to erase one's own account, for good."""

    password: str


class PasswordReset(Confidential, frozen=True, kw_only=True):
    """The secret of a reset link, and the password that is to be."""

    secret: str
    new_password: str


class ResetLink(Document, frozen=True, kw_only=True):
    """Lets its user choose a password once, without the old one, until it expires."""

    user_id: Id
    made_by: Id
    created_at: Instant
    expires_at: Instant


class IssuedResetLink(Confidential, frozen=True, kw_only=True):
    """A reset link and its secret, which is shown this once and stored nowhere."""

    reset_link: ResetLink
    secret: str


def normal_password(text: str) -> str:
    """Write a password the one way it is hashed: keyboards write the same letter in more than one way (NFC)."""
    return unicodedata.normalize("NFC", text)


def check_password(path: str, password: str, email: str) -> None:
    """Refuse a password that is too short, too long, or the account's own e-mail address."""
    refuse_faults(_faults(path, normal_password(password), email))


def _faults(path: str, password: str, email: str) -> Faults:
    length = len(password.encode("utf-8", "surrogatepass"))
    if length < SHORTEST:
        told = Phrase("short-password", "is shorter than {least} characters", least=SHORTEST)
        yield Fault(path, told, "Take a longer one; three unrelated words are good.")
    if length > LONGEST:
        told = Phrase("long-password", "is longer than {most} bytes", most=LONGEST)
        yield Fault(path, told, "Take a shorter one.")
    if password and normal_email(password) == email:
        told = Phrase("email-password", "is the e-mail address")
        yield Fault(path, told, "Take something that nobody can look up.")


def wrong_password() -> WrongPassword:
    """Say the same whether the account exists, has no password, or another one."""
    return WrongPassword(
        "E-mail address and password do not belong together.",
        "Try again, or ask an admin for a link to set a new password.",
    )


def wrong_reset_link() -> ResetLinkNotValid:
    """Say the same whether the link never was, is over, or was used."""
    return ResetLinkNotValid("This link is not good, or not any more.", "Ask an admin for a new one.")

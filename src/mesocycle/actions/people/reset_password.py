"""Choose a new password by a link that an admin made."""

from mesocycle.actions.people.set_password import set_password_in
from mesocycle.domain.document import Instant
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.password import PasswordReset, check_password, wrong_reset_link
from mesocycle.domain.people.secret import SecretKind, digest
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import reset_links
from mesocycle.storage.people.passwords import hashed


def reset_password(db: Database, reset: PasswordReset, now: Instant) -> User:
    """Set the password of the link's user; the link is used up, all sign-ins end, tokens stay.

    Refuses a link that is not good (`ResetLinkNotValid`); a password that can't be leaves the link as it is.
    """
    link = digest(reset.secret, SecretKind.RESET_LINK)
    with db.read() as read:
        user = None if link is None else reset_links.find_user(read, link, now)
    if link is None or user is None:
        raise wrong_reset_link()
    check_password("newPassword", reset.new_password, user.email)
    stored = hashed(reset.new_password)
    act = Act(actor=Actor(user.id, frozenset(user.roles)), now=now)
    return db.write(user.id, act, lambda write: _reset_password_in(write, link, stored))


def _reset_password_in(write: Write, link: bytes, stored: str) -> User:
    if not reset_links.use(write, link):
        raise wrong_reset_link()
    return set_password_in(write, stored)

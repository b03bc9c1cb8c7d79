"""Sign in with e-mail address and password, from one browser."""

from mesocycle.actions.people.password_check import require_password
from mesocycle.domain.document import Instant
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.caller import SignedIn, SignIn
from mesocycle.domain.people.password import Credentials, wrong_password
from mesocycle.domain.people.secret import SecretKind
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import passwords, sign_ins
from mesocycle.storage.people.passwords import hashed, is_outdated
from mesocycle.storage.people.secrets import new_secret


def sign_in(db: Database, shown: Credentials, from_address: str, now: Instant, *, days: int) -> SignedIn:
    """Sign in for so many days from each use on, and give the cookie's secret.

    Refuses what does not belong together (`WrongPassword`, the same for an account that does not exist), and for
    a while everything from an address or for an account that was tried too often (`TooManyAttempts`).
    """
    found = require_password(db, shown, from_address, now)
    anew = hashed(shown.password) if found.hash and is_outdated(found.hash) else None
    act = Act(actor=Actor(found.user.id, frozenset(found.user.roles)), now=now)
    return db.write(found.user.id, act, lambda write: _signed_in(write, found, anew, days))


def _signed_in(write: Write, found: passwords.Account, anew: str | None, days: int) -> SignedIn:
    """Sign in with the password that was shown, unless it was changed since it was looked at."""
    if passwords.find_hash(write, write.owner) != found.hash:
        raise wrong_password()
    if anew is not None:
        passwords.rehash(write, anew)
    return sign_in_in(write, found.user, days)


def sign_in_as(db: Database, user: User, days: int, act: Act) -> SignedIn:
    """Sign a user in without a password: for whoever has the database in hand, and made it to be tried."""
    return db.write(user.id, act, lambda write: sign_in_in(write, user, days))


def sign_in_in(write: Write, user: User, days: int) -> SignedIn:
    """Sign the write's owner in."""
    secret, stored = new_secret(SecretKind.SIGN_IN)
    begun = SignIn(id=write.new_id(), user_id=user.id, created_at=write.now, expires_at=shifted(write.now, days=days))
    sign_ins.add(write, begun, stored)
    return SignedIn(user=user, sign_in=begun, secret=secret)

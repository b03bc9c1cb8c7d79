"""What a request shows of its caller: a bearer token, or the cookie of a sign-in with the header of our own pages."""

import hashlib
import hmac
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.caller import CalledBy, Caller, require_write
from mesocycle.http.refusals import ForeignPage
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import callers

COOKIE = "mesocycle_sign_in"
_LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})
_BEARER = "bearer "


class Credential(NamedTuple):
    """A secret that a request carries, and what sort it is."""

    by: CalledBy
    secret: str
    hash: bytes

    def caller(self, db: Database, now: Instant) -> Caller | None:
        """Give who shows it, or None where it is not good (any more)."""
        find = callers.by_token if self.by is CalledBy.TOKEN else callers.by_sign_in
        with db.read_now() as look:
            return find(look, self.hash, now)


class Head(NamedTuple):
    """What stands above the body of a request."""

    headers: dict[str, str]
    """By lower-case name."""
    credential: Credential | None


def head_of(scope: Mapping[str, Any]) -> Head:
    """Take what stands above a body apart, once for all who ask for it."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        apart = "; " if key == "cookie" else ", "
        headers[key] = f"{headers[key]}{apart}{text}" if key in headers else text
    return Head(headers, credential_of(headers))


def credential_of(headers: dict[str, str]) -> Credential | None:
    """Find what a request shows; a token is looked at before a cookie."""
    found = secret_in(headers.get("authorization", ""), headers.get("cookie", ""))
    return None if found is None else Credential(*found, hash_of(found[1]))


def secret_in(authorization: str, cookie: str) -> tuple[CalledBy, str] | None:
    """Find the secret in the two headers that may show one."""
    if authorization[: len(_BEARER)].lower() == _BEARER:
        return CalledBy.TOKEN, authorization[len(_BEARER) :].strip()
    secret = _cookie(cookie) if cookie else None
    return (CalledBy.SIGN_IN, secret) if secret else None


def hash_of(secret: str) -> bytes:
    """Give what a secret is known by."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()


def _cookie(header: str) -> str | None:
    """Find our cookie beside those of other programs, which may look like anything: a host's ports share them all."""
    for each in header.split(";"):
        name, _, value = each.partition("=")
        if name.strip() == COOKIE and (secret := value.strip().strip('"')):
            return secret
    return None


def csrf_token(secret: str) -> str:
    """Give what our own pages must send beside the cookie: a foreign page can neither read nor guess it."""
    return hmac.new(secret.encode(), b"csrf", hashlib.sha256).hexdigest()


def require_own_page(credential: Credential, method: str, sent: str) -> None:
    """Refuse a change that only a cookie vouches for: any page could have sent it; ours send a token beside it."""
    if credential.by is CalledBy.TOKEN or method in _LOOKS:
        return
    if not hmac.compare_digest(sent.encode("utf-8", "surrogateescape"), csrf_token(credential.secret).encode()):
        raise ForeignPage(
            "The request carries a cookie, but not the token that goes with it.",
            "Send the csrfToken of the sign-in as X-CSRF-Token, or use a token of your own.",
        )


def require_scope(caller: Caller, method: str) -> None:
    """Refuse changes by a token that may only read."""
    if method not in _LOOKS:
        require_write(caller)


_DAY_S = 86_400


def kept(secret: str, settings: ServerSettings) -> str:
    """Write the `Set-Cookie` that lets a browser stay signed in, from now on for the days that are set."""
    return _set_cookie(secret, settings.sign_in_days * _DAY_S, settings)


def taken_away(settings: ServerSettings) -> str:
    """Write the `Set-Cookie` that makes a browser forget it."""
    return _set_cookie("", 0, settings)


def _set_cookie(value: str, max_age_s: int, settings: ServerSettings) -> str:
    secure = "; Secure" if settings.cookies_are_secure else ""
    return f"{COOKIE}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Lax{secure}"


class KnownCallers:
    """The users of tokens and sign-ins that were found good a while ago.

    Others are known by the address they come from: whoever makes tokens up is one caller, not many.
    """

    def __init__(self, most: int = 10_000) -> None:
        """Begin with nobody known; when there are more than so many tokens and sign-ins, all are forgotten."""
        self._most = most
        self._users: dict[bytes, Id] = {}

    def of(self, scope: Mapping[str, Any], shown: Credential | None) -> Hashable:
        """Tell requests of one caller from those of others."""
        user_id = None if shown is None else self._users.get(shown.hash)
        if user_id is not None:
            return user_id
        client = scope.get("client")
        return ("from", client[0] if client else "")

    def note(self, scope: Mapping[str, Any], shown: Credential | None) -> None:
        """Note whose request it was that has been answered, where that was found out."""
        user_id = scope["state"].get("user_id")
        if user_id is None or shown is None or self._users.get(shown.hash) == user_id:
            return
        if len(self._users) >= self._most:
            self._users.clear()
        self._users[shown.hash] = user_id

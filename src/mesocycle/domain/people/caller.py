"""Who is calling, and by what: tokens of programs, sign-ins of browsers."""

from enum import StrEnum

import msgspec
from msgspec import field

from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.secret import Confidential
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import NotPermitted, TokenScopeTooSmall
from mesocycle.domain.remedy import Do


class TokenScope(StrEnum):
    """What a caller may do of all that the user may: only look, or also change."""

    READ = "read"
    WRITE = "write"


class CalledBy(StrEnum):
    """What a caller showed."""

    TOKEN = "token"  # noqa: S105  # a word, no password
    SIGN_IN = "sign-in"


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever sent a request, known by a token or a sign-in that is good now; `id` is that one's."""

    actor: Actor
    scope: TokenScope
    by: CalledBy
    id: Id
    last_used_at: Instant | None


class ApiToken(Document, frozen=True, kw_only=True):
    """What a program shows instead of a password; good until `expiresAt` or `revokedAt`, if there is either."""

    id: Id = field(name="_id")
    user_id: Id
    name: str
    scope: TokenScope
    created_at: Instant
    expires_at: Instant | None = None
    revoked_at: Instant | None = None
    last_used_at: Instant | None = None


class NewToken(Document, frozen=True, kw_only=True):
    """What is told of a token that is to be issued; with neither `expiresAt` nor `days` it does not expire."""

    name: str
    scope: TokenScope = TokenScope.READ
    expires_at: Instant | None = None
    days: int | None = None


class IssuedToken(Confidential, frozen=True, kw_only=True):
    """A token and its secret, which is shown this once and stored nowhere."""

    token: ApiToken
    secret: str


class SignIn(Document, frozen=True, kw_only=True):
    """One browser that its user signed in with."""

    id: Id = field(name="_id")
    user_id: Id
    created_at: Instant
    expires_at: Instant
    last_used_at: Instant | None = None


class SignedIn(Confidential, frozen=True, kw_only=True):
    """What signing in gives: who it is, and the secret that goes into the cookie and is stored nowhere."""

    user: User
    sign_in: SignIn
    secret: str


class WhoCalls(Confidential, frozen=True, kw_only=True):
    """Who is calling and by what; `csrfToken` goes with every change that a cookie vouches for."""

    user: User
    scope: TokenScope
    sign_in_id: Id | None = None
    token_id: Id | None = None
    csrf_token: str | None = None


def require_write(caller: Caller) -> None:
    """Refuse a caller whose token may only look."""
    if caller.scope is not TokenScope.WRITE:
        raise TokenScopeTooSmall(
            "This token may only read.",
            f"Sign in and make one that may write: {Do('token create', said={'name': 'changes', 'scope': 'write'})}.",
        )


def require_signed_in(caller: Caller) -> None:
    """Refuse a token where its user must be there: what a lost one could make would outlive its end."""
    if caller.by is CalledBy.TOKEN:
        raise NotPermitted(
            "A token issues no other tokens.",
            f"Sign in with your password ({Do('sign in')}) and issue it there, with the X-CSRF-Token of that answer.",
        )

"""The noes that only HTTP knows: addresses, methods, media types, conditions, rates."""

import inspect
from types import MappingProxyType
from typing import ClassVar

from mesocycle.domain.refusal import DatabaseNotUsable, Refusal, RefusalKind

STATUS = MappingProxyType(
    {
        RefusalKind.UNAUTHENTICATED: 401,
        RefusalKind.FORBIDDEN: 403,
        RefusalKind.NOT_FOUND: 404,
        RefusalKind.CONFLICT: 409,
        RefusalKind.STALE: 412,
        RefusalKind.INVALID: 422,
        RefusalKind.TOO_MANY: 429,
        RefusalKind.BUSY: 503,
    }
)


class HttpRefusal(Refusal):
    """A refusal with a status of its own."""

    kind = RefusalKind.INVALID
    status: ClassVar[int] = 400


class RequestNotUnderstood(HttpRefusal):
    """The request is not HTTP as this server reads it."""

    status = 400


class NoSuchAddress(HttpRefusal):
    """Nothing is at this address."""

    kind = RefusalKind.NOT_FOUND
    status = 404


class MethodNotAllowed(HttpRefusal):
    """The address knows other methods."""

    status = 405


class BodyTooLarge(HttpRefusal):
    """The body is longer than this server takes."""

    status = 413


class MediaTypeNotKnown(HttpRefusal):
    """The body is not of a type that this address reads."""

    status = 415


class ChangedMeanwhile(HttpRefusal):
    """`If-Match` names a state that is no longer the present one; `facts.etag` is the present one's."""

    kind = RefusalKind.STALE
    status = 412


class ConditionMissing(HttpRefusal):
    """The change would put a whole document in the place of one that the request does not name."""

    status = 428


class TooManyRequests(HttpRefusal):
    """More requests came than are allowed in a minute; `Retry-After` says when to go on."""

    kind = RefusalKind.TOO_MANY
    status = 429


class TooManyStreams(HttpRefusal):
    """So many streams are open that no other may be opened; `Retry-After` says when to try again."""

    kind = RefusalKind.TOO_MANY
    status = 429


class ForeignPage(HttpRefusal):
    """A request with a cookie lacks the header that only our own pages can send."""

    kind = RefusalKind.FORBIDDEN
    status = 403


class NoRoom(HttpRefusal):
    """The server can't hold a file on its disk just now; nothing was done."""

    kind = RefusalKind.BUSY
    status = 503


class LibrariesMissing(HttpRefusal):
    """The page needs scripts of others that this server does not have."""

    kind = RefusalKind.BUSY
    status = 503


class ServerStopping(HttpRefusal):
    """The server is being stopped, or took too long."""

    kind = RefusalKind.BUSY
    status = 503


class Unexpected(HttpRefusal):
    """A defect of the server; nothing was changed."""

    kind = RefusalKind.BUSY
    status = 500


def status_of(no: Refusal | type[Refusal]) -> int:
    """Give the status of a refusal or of its class."""
    kind = no if isinstance(no, type) else type(no)
    return kind.status if issubclass(kind, HttpRefusal) else STATUS[kind.kind]


def refusal_title(kind: type[Refusal]) -> str:
    """Give what a refusal's class says of itself, in one line."""
    return (inspect.getdoc(kind) or kind.__name__).split("\n", 1)[0]


def headers_of(no: Refusal) -> dict[str, str]:
    """Give the headers that belong to a refusal, however it is worded."""
    facts = no.facts or {}
    headers: dict[str, str] = {}
    if "retryAfterSeconds" in facts:
        headers["retry-after"] = str(facts["retryAfterSeconds"])
    elif no.kind is RefusalKind.BUSY:
        headers["retry-after"] = "1"
    if "etag" in facts:
        headers["etag"] = facts["etag"]
    if "allow" in facts:
        headers["allow"] = ", ".join(facts["allow"])
    if status_of(no) == BodyTooLarge.status:
        headers["connection"] = "close"  # the rest of the body is not read: what comes after it is no request
    return headers


def fit_for_strangers(no: Refusal) -> Refusal:
    """Give a refusal as anybody may hear it: an engine's own words name the database's address, user and files."""
    if not isinstance(no, DatabaseNotUsable):
        return no
    return DatabaseNotUsable(
        "The server can't use its database at present.",
        "Try again later; if it stays so, tell whoever runs the server.",
    )


def unexpected() -> Unexpected:
    """Say that the server failed, without saying how."""
    return Unexpected(
        "The server failed over this request.", "Try again; if it stays so, tell whoever runs the server."
    )

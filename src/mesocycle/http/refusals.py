"""The noes that only HTTP knows: addresses, methods, media types, conditions, rates."""

from typing import ClassVar

from mesocycle.domain.refusal import Refusal, RefusalKind


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


class ForeignPage(HttpRefusal):
    """A request with a cookie lacks the header that only our own pages can send."""

    kind = RefusalKind.FORBIDDEN
    status = 403


class NoRoom(HttpRefusal):
    """The server can't hold a file on its disk just now; nothing was done."""

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

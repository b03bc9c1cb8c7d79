"""A refusal as HTTP says it: RFC 9457, one form for every route and every no."""

import inspect
from types import MappingProxyType
from typing import Any

import msgspec

from mesocycle.api.frame.remedies import over_http
from mesocycle.domain.document import Document, encode
from mesocycle.domain.refusal import DatabaseNotUsable, PathMessage, Refusal, RefusalKind
from mesocycle.http.refusals import HttpRefusal
from mesocycle.storage.sync.request_keys import Answer

MEDIA_TYPE = "application/problem+json"

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


_TOO_LARGE = 413


class Problem(Document, frozen=True, kw_only=True):
    """What is wrong and what to do next; `code` is for programs, `detail` and `remedy` for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    kind: RefusalKind
    remedy: str
    errors: tuple[PathMessage, ...] | None = None
    """Each place of the request that is wrong, and how."""
    facts: dict[str, Any] | None = None
    """More for programs, by code."""


def status_of(no: Refusal | type[Refusal]) -> int:
    """Give the status of a refusal or of its class."""
    kind = no if isinstance(no, type) else type(no)
    return kind.status if issubclass(kind, HttpRefusal) else STATUS[kind.kind]


def title_of(kind: type[Refusal]) -> str:
    """Give what a refusal's class says of itself, in one line."""
    return (inspect.getdoc(kind) or kind.__name__).split("\n", 1)[0]


def problem_of(no: Refusal) -> Problem:
    """Make the problem document of a refusal."""
    return Problem(
        type=f"/api/problems/{no.code}",
        title=title_of(type(no)),
        status=status_of(no),
        detail=no.sentence,
        code=no.code,
        kind=no.kind,
        remedy=over_http(no.remedy),
        errors=no.errors,
        facts=no.facts,
    )


def fit_for_strangers(no: Refusal) -> Refusal:
    """Give a refusal as anybody may hear it: an engine's own words name the database's address, user and files."""
    if not isinstance(no, DatabaseNotUsable):
        return no
    return DatabaseNotUsable(
        "The server can't use its database at present.",
        "Try again later; if it stays so, tell whoever runs the server.",
    )


def answer_of(no: Refusal) -> Answer:
    """Answer with a refusal."""
    headers = {"content-type": MEDIA_TYPE}
    if no.kind is RefusalKind.UNAUTHENTICATED:
        headers["www-authenticate"] = 'Bearer realm="mesocycle"'
    if status_of(no) == _TOO_LARGE:
        headers["connection"] = "close"  # the rest of the body is not read: what comes after it is no request
    seconds = (no.facts or {}).get("retryAfterSeconds")
    if seconds is not None:
        headers["retry-after"] = str(seconds)
    elif no.kind is RefusalKind.BUSY:
        headers["retry-after"] = "1"
    etag = (no.facts or {}).get("etag")
    if etag is not None:
        headers["etag"] = etag
    allowed = (no.facts or {}).get("allow")
    if allowed is not None:
        headers["allow"] = ", ".join(allowed)
    return Answer(status_of(no), headers, encode(problem_of(no)))


def read_problem(body: bytes) -> Problem:
    """Read a problem document, as clients get it."""
    return msgspec.json.decode(body, type=Problem)

"""A refusal as HTTP says it: RFC 9457, one form for every route and every no."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from mesocycle.api.frame.remedies import PREFIX, over_http
from mesocycle.domain.document import Document, Id, encode, is_id
from mesocycle.domain.refusal import PathMessage, Refusal, RefusalKind
from mesocycle.domain.remedy import reworded
from mesocycle.http.answers import Answer
from mesocycle.http.refusals import headers_of, refusal_title, status_of
from mesocycle.http.surface import Surface

MEDIA_TYPE = "application/problem+json"


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


def problem_of(no: Refusal, whose: Id | None = None) -> Problem:
    """Make the problem document of a refusal; `whose` training it was about, where that is not the caller's own."""
    return Problem(
        type=f"/api/problems/{no.code}",
        title=refusal_title(type(no)),
        status=status_of(no),
        detail=no.sentence,
        code=no.code,
        kind=no.kind,
        remedy=over_http(no.remedy, whose),
        errors=reworded(no.errors, lambda remedy: over_http(remedy, whose)),
        facts=no.facts,
    )


def answer_of(no: Refusal, whose: Id | None = None) -> Answer:
    """Answer with a refusal."""
    headers = {"content-type": MEDIA_TYPE, **headers_of(no)}
    if no.kind is RefusalKind.UNAUTHENTICATED:
        headers["www-authenticate"] = 'Bearer realm="mesocycle"'
    return Answer(status_of(no), headers, encode(problem_of(no, whose)))


def _refuse(no: Refusal, scope: Mapping[str, Any]) -> Answer:
    return answer_of(no, _whose(scope))


def _whose(scope: Mapping[str, Any]) -> Id | None:
    """Give whose training a request says it is about, where what it says is an id."""
    said = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1"))).get("userId")
    return said if said is not None and is_id(said) else None


API = Surface(prefix=PREFIX, owns=lambda path: path == "/api" or path.startswith("/api/"), refuse=_refuse)
"""The API: every no is a problem document."""

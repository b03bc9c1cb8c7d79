"""A refusal as HTTP says it: RFC 9457, one form for every route and every no."""

from collections.abc import Mapping
from typing import Any

import msgspec

from mesocycle.api.frame.remedies import PREFIX, over_http
from mesocycle.domain.document import Document, encode
from mesocycle.domain.refusal import PathMessage, Refusal, RefusalKind
from mesocycle.http.answers import Answer
from mesocycle.http.refusals import headers_of, status_of, title_of
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


def answer_of(no: Refusal) -> Answer:
    """Answer with a refusal."""
    headers = {"content-type": MEDIA_TYPE, **headers_of(no)}
    if no.kind is RefusalKind.UNAUTHENTICATED:
        headers["www-authenticate"] = 'Bearer realm="mesocycle"'
    return Answer(status_of(no), headers, encode(problem_of(no)))


def _refuse(no: Refusal, _scope: Mapping[str, Any]) -> Answer:
    return answer_of(no)


API = Surface(prefix=PREFIX, owns=lambda path: path == "/api" or path.startswith("/api/"), refuse=_refuse)
"""The API: every no is a problem document."""


def read_problem(body: bytes) -> Problem:
    """Read a problem document, as clients get it."""
    return msgspec.json.decode(body, type=Problem)

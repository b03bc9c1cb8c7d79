"""What Litestar refuses before any route is reached, or instead of one, in our one form."""

import logging
from typing import Any

from litestar import Request as LitestarRequest
from litestar.exceptions import ClientException, HTTPException
from litestar.response import Response
from litestar.routes import HTTPRoute

from mesocycle.api import problems
from mesocycle.api.refusals import (
    BodyTooLarge,
    MethodNotAllowed,
    NoSuchAddress,
    RequestNotUnderstood,
    Unexpected,
)
from mesocycle.api.sent import SECURE
from mesocycle.domain.refusal import Refusal

_log = logging.getLogger("mesocycle.api")


def litestar_refused(request: LitestarRequest[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Say what Litestar itself refuses (addresses, methods, bodies) in our one form."""
    answer = problems.answer_of(_refusal(request, error))
    return Response(
        answer.body or b"",
        status_code=answer.status,
        media_type=problems.MEDIA_TYPE,
        headers={**SECURE, **answer.headers},
    )


def _refusal(request: LitestarRequest[Any, Any, Any], error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == NoSuchAddress.status:
        return NoSuchAddress(
            "Nothing is at this address.", "Look at /api/docs for what there is, and mind the spelling."
        )
    if status == MethodNotAllowed.status:
        return MethodNotAllowed(
            f"{request.method} is not for this address.",
            "Use one of the methods that Allow names.",
            facts={"allow": _methods_at(request)},
        )
    if status == BodyTooLarge.status:
        return BodyTooLarge("The body is too long.", "Send it in smaller parts.")
    if isinstance(error, ClientException):
        return RequestNotUnderstood("The request could not be read.", "Send plain HTTP, as /api/docs shows it.")
    _log.error("unexpected error outside of a face", exc_info=error)
    return Unexpected(
        "The server failed over this request.", "Try again; if it stays so, tell whoever runs the server."
    )


def _methods_at(request: LitestarRequest[Any, Any, Any]) -> list[str]:
    """Give the methods that the address of a request knows."""
    parts = [part for part in request.scope["path"].split("/") if part]
    found: set[str] = set()
    for route in request.app.routes:
        known = route.path_components
        fits = len(known) == len(parts) and all(
            not isinstance(each, str) or each == part for each, part in zip(known, parts, strict=True)
        )
        if fits and isinstance(route, HTTPRoute):
            found |= {str(method) for method in route.methods}
    return sorted(found)

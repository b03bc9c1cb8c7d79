"""An answer on its way out, and what Litestar refuses before any route is reached, in our one form."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from io import SEEK_END
from typing import Any, cast

from litestar import Request as LitestarRequest
from litestar.exceptions import ClientException, HTTPException
from litestar.response import Response
from litestar.response.base import ASGIResponse
from litestar.routes import HTTPRoute
from litestar.types import Receive, Scope, Send

from mesocycle.domain.refusal import Refusal
from mesocycle.domain.remedy import Do
from mesocycle.http.answers import Answer
from mesocycle.http.live.stream import Stream
from mesocycle.http.refusals import BodyTooLarge, MethodNotAllowed, NoSuchAddress, RequestNotUnderstood, unexpected
from mesocycle.http.surface import Surface

SECURE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "private, no-cache",
}
_PIECE = 65_536
_ENCODED = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in SECURE.items()]


class Sent(ASGIResponse):
    """An answer as it goes out; Litestar's own response takes longer to build than the answer took to make."""

    def __init__(self, answer: Answer) -> None:
        """Hold the answer."""
        self.status_code = answer.status
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; to HEAD only what stands above it."""
        status, headers, body, file, opened = self._answer
        whole = scope.get("method") != "HEAD"
        plain = SECURE.keys().isdisjoint(headers)
        told = dict(headers) if plain else {**SECURE, **headers}
        if body is not None:
            told.setdefault("content-type", "application/json")
            told["content-length"] = str(len(body))
        elif file is not None:
            told["content-length"] = str(file.seek(0, SEEK_END))
            file.seek(0)
        if told.get("content-type", "").startswith("text/"):
            told["content-type"] += "; charset=utf-8"
        out = _ENCODED.copy() if plain else []
        out += [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told.items()]
        try:
            await send({"type": "http.response.start", "status": status, "headers": out})
            if whole and opened is not None:
                await _go_on(opened(), receive, send)
            while whole and file is not None and (piece := await asyncio.to_thread(file.read, _PIECE)):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": (whole and body) or b"", "more_body": False})
        finally:
            if file is not None:
                file.close()


async def _go_on(stream: Stream, receive: Receive, send: Send) -> None:
    """Send what is said on a stream until it ends or nobody reads any more; it waits without a thread."""
    leaving = asyncio.ensure_future(_left(receive))
    leaving.add_done_callback(lambda _: stream.end())
    try:
        while (words := await stream.next()) is not None and not leaving.done():
            await send({"type": "http.response.body", "body": words, "more_body": True})
    finally:
        leaving.cancel()
        stream.close()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


_log = logging.getLogger("mesocycle.api")


def refuse_by_surface(
    surfaces: Sequence[Surface],
) -> Callable[[LitestarRequest[Any, Any, Any], Exception], Response[bytes]]:
    """Say what Litestar itself refuses (addresses, methods, bodies) as the surface whose path it is says no."""

    def refused(request: LitestarRequest[Any, Any, Any], error: Exception) -> Response[bytes]:
        path: str = request.scope["path"]
        surface = next((each for each in surfaces if each.owns(path)), surfaces[-1])
        answer = surface.refuse(_refusal(request, error), cast("Mapping[str, Any]", request.scope))
        headers = {**SECURE, **answer.headers}
        media_type = headers.pop("content-type")
        return Response(answer.body or b"", status_code=answer.status, media_type=media_type, headers=headers)

    return refused


def _refusal(request: LitestarRequest[Any, Any, Any], error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == NoSuchAddress.status:
        return NoSuchAddress(
            "Nothing is at this address.", f"Look at {Do('documentation')} for what there is, and mind the spelling."
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
        return RequestNotUnderstood(
            "The request could not be read.", f"Send plain HTTP, as {Do('documentation')} shows it."
        )
    _log.error("unexpected error outside of a face", exc_info=error)
    return unexpected()


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

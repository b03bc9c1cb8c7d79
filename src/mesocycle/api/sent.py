"""An answer on its way out."""

import asyncio
from io import SEEK_END

from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send

from mesocycle.storage.request_keys import Answer

SECURE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "private, no-cache",
}
_PIECE = 65_536


class Sent(ASGIResponse):
    """An answer as it goes out; Litestar's own response takes longer to build than the answer took to make."""

    def __init__(self, answer: Answer) -> None:
        """Hold the answer."""
        self.status_code = answer.status
        self._answer = answer

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it; to HEAD only what stands above it."""
        status, headers, body, file = self._answer
        whole = scope.get("method") != "HEAD"
        told = {**SECURE, **headers}
        if body is not None:
            told.setdefault("content-type", "application/json")
            told["content-length"] = str(len(body))
        elif file is not None:
            told["content-length"] = str(file.seek(0, SEEK_END))
            file.seek(0)
        if told.get("content-type", "").startswith("text/"):
            told["content-type"] += "; charset=utf-8"
        out = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told.items()]
        try:
            await send({"type": "http.response.start", "status": status, "headers": out})
            while whole and file is not None and (piece := await asyncio.to_thread(file.read, _PIECE)):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": (whole and body) or b"", "more_body": False})
        finally:
            if file is not None:
                file.close()

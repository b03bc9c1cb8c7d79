"""An answer sent without Litestar: where there is no application yet, or none that could answer any more."""

from collections.abc import Awaitable, Callable
from typing import Any

from mesocycle.http.answers import Answer


async def send_answer(send: Callable[[Any], Awaitable[None]], answer: Answer, *, head: bool = False) -> None:
    """Send a whole answer, or to HEAD what would stand above it."""
    body = answer.body or b""
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff", **answer.headers}
    headers["content-length"] = str(len(body))
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": pairs})
    await send({"type": "http.response.body", "body": b"" if head else body})

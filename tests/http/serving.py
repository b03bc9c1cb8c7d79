"""What the tests of http share."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

from litestar import Litestar

from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.server.asgi import App, a_scope

JSON = (b"content-type", b"application/json")


REST = {"type": "http.request", "body": b"[]}", "more_body": False}


class Exchange:
    """A request whose body comes piece by piece, and how much of it was asked for."""

    def __init__(
        self,
        db: Database,
        path: str,
        headers: list[tuple[bytes, bytes]],
        last: dict[str, Any] | None = None,
        *,
        method: str = "POST",
    ) -> None:
        self.taken = 0
        self.status = 0
        self._last = REST if last is None else last
        self._scope = a_scope(f"/api/v1{path}", method=method, headers=[JSON, *headers])
        self.state: dict[str, Any] = self._scope["state"]
        asyncio.run(self._run(create_app(ServerSettings(threads=2), db)))

    async def _run(self, app: Litestar) -> None:
        asgi: App = app
        async with app.lifespan():
            await asgi(self._scope, self._receive, self._send)

    async def _receive(self) -> MutableMapping[str, Any]:
        self.taken += 1
        if self.taken > 1:
            return self._last
        return {"type": "http.request", "body": b'{"operations":', "more_body": True}

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        self.status = message.get("status", self.status)

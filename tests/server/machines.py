"""What the tests of server share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mesocycle.server.health import Health
from mesocycle.server.machine_routes import Operations
from mesocycle.server.metrics import Metrics
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.server.asgi import App


async def beyond(_scope: Any, _receive: Any, send: Any) -> None:  # noqa: ANN401  # ASGI's own
    """Be the application behind; it only says that it was asked."""
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@contextmanager
def operations(db: Database, settings: ServerSettings | None = None) -> Iterator[App]:
    health = Health(db)
    given = settings or ServerSettings()
    try:
        yield Operations(beyond, given, health, Metrics(db) if given.metrics else None)
    finally:
        health.close()

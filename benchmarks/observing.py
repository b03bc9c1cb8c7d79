"""What ids, log, figures and time limit cost a request: the same answer with the layer around it and without."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import uvloop

from benchmarks.report import Finding
from benchmarks.seeding import fresh_url
from mesocycle.server import logs
from mesocycle.server.health import Health
from mesocycle.server.machine_routes import Operations
from mesocycle.server.metrics import Metrics
from mesocycle.server.observing import App, Observing
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database

BAR_US = 30
_REQUESTS = 20_000


def observing(engine: str, runs: int | None, _seed: int) -> Iterator[Finding]:
    """Ask both 20,000 times, one after the other, as often as `runs` says."""
    settings = ServerSettings(log_format="json")
    with fresh_url(engine) as url, Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        database = Database.open(url)
        logs.configure(settings, nowhere)
        health, metrics = Health(database), Metrics(database)
        app = Observing(Operations(_answering, settings, health, metrics), settings, metrics)
        ours, bare = uvloop.run(_both(app, runs or 5))
        health.close()
        database.close()
    yield Finding(
        engine=engine,
        what="observing a request",
        ours=f"{ours:.1f} µs",
        against=f"{bare:.1f} µs",
        ratio=ours - bare,
        bar=BAR_US,
        unit="µs",
    )


async def _both(app: App, runs: int) -> tuple[float, float]:
    ours, bare = [], []
    for _ in range(runs):
        ours.append(await _microseconds(app))
        bare.append(await _microseconds(_answering))
    return median(ours), median(bare)


async def _microseconds(app: App) -> float:
    begun = time.perf_counter()
    for _ in range(_REQUESTS):
        await app(_scope(), _receive, _send)
    return (time.perf_counter() - begun) / _REQUESTS * 1e6


def _scope() -> dict[str, Any]:
    names = (b"host", b"authorization", b"accept", b"accept-encoding", b"user-agent")
    return {
        "type": "http",
        "method": "GET",
        "path": "/x",
        "headers": [(name, b"x") for name in names],
        "client": ("127.0.0.1", 50000),
        "state": {},
    }


async def _answering(scope: Any, _receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:  # noqa: ANN401  # ASGI's own
    scope["path_template"] = "/x"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": b"{}"})


async def _receive() -> dict[str, Any]:
    await asyncio.sleep(0)
    return {"type": "http.request", "body": b""}


async def _send(_message: object) -> None:
    """Send to nobody."""

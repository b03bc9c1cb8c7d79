"""The server process: one application on one port, until it is told to stop."""

import asyncio
import ctypes
import gc
import logging
import os
import resource
import signal
import threading
from collections.abc import Callable

import uvloop
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from structlog.typing import FilteringBoundLogger

from mesocycle.server import logs
from mesocycle.server.app import create_app
from mesocycle.server.exclusive import listening_address, only_server
from mesocycle.server.health import Health
from mesocycle.server.machine_routes import Operations
from mesocycle.server.metrics import Metrics
from mesocycle.server.observing import App, Observing
from mesocycle.server.processes import Post
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database

_MOST_WAITING = 1024
_MOST_CONNECTIONS = 4096
"""More than there may be streams (`http/live/streams.py`): they wait without a thread, and leave room for requests."""
_MEBIBYTE = 1 << 20
_ARENAS_AT_MOST, _OWN_MAPPING_FROM, _FREE_AT_THE_END = -8, -3, -1
"""What glibc's `malloc.h` calls M_ARENA_MAX, M_MMAP_THRESHOLD and M_TRIM_THRESHOLD; the last two are bytes."""
_MEMORY = {_ARENAS_AT_MOST: 2, _OWN_MAPPING_FROM: _MEBIBYTE, _FREE_AT_THE_END: 4 * _MEBIBYTE}
"""How `mallopt` shares memory out. Left alone it keeps an arena for every few threads, and holds on to what one large
answer took: after a calendar of 28 MB the server had 90 MB more, for good."""
NOT_ALL_ANSWERED = 1
"""Exit code of a server that was stopped before every request had its answer."""

Make = Callable[[ServerSettings, Database], App]


def serve(settings: ServerSettings, db: Database, *, ready: Callable[[], None], make: Make = create_app) -> int:
    """Serve until SIGTERM or SIGINT, then let requests in flight end; gives the exit code.

    `ready` is called once requests are answered. Refuses a port or a SQLite file that another server has.
    """
    address = listening_address(settings.host, settings.port)
    with only_server(db):
        logs.configure(settings)
        return uvloop.run(_serve(settings, db, address, ready, make))


def serve_at_post(settings: ServerSettings, db: Database, post: Post, *, make: Make = create_app) -> int:
    """Serve as one of several processes at one port, until it or the one that watches is told to stop."""
    logs.configure(settings)
    return uvloop.run(_serve(settings, db, post.address, post.ready, make, post))


async def _serve(
    settings: ServerSettings,
    db: Database,
    address: str,
    ready: Callable[[], None],
    make: Make,
    post: Post | None = None,
) -> int:
    _let_open_files()
    _give_memory_back()
    siblings = None if post is None else post.siblings
    metrics = Metrics(db) if settings.metrics else None
    health = Health(db, siblings)
    app = Observing(Operations(make(settings, db), settings, health, metrics, siblings), settings, metrics)
    if metrics is not None:
        metrics.in_flight.set_function(lambda: app.in_flight)
        metrics.streams.set_function(lambda: app.streams)
    server = Server(
        app,
        address=address,
        port=settings.port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        backlog=_MOST_WAITING,
        backpressure=_MOST_CONNECTIONS,
        log_level=LogLevels.info if settings.log_level == "debug" else LogLevels.error,
        log_dictconfig=logs.config_of_libraries(),
    )
    stop = _Stop(server, app, health, settings.stop_timeout_s)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    if post is not None:
        await post.siblings.tell(metrics.text if metrics is not None else bytes)
        loop.add_reader(post.parent, stop)  # the one that watches is gone
    announcing = loop.create_task(_announce(address, settings.port, ready))
    gc.collect()
    gc.freeze()  # what stands now stays: no request waits for the collector to walk through it again
    try:
        await server.serve()
    finally:
        announcing.cancel()
        health.close()
        if siblings is not None:
            siblings.close()
        stop.done()
    return 1 if server.interrupt_children else 0


def _let_open_files() -> None:
    """Take as many open files as the system lets us: each connection is one, and many systems begin with 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * _MOST_CONNECTIONS
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _give_memory_back() -> None:
    """Let the system have what large answers took, unless whoever runs the server has said how memory is kept."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # of other C libraries there is none
    if mallopt is None or any(name.startswith("MALLOC_") for name in os.environ):
        return
    for option, value in _MEMORY.items():
        mallopt(option, value)


class _Stop:
    """What a signal sets off: the first asks for an orderly end, the second ends at once."""

    def __init__(self, server: Server, app: Observing, health: Health, within_s: float) -> None:
        self._server = server
        self._app = app
        self._health = health
        self._log: FilteringBoundLogger = logs.logger()
        # A thread of its own: the loop itself may be what does not end.
        self._deadline = threading.Timer(within_s, self._give_up)
        self._deadline.daemon = True

    def __call__(self) -> None:
        if self._health.stopping:
            self._give_up()
        self._health.stopping = True
        self._deadline.start()
        self._app.end_streams()
        self._server.stop()  # type: ignore[no-untyped-call]  # granian leaves it without types
        self._log.info("stopping", in_flight=self._app.in_flight)  # last: whatever becomes of the line, it stops

    def done(self) -> None:
        self._deadline.cancel()
        self._log.info("stopped")

    def _give_up(self) -> None:
        try:
            self._log.error("stopped before all requests were answered", in_flight=self._app.in_flight)
            logging.shutdown()
        finally:
            os._exit(NOT_ALL_ANSWERED)


async def _announce(address: str, port: int, ready: Callable[[], None]) -> None:
    """Call `ready` as soon as a connection is taken."""
    while True:
        try:
            _, writer = await asyncio.open_connection(address, port)
        except OSError:
            await asyncio.sleep(0.01)
            continue
        writer.close()
        ready()
        return

"""The one layer around the application: request ids, the log, the figures, the time limit."""

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from mesocycle.api.frame import problems
from mesocycle.http.answers import Answer
from mesocycle.http.refusals import ServerStopping, unexpected
from mesocycle.server import logs
from mesocycle.server.metrics import Metrics
from mesocycle.server.proxies import Proxies
from mesocycle.server.sending import send_answer
from mesocycle.settings import ServerSettings

Message = MutableMapping[str, Any]
AsgiScope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

_SANE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_TOO_LARGE = 413
_READ_ON_BYTES, _READ_ON_S = 64_000_000, 10.0
"""So much of a body that is too long is still taken in, and thrown away."""
_QUIET = ("/health/", "/metrics")
"""What is asked every few seconds by machines is logged from level debug on."""


class _Flight:
    """A request on its way: hands its answer on, and remembers what the log says of it."""

    __slots__ = (
        "_limit_s",
        "_receive",
        "_send",
        "_stopping",
        "_task",
        "_timer",
        "broken_off",
        "bytes",
        "id",
        "status",
        "streams",
    )

    def __init__(
        self, receive: Receive, send: Send, request_id: bytes, limit_s: float, stopping: Callable[[], bool]
    ) -> None:
        self._receive = receive
        self._send = send
        self._task = asyncio.current_task()
        self._limit_s = limit_s
        self._stopping = stopping
        self._timer: asyncio.TimerHandle | None = None
        self.id = request_id
        self.status = 0
        self.bytes = 0
        self.streams = False
        self.broken_off = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = list(message.get("headers", ()))
            for name, value in headers:
                if name == b"content-type":
                    self.streams = value.startswith(b"text/event-stream")
            message["headers"] = [*headers, (b"x-request-id", self.id)]
            if self.status == _TOO_LARGE and not self.broken_off:
                await self._read_on()
        elif message["type"] == "http.response.body":
            self.bytes += len(message.get("body", b""))
        await self._send(message)
        if self.streams and self._stopping():
            self.break_off()

    async def _read_on(self) -> None:
        """Take in and forget more of a body that is too long: who still sends would not read why it is refused."""
        length = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(_READ_ON_S):
                while length < _READ_ON_BYTES:
                    message = await self._receive()
                    length += len(message.get("body", b""))
                    if message["type"] != "http.request" or not message.get("more_body"):
                        return

    def more_time(self) -> None:
        """Begin the time limit anew: a long file is still coming in."""
        self.no_limit()
        self._timer = asyncio.get_running_loop().call_later(self._limit_s, _time_is_up, self)

    def no_limit(self) -> None:
        """Let it take as long as it takes."""
        if self._timer is not None:
            self._timer.cancel()

    def break_off(self) -> None:
        """Cancel what makes the answer; a thread that is at it goes on to its end."""
        if self._task is not None and not self.broken_off:
            self.broken_off = True
            self._task.cancel()


class Observing:
    """An ASGI application around another; `end_streams` and `in_flight` are for whoever stops the server."""

    def __init__(self, app: App, settings: ServerSettings, metrics: Metrics | None) -> None:
        """Observe `app`; without metrics nothing is counted."""
        self._app = app
        self._metrics = metrics
        self._limit_s = settings.request_timeout_s
        self._proxies = Proxies(settings.trusted_proxies)
        self._log = logs.logger()
        self._flights: set[_Flight] = set()
        self._ends_streams = False

    @property
    def in_flight(self) -> int:
        """How many requests have no whole answer yet, streams left out: those are answered, and go on."""
        return len(self._flights) - self.streams

    @property
    def streams(self) -> int:
        """How many answers go on for as long as somebody reads them."""
        return sum(flight.streams for flight in list(self._flights))  # asked by the thread that gives up, too

    def end_streams(self) -> None:
        """End the answers that would go on for ever, also those that begin from now on."""
        self._ends_streams = True
        for flight in list(self._flights):
            if flight.streams:
                flight.break_off()

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        if self._proxies:
            self._proxies.look_behind(scope)
        flight = _Flight(receive, send, _request_id(scope), self._limit_s, lambda: self._ends_streams)
        path: str = scope["path"]  # routing may shorten the scope's own
        scope.setdefault("state", {}).update(request_id=flight.id.decode(), more_time=flight.more_time)
        self._flights.add(flight)
        try:
            await self._answer(scope, receive, flight)
        finally:
            self._flights.discard(flight)
            self._tell(scope, path, flight, time.perf_counter() - begun)

    async def _answer(self, scope: AsgiScope, receive: Receive, flight: _Flight) -> None:
        flight.more_time()
        try:
            await self._app(scope, receive, flight.send)
        except asyncio.CancelledError:
            if not flight.broken_off:
                raise
            if flight.status == 0:
                await send_answer(flight.send, _too_long(self._limit_s))
            else:
                await flight.send({"type": "http.response.body", "body": b""})
        except Exception:  # noqa: BLE001  # the last door: what nobody expected is logged, and told without its inside
            self._log.exception("unexpected error", request_id=flight.id.decode())
            if flight.status == 0:
                await send_answer(flight.send, problems.answer_of(unexpected()))
        finally:
            flight.no_limit()

    def _tell(self, scope: AsgiScope, path: str, flight: _Flight, seconds: float) -> None:
        route: str | None = scope.get("path_template")
        if self._metrics is not None:
            self._metrics.answered(route, scope["method"], flight.status, None if flight.streams else seconds)
        tell = (
            self._log.error if flight.status >= 500 else self._log.debug if path.startswith(_QUIET) else self._log.info
        )
        tell(
            "request",
            request_id=flight.id.decode(),
            method=scope["method"],
            route=route or "(unknown)",  # never the path itself: it may hold a secret
            status=flight.status,
            ms=round(seconds * 1000, 2),
            user=scope["state"].get("user_id"),
            bytes=flight.bytes,
        )


def _time_is_up(flight: _Flight) -> None:
    if flight.status == 0:  # an answer that has begun may go on
        flight.break_off()


def _too_long(limit_s: float) -> Answer:
    return problems.answer_of(
        ServerStopping(
            f"There was no answer within {limit_s:g} seconds.",
            "Try again with the same Idempotency-Key: what was done meanwhile is then not done twice.",
        )
    )


def _request_id(scope: AsgiScope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SANE_ID.fullmatch(value):
            return bytes(value)
    return b"%016x" % random.getrandbits(64)  # a name in the log, no secret; the system's own costs a turn of the loop

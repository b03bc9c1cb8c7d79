"""The layer around the application: ids, lines of the log, figures, the time limit."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from litestar import Litestar, Request, get
from litestar.response import ServerSentEvent

from mesocycle.server.metrics import Metrics
from mesocycle.server.observing import Observing
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.server.asgi import App, ask, asked
from tests.server.conftest import Lines

JSON = ServerSettings(log_format="json")
Logged = Callable[[ServerSettings], Lines]


def an_app() -> Litestar:
    @get("/calendars/{secret:str}")
    async def calendar(request: Request[Any, Any, Any]) -> str:
        await asyncio.sleep(0)
        return str(request.path_params["secret"])[:2]

    @get("/slow", sync_to_thread=True)
    def slow() -> str:
        time.sleep(0.5)
        return "late"

    return Litestar([calendar, slow], openapi_config=None)


def observed(settings: ServerSettings, app: App | None = None, metrics: Metrics | None = None) -> Observing:
    return Observing(app or an_app(), settings, metrics)


async def failing(_scope: object, _receive: object, _send: object) -> None:
    await asyncio.sleep(0)
    raise RuntimeError("the inside")


def test_a_sane_request_id_is_kept_and_another_is_made_anew(logged: Logged) -> None:
    logged(JSON)
    given = [b"abc-123", b"", b"a b", b"x" * 65, b"new\nline"]

    told = [
        asked(observed(JSON), "/calendars/x", headers=[(b"x-request-id", each)]).headers["x-request-id"]
        for each in given
    ]

    assert told[0] == "abc-123"
    assert all(len(each) == 16 and each.isalnum() for each in told[1:])
    assert len(set(told)) == 5


def test_a_request_is_one_line_with_the_route_in_the_place_of_the_path(logged: Logged) -> None:
    lines = logged(JSON)

    answer = asked(observed(JSON), "/calendars/very-secret", headers=[(b"x-request-id", b"one")])

    (line,) = lines.json
    assert answer.status == 200
    assert {name: line[name] for name in ("event", "request_id", "method", "route", "status", "bytes", "user")} == {
        "event": "request",
        "request_id": "one",
        "method": "GET",
        "route": "/calendars/{secret}",
        "status": 200,
        "bytes": 2,
        "user": None,
    }
    assert "very-secret" not in lines.text


def test_the_line_names_the_user_that_the_application_found(logged: Logged) -> None:
    lines = logged(JSON)

    async def knowing(scope: dict[str, dict[str, str]], receive: object, send: object) -> None:
        scope["state"]["user_id"] = "ann"
        await an_app()(scope, receive, send)  # type: ignore[arg-type]  # ASGI's own types, loosely held in tests

    asked(observed(JSON, knowing), "/calendars/x")

    assert [line["user"] for line in lines.json] == ["ann"]


def test_a_path_that_there_is_not_is_in_no_line_and_no_figure(logged: Logged, db: Database) -> None:
    lines, metrics = logged(JSON), Metrics(db)

    for number in range(20):
        asked(observed(JSON, metrics=metrics), f"/msr_secret{number}")

    series = [line for line in metrics.text().decode().splitlines() if line.startswith("mesocycle_http_requests_total")]
    assert series == ['mesocycle_http_requests_total{method="GET",route="(unknown)",status="404"} 20.0']
    assert "msr_" not in lines.text


def test_a_request_that_takes_too_long_is_answered_503_with_what_to_do(logged: Logged) -> None:
    logged(JSON)

    answer = asked(observed(ServerSettings(request_timeout_s=0.1)), "/slow")

    assert (answer.status, answer.json["code"]) == (503, "server-stopping")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "0.1 seconds" in answer.json["detail"]
    assert "Idempotency-Key" in answer.json["remedy"]


def test_an_answer_that_has_begun_may_take_longer_and_ends_when_the_server_stops(logged: Logged) -> None:
    logged(JSON)

    @get("/live")
    async def live() -> ServerSentEvent:
        async def beats() -> AsyncIterator[str]:
            while True:
                yield "beat"
                await asyncio.sleep(0.02)

        return ServerSentEvent(beats())

    app = observed(ServerSettings(request_timeout_s=0.1), Litestar([live], openapi_config=None))

    async def stop_later() -> tuple[int, bytes]:
        asking = asyncio.create_task(ask(app, "/live"))
        await asyncio.sleep(0.4)
        assert (app.in_flight, app.streams) == (0, 1)
        app.end_streams()
        answer = await asyncio.wait_for(asking, 2)
        late = await asyncio.wait_for(ask(app, "/live"), 2)
        assert (late.status, late.body) == (200, b"")  # begun when all end: it ends too
        return app.streams, answer.body

    left, body = asyncio.run(stop_later())

    assert left == 0
    assert body.count(b"beat") > 5


def test_what_nobody_expected_is_in_the_log_whole_and_in_the_answer_not_at_all(logged: Logged) -> None:
    lines = logged(JSON)

    answer = asked(observed(JSON, failing), "/x")

    assert answer.status == 500
    assert b"inside" not in answer.body
    unexpected, request = lines.json
    assert "RuntimeError: the inside" in str(unexpected["exception"])
    assert unexpected["request_id"] == request["request_id"] == answer.headers["x-request-id"]
    assert request["level"] == "error"


def test_a_caller_who_goes_away_is_nobody_to_answer(logged: Logged) -> None:
    logged(JSON)

    async def leave() -> None:
        asking = asyncio.create_task(ask(observed(JSON), "/slow"))
        await asyncio.sleep(0.05)
        asking.cancel()
        await asking

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(leave())


def test_what_machines_ask_every_few_seconds_is_logged_only_for_debugging(logged: Logged) -> None:
    lines = logged(JSON)
    asked(observed(JSON), "/health/live")
    quiet = lines.text

    lines = logged(ServerSettings(log_format="json", log_level="debug"))
    asked(observed(JSON), "/health/live")

    assert quiet == ""
    assert len([line for line in lines.json if line["event"] == "request"]) == 1

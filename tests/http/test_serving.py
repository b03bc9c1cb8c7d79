"""What happens to a request before a face sees it, and after: bodies, HEAD, limits, logs."""

import asyncio
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from mesocycle.domain.instant import instant
from mesocycle.domain.people.user import User
from mesocycle.server.app import create_app
from mesocycle.settings import Settings
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import a_password, a_sign_in
from tests.api.conftest import Client, ClientOf, a_secret
from tests.arrange import a_user
from tests.server.asgi import App, a_scope

JSON = (b"content-type", b"application/json")
LONG = (b"content-length", b"5000000")
REST = {"type": "http.request", "body": b"[]}", "more_body": False}
GONE = {"type": "http.disconnect"}


@pytest.fixture
def ann(db: Database) -> User:
    """Add an athlete."""
    return a_user(db)


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
        asyncio.run(self._run(create_app(Settings(threads=2), db)))

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


@pytest.mark.parametrize("length", [LONG, (b"transfer-encoding", b"chunked")])
@pytest.mark.parametrize("shown", [[], [(b"authorization", b"Bearer made-up")]])
def test_of_a_stranger_no_long_body_is_taken_in(
    db: Database, length: tuple[bytes, bytes], shown: list[tuple[bytes, bytes]]
) -> None:
    exchange = Exchange(db, "/sync", [*shown, length])

    assert (exchange.status, exchange.taken) == (401, 0)


def test_of_whoever_is_known_a_long_body_is_taken_in(db: Database, ann: User) -> None:
    shown = (b"authorization", f"Bearer {a_secret(db, ann.id)}".encode())

    exchange = Exchange(db, "/sync", [shown, LONG])

    assert (exchange.status, exchange.taken) == (200, 2)


def test_where_anybody_may_send_a_body_it_is_short(server: Client) -> None:
    answer = server.post("/api/v1/sign-in", json={"email": "a@example.org", "password": "p" * 70_000})

    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


def test_a_connection_that_ends_amid_the_body_is_no_defect_of_the_server(
    db: Database, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    shown = (b"authorization", f"Bearer {a_secret(db, ann.id)}".encode())

    exchange = Exchange(db, "/sync", [shown, (b"content-length", b"5000")], GONE)

    assert exchange.status == 400
    assert caplog.records == []


def test_a_refused_request_is_known_to_the_log_by_its_user_too(db: Database, ann: User) -> None:
    shown = (b"authorization", f"Bearer {a_secret(db, ann.id)}".encode())

    exchange = Exchange(db, "/workout-sessions/no-such/cancel", [shown])

    assert exchange.status == 422
    assert exchange.state["user_id"] == ann.id


@pytest.mark.parametrize("path", ["/api/v1/users/me", "/api/v1/users", "/api/docs", "/api/openapi.json"])
def test_head_gets_what_stands_above_the_answer_to_get(ann: User, client_of: ClientOf, path: str) -> None:
    client = client_of(ann)
    whole = client.get(path)

    head = client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers.get("etag") == whole.headers.get("etag")


def test_two_cookie_headers_are_read_as_one(db: Database, ann: User) -> None:
    a_password(db, ann)
    secret = a_sign_in(db, ann, now=instant(datetime.now(UTC))).secret

    exchange = Exchange(
        db,
        "/users/me",
        [(b"cookie", b"theme=dark"), (b"cookie", f"mesocycle_sign_in={secret}".encode())],
        method="GET",
    )

    assert exchange.status == 200


def test_what_an_engine_says_is_for_the_log_and_not_for_callers(caplog: pytest.LogCaptureFixture) -> None:
    db = Database.open("postgresql://mesocycle:a-password@127.0.0.1:1/training")

    with TestClient(create_app(Settings(threads=2), db)) as server:
        answer = server.get("/api/v1/users/me", headers={"authorization": "Bearer made-up"})
    db.close()

    assert (answer.status_code, answer.json()["code"]) == (503, "database-not-usable")
    assert "127.0.0.1" not in answer.text
    assert "127.0.0.1" in caplog.text


class TestALimitedServer:
    """A server that allows three requests a minute."""

    @pytest.fixture
    def server_settings(self) -> Settings:
        """Allow little."""
        return Settings(threads=4, requests_per_minute=3)

    def test_made_up_tokens_have_one_allowance_together(self, server: Client) -> None:
        answers = [
            server.get("/api/v1/users/me", headers={"authorization": f"Bearer made-up-{number}"}) for number in range(4)
        ]

        assert [each.status_code for each in answers] == [401, 401, 401, 429]

    def test_a_good_token_in_use_goes_on_beside_them(self, db: Database, server: Client, ann: User) -> None:
        good = {"authorization": f"Bearer {a_secret(db, ann.id)}"}
        server.get("/api/v1/users/me", headers=good)
        for _ in range(4):
            server.get("/api/v1/users/me", headers={"authorization": "Bearer made-up"})

        answer = server.get("/api/v1/users/me", headers=good)

        assert (answer.status_code, answer.headers["ratelimit-remaining"]) == (200, "1")

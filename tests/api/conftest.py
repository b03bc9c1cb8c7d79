"""A server inside the test, on the test's database, and clients who are signed in."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import User
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.people import api_token
from tests.arrange import NOW

Client = TestClient[Litestar]


class SignedClient:
    """A client that shows its token with every request."""

    def __init__(self, server: Client, secret: str) -> None:
        self._server = server
        self.secret = secret

    def __getattr__(self, method: str) -> Callable[..., httpx.Response]:
        send: Callable[..., httpx.Response] = getattr(self._server, method)

        def signed(*asked: str, **given: Any) -> httpx.Response:  # noqa: ANN401  # what httpx takes
            *before, url = asked  # `request` is told the method first
            headers = {"authorization": f"Bearer {self.secret}", **given.pop("headers", {})}
            address = url if url.startswith("/api") else f"/api/v1{url}"
            return send(*before, address, headers=headers, **given)

        return signed


ClientOf = Callable[..., SignedClient]


@pytest.fixture
def server_settings() -> ServerSettings:
    """Tell the server little; a test module may say otherwise."""
    return ServerSettings(threads=4, requests_per_minute=1_000_000)


@pytest.fixture
def server(db: Database, server_settings: ServerSettings) -> Iterator[Client]:
    """Serve the test's database; this client is nobody."""
    with TestClient(create_app(server_settings, db), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def client_of(db: Database, server: Client) -> ClientOf:
    """Give clients who show a token of a user: `client_of(ann)`, `client_of(ann, scope=TokenScope.READ)`."""

    def sign(user: User, scope: TokenScope = TokenScope.WRITE) -> SignedClient:
        return SignedClient(server, a_secret(db, user.id, scope))

    return sign


def a_secret(db: Database, user_id: str, scope: TokenScope = TokenScope.WRITE) -> str:
    """Store a token of a user and give its secret."""
    secret = f"mst_{user_id}-{scope.value}".ljust(47, "0")
    row = {
        "hash": hashlib.sha256(secret.encode()).digest(),
        "id": f"token-{user_id}-{scope.value}",
        "user_id": user_id,
        "name": "a test's",
        "scope": scope.value,
        "created_at": NOW,
        "last_used_at": "9000-01-01T00:00:00.000Z",  # so that no test writes when it was used
    }
    with db.read() as read:
        there = read.execute(api_token.select().where(api_token.c.id == row["id"])).first()
    if there is None:
        db.write_across_owners(lambda connection: connection.execute(api_token.insert().values(**row)))
    return secret

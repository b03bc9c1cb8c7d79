"""A real server on the test's database, and clients of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from mesocycle.actions.people.issue_token import issue_token
from mesocycle.client import Client
from mesocycle.domain.people.caller import NewToken, TokenScope
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.arrange import an_act
from tests.server.served import Served, serving

ClientOf = Callable[..., Client]


@pytest.fixture
def running(ready_url: str, tmp_path: Path) -> Iterator[Served]:
    """Run the program `mesocycle serve` on the test's database."""
    with serving(ready_url, tmp_path, log_level="warning") as server:
        yield server


@pytest.fixture
def client_of(db: Database, running: Served) -> Iterator[ClientOf]:
    """Give clients who act as a user: `client_of(ann)`; a `transport` of the test's own may lose what it likes."""
    with ExitStack() as stack:

        def client(
            user: User, *, transport: httpx.BaseTransport | None = None, tries: int = 5, address: str | None = None
        ) -> Client:
            secret = issue_token(db, NewToken(name="a test's", scope=TokenScope.WRITE), an_act(user)).secret
            return stack.enter_context(
                Client(address or running.address, token=secret, transport=transport, tries=tries)
            )

        yield client

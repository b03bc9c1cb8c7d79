"""What a request's call may."""

import pytest

from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import events
from tests.api.conftest import Client, ClientOf, a_secret
from tests.http.serving import Exchange


def test_a_token_that_may_only_read_changes_nothing(
    db: Database, ann: User, client_of: ClientOf, session_id: str
) -> None:
    answer = client_of(ann, TokenScope.READ).post(f"/workout-sessions/{session_id}/start")

    assert (answer.status_code, answer.json()["code"]) == (403, "token-scope-too-small")
    with db.read() as read:
        assert events.of_session(read, ann.id, session_id) == []


LONG = (b"content-length", b"5000000")


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

"""What happens to a request before a face sees it, and after: bodies, HEAD, limits, logs."""

from datetime import UTC, datetime

import pytest

from mesocycle.api.description.nouns import ROUTES
from mesocycle.api.frame.problems import API
from mesocycle.domain.instant import instant
from mesocycle.domain.people.user import User
from mesocycle.http.serving import Direct
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import a_password, a_sign_in
from tests.api.conftest import Client, a_secret
from tests.http.serving import Exchange

GONE = {"type": "http.disconnect"}


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


class TestALimitedServer:
    """A server that allows three requests a minute."""

    @pytest.fixture
    def server_settings(self) -> ServerSettings:
        """Allow little."""
        return ServerSettings(threads=4, requests_per_minute=3)

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


def known() -> Direct:
    direct = Direct()
    direct.add(API, ROUTES)
    return direct


@pytest.mark.parametrize(
    ("path", "template", "ids"),
    [
        ("/api/v1/workout-sessions", "/api/v1/workout-sessions", {}),
        ("/api/v1/workout-sessions/roster", "/api/v1/workout-sessions/roster", {}),
        ("/api/v1/workout-sessions/6b04", "/api/v1/workout-sessions/{sessionId}", {"sessionId": "6b04"}),
        ("/api/v1/workout-sessions/a/events", "/api/v1/workout-sessions/{sessionId}/events", {"sessionId": "a"}),
    ],
)
def test_a_word_that_a_route_names_goes_before_one_that_it_takes(path: str, template: str, ids: dict[str, str]) -> None:
    found = known().find("GET", path)

    assert found is not None
    assert (found[0].template, found[1]) == (template, ids)


@pytest.mark.parametrize(
    "path", ["", "/", "/api/v1", "/api/v1/workout-sessions/", "/api/v1/workout-sessions//events", "/api/v1/nothing/a"]
)
def test_what_is_not_found_here_goes_the_long_way(path: str) -> None:
    assert known().find("GET", path) is None


@pytest.mark.parametrize(
    ("method", "path", "found"),
    [
        ("POST", "/api/v1/workout-sessions/6b04/start", "/api/v1/workout-sessions/{sessionId}/start"),
        ("GET", "/api/v1/workout-sessions/6b04/start", None),
        ("HEAD", "/api/v1/workout-sessions/6b04", None),
        ("OPTIONS", "/api/v1/workout-sessions/6b04", None),
        ("POST", "/api/v1/imports", None),
        ("DELETE", "/api/v1/users/ann", "/api/v1/users/{userId}"),
        ("DELETE", "/api/v1/users/me", None),
        ("PATCH", "/api/v1/workout-sessions/roster", None),
        ("GET", "/api/v1/workout-sessions/skip", None),
    ],
)
def test_what_answers_is_found_by_the_method_too_and_files_go_the_long_way(
    method: str, path: str, found: str | None
) -> None:
    answering = known().find(method, path)

    assert (None if answering is None else answering[0].template) == found


def test_a_word_that_one_method_names_is_taken_by_no_other(db: Database, server: Client, ann: User) -> None:
    shown = {"authorization": f"Bearer {a_secret(db, ann.id)}"}

    answers = [server.delete("/api/v1/users/me", headers=shown), server.get("/api/v1/exercises/import", headers=shown)]

    assert [each.status_code for each in answers] == [405, 405]


CHUNKED = (b"transfer-encoding", b"chunked")


@pytest.mark.parametrize("length", [[], [CHUNKED], [(b"content-length", b"5000")]])
def test_a_body_that_comes_in_pieces_is_taken_in_whole_by_either_way(
    db: Database, ann: User, length: list[tuple[bytes, bytes]]
) -> None:
    shown = (b"authorization", f"Bearer {a_secret(db, ann.id)}".encode())

    exchange = Exchange(db, "/sync", [shown, *length])

    assert (exchange.status, exchange.taken) == (200, 2)


@pytest.mark.parametrize("length", [(b"content-length", b"5000"), CHUNKED])
def test_a_connection_that_ends_amid_a_body_is_told_so_by_either_way(
    db: Database, ann: User, length: tuple[bytes, bytes]
) -> None:
    shown = (b"authorization", f"Bearer {a_secret(db, ann.id)}".encode())

    exchange = Exchange(db, "/sync", [shown, length], GONE)

    assert (exchange.status, exchange.taken) == (400, 2)


class TestAServerThatTakesLittle:
    """A server whose settings allow less than what is taken in of anybody."""

    @pytest.fixture
    def server_settings(self) -> ServerSettings:
        """Allow a thousand bytes."""
        return ServerSettings(threads=4, max_body_bytes=1_000)

    def test_a_body_longer_than_that_is_refused(self, db: Database, server: Client, ann: User) -> None:
        shown = {"authorization": f"Bearer {a_secret(db, ann.id)}"}

        answers = [
            server.post("/api/v1/sync", headers=shown, json={"operations": [], "more": "m" * length})
            for length in (100, 3_000)
        ]

        assert [each.status_code for each in answers] == [422, 413]
        assert answers[1].json()["code"] == "body-too-large"

"""What the floor itself refuses."""

import pytest
from litestar.testing import TestClient

from mesocycle.domain.people.user import User
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client, ClientOf


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "no-such-address"),
        ("GET", "/api/nowhere", 404, "no-such-address"),
        ("PATCH", "/api/v1/sync", 405, "method-not-allowed"),
        ("GET", "/api/v1/workout-sessions", 401, "not-signed-in"),
    ],
)
def test_every_no_has_the_one_form(server: Client, method: str, path: str, status: int, code: str) -> None:
    answer = server.request(method, path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["code"], problem["status"]) == (code, status)
    assert problem["detail"] and problem["remedy"] and problem["title"]  # noqa: PT018  # one claim: nothing is missing


def test_a_body_of_another_type_is_refused_before_it_is_read(ann: User, client_of: ClientOf) -> None:
    answer = client_of(ann).post("/routines", content=b"name: Squats", headers={"content-type": "text/yaml"})

    assert (answer.status_code, answer.json()["code"]) == (415, "media-type-not-known")


def test_what_an_engine_says_is_for_the_log_and_not_for_callers(caplog: pytest.LogCaptureFixture) -> None:
    db = Database.open("postgresql://mesocycle:a-password@127.0.0.1:1/training")

    with TestClient(create_app(ServerSettings(threads=2), db)) as server:
        answer = server.get("/api/v1/users/me", headers={"authorization": "Bearer made-up"})
    db.close()

    assert (answer.status_code, answer.json()["code"]) == (503, "database-not-usable")
    assert "127.0.0.1" not in answer.text
    assert "127.0.0.1" in caplog.text

"""A no over HTTP."""

import pytest

from tests.api.conftest import Client


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "no-such-address"),
        ("GET", "/nowhere", 404, "no-such-address"),
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


def test_a_problem_leads_to_what_its_code_means(server: Client) -> None:
    problem = server.get("/api/v1/workout-sessions").json()

    about = server.get(problem["type"])

    assert about.json() == {
        "code": "not-signed-in",
        "title": problem["title"],
        "status": 401,
        "kind": "unauthenticated",
    }

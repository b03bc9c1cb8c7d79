"""A no over HTTP."""

from tests.api.conftest import Client


def test_a_problem_leads_to_what_its_code_means(server: Client) -> None:
    problem = server.get("/api/v1/workout-sessions").json()

    about = server.get(problem["type"])

    assert about.json() == {
        "code": "not-signed-in",
        "title": problem["title"],
        "status": 401,
        "kind": "unauthenticated",
    }

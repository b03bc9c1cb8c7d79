"""The short way from an address to its face."""

import pytest

from mesocycle.api.description.nouns import ROUTES
from mesocycle.api.frame.problems import API
from mesocycle.http.direct import Direct


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
    found = known().find(path)

    assert found is not None
    assert (found[0].template, found[1]) == (template, ids)


@pytest.mark.parametrize(
    "path", ["", "/", "/api/v1", "/api/v1/workout-sessions/", "/api/v1/workout-sessions//events", "/api/v1/nothing/a"]
)
def test_what_is_not_found_here_goes_the_long_way(path: str) -> None:
    assert known().find(path) is None


def test_a_route_that_changes_something_is_not_looked_at() -> None:
    assert known().find("/api/v1/workout-sessions/6b04/start") is None

"""What is refused before any route is reached, and how an answer goes out."""

import pytest

from mesocycle.domain.people.user import User
from tests.api.conftest import ClientOf


def test_an_address_says_which_methods_it_knows(ann: User, client_of: ClientOf) -> None:
    client = client_of(ann)

    told = client.request("OPTIONS", "/workout-sessions/x/performance-log")
    refused = client.delete("/workout-sessions/x/performance-log")

    assert told.headers["allow"] == refused.headers["allow"] == "GET, HEAD, OPTIONS, POST, PUT"


@pytest.mark.parametrize("path", ["/api/v1/users/me", "/api/v1/users", "/api/docs", "/api/openapi.json"])
def test_head_gets_what_stands_above_the_answer_to_get(ann: User, client_of: ClientOf, path: str) -> None:
    client = client_of(ann)
    whole = client.get(path)

    head = client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers.get("etag") == whole.headers.get("etag")

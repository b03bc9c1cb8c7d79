"""The page that describes the API works from this server alone."""

import re

from tests.api.conftest import Client


def test_all_that_the_page_loads_comes_from_this_server(server: Client) -> None:
    page = server.get("/api/docs")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)

    answers = {address: server.get(address) for address in loaded}

    assert len(loaded) >= 5
    assert all(address.startswith("/api/") for address in loaded)
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(loaded, 200)
    assert all(answer.headers["x-content-type-options"] == "nosniff" for answer in answers.values())


def test_the_page_may_load_nothing_from_anywhere_else(server: Client) -> None:
    policy = server.get("/api/docs").headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "http" not in policy

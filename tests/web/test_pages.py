"""All pages together."""

import re

from mesocycle.web.pages import ROUTES


def test_every_page_is_found_at_one_address_only_and_none_stands_where_the_api_does() -> None:
    addresses = [(route.method, re.sub(r"\{\w+\}", "{}", route.path)) for route in ROUTES]

    assert len(set(addresses)) == len(addresses)
    assert {("GET", "/today"), ("GET", "/sign-in"), ("GET", "/calendar"), ("GET", "/sessions/{}/player")} <= set(
        addresses
    )
    assert [path for _, path in addresses if path == "/api" or path.startswith("/api/")] == []

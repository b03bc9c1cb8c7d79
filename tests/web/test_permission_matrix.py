"""Who gets what from every page and form: the table of `matrix_rows`, held against a server that has everybody in it.

What storage answers on either engine is the API's matrix to show; pages stand on the same, so here SQLite is enough.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copyfile
from urllib.parse import urlencode

import argon2
import httpx
import pytest
from litestar.testing import TestClient

from mesocycle.domain.people.caller import TokenScope
from mesocycle.http.callers import csrf_token
from mesocycle.http.route import Route
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.people import passwords
from mesocycle.web.pages import ROUTES
from tests.api.matrix_people import NAMES, Who, cookie_secret, token_secret
from tests.api.matrix_world import World
from tests.web.matrix_rows import CALLERS, ROWS, PageRow

_FORM = "application/x-www-form-urlencoded"
_SIGN_IN = 303


class WebWorld(World):
    """The world of the matrix, with pages in front of it."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        settings = ServerSettings(threads=2, requests_per_minute=1_000_000, sign_up="open")
        self.pages = self._open.enter_context(TestClient(create_app(settings, self.db), raise_server_exceptions=False))


def name_of(route: Route) -> str:
    """Name a route as its row does."""
    return f"{route.method} {route.path}"


@pytest.fixture(scope="module", autouse=True)
def _cheap() -> Iterator[None]:
    """Let passwords be looked at fast: there are many here, and nothing secret."""
    hasher = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: hasher)
        yield


@pytest.fixture(scope="module")
def arranged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebWorld]:
    """Arrange the world once."""
    path: Path = tmp_path_factory.mktemp("matrix") / "mesocycle.sqlite"
    copyfile(request.getfixturevalue("migrated_sqlite"), path)
    with WebWorld(f"sqlite:///{path}") as made:
        yield made


@pytest.fixture
def world(arranged: WebWorld) -> Iterator[WebWorld]:
    """Give the world as it was arranged, whatever the test before left behind."""
    yield arranged
    arranged.put_back()


def shown_by(who: Who) -> dict[str, str]:
    """Give what the browser of somebody sends along."""
    if who is Who.NOBODY:
        return {}
    secret = cookie_secret(NAMES[who])
    return {"cookie": f"mesocycle_sign_in={secret}", "x-csrf-token": csrf_token(secret)}


def ask(
    world: WebWorld, route: Route, row: PageRow, headers: Mapping[str, str], ids: Mapping[str, str] | None = None
) -> httpx.Response:
    """Ask for a page, or send its form, as the row says."""
    known = world.ids if ids is None else ids

    def named(text: str) -> str:
        return re.sub(r"\$([a-z- ]+)", lambda found: known[found[1]], text)

    address = re.sub(r"\{(\w+)\}", lambda found: named(row.ids.get(found[1], "x")), route.path)
    address += f"?{named(row.query)}" if row.query else ""
    sent = dict(headers)
    body = None
    if route.method != "GET":
        json = route.takes is not None
        sent["content-type"] = "application/json" if json else _FORM
        body = (
            row.fields.get("json", "{}")
            if json
            else urlencode({name: named(value) for name, value in row.fields.items()})
        )
    answer = world.pages.request(route.method, address, headers=sent, content=body, follow_redirects=False)
    world.pages.cookies.clear()
    return answer


def test_every_page_has_its_row_and_every_row_its_page() -> None:
    assert sorted(ROWS) == sorted(name_of(route) for route in ROUTES)


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_each_caller_gets_of_a_page_what_the_matrix_says(world: WebWorld, route: Route) -> None:
    row = ROWS[name_of(route)]
    expected = dict(zip(CALLERS, row.gets, strict=True))
    got = {}

    for who in sorted(CALLERS, key=lambda each: expected[each] < 400):  # those who are refused come first
        answer = ask(world, route, row, shown_by(who))
        got[who] = answer.status_code
        if who is Who.NOBODY and not route.public:
            assert answer.headers["location"].startswith("/sign-in")
        if answer.is_success or answer.has_redirect_location:
            world.put_back()
        else:
            assert world.changed() == [], f"{who} was answered {answer.status_code}, and changed something"

    assert got == expected


@pytest.mark.parametrize("route", [each for each in ROUTES if 404 in ROWS[name_of(each)].gets], ids=name_of)
def test_a_stranger_can_t_tell_by_a_page_what_is_there_from_what_is_not(world: WebWorld, route: Route) -> None:
    row = ROWS[name_of(route)]
    missing = {name: f"no-{name.replace(' ', '-')}" for name in world.ids}

    for who in (Who.OTHER, Who.STRANGER):
        there = ask(world, route, row, shown_by(who))
        nothing = ask(world, route, row, shown_by(who), missing)

        assert there.status_code == nothing.status_code == 404
        assert there.text.replace(there.url.path, "") == nothing.text.replace(nothing.url.path, "")


FORMS = [each for each in ROUTES if each.method != "GET" and not each.public]


@pytest.mark.parametrize("route", FORMS, ids=name_of)
def test_a_form_without_its_token_changes_nothing(world: WebWorld, route: Route) -> None:
    row = ROWS[name_of(route)]
    own, other = shown_by(Who.SELF), shown_by(Who.OTHER)

    for token in ({}, {"x-csrf-token": ""}, {"x-csrf-token": other["x-csrf-token"]}):
        assert ask(world, route, row, {"cookie": own["cookie"], **token}).status_code in {403, 415}
    assert world.changed() == []


@pytest.mark.parametrize("route", FORMS, ids=name_of)
def test_a_token_that_only_reads_sends_no_form(world: WebWorld, route: Route) -> None:
    secret = token_secret(NAMES[Who.SELF], TokenScope.READ)
    answer = ask(world, route, ROWS[name_of(route)], {"authorization": f"Bearer {secret}"})

    assert answer.status_code in {403, 415}
    assert world.changed() == []

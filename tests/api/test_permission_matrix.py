"""Who gets what from every route: the table of `matrix_rows_*`, held against the server on both engines."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import argon2
import httpx
import pytest

from mesocycle.api.description.nouns import ROUTES
from mesocycle.domain.people.caller import TokenScope
from mesocycle.http.route import Route
from mesocycle.storage.people import passwords
from tests import servers
from tests.api import matrix_rows_people, matrix_rows_training
from tests.api.matrix_people import Who
from tests.api.matrix_row import Row, address_of, query_of
from tests.api.matrix_world import World, headers_of


def name_of(route: Route) -> str:
    """Name a route as its row does."""
    return f"{route.method} {route.path}"


ROWS = {**matrix_rows_people.ROWS, **matrix_rows_training.ROWS}
GUARDED = [route for route in ROUTES if name_of(route) in ROWS and 404 in ROWS[name_of(route)].gets]
OF_THE_CLIENT = {"performedSetId": "done-1", "effortId": "effort-1"}
"""Ids that stand in the body too."""
OF_TOM_S_DOING = (
    "planned",
    "done",
    "begun",
    "skipped",
    "removed",
    "run",
    "recorded",
    "live",
    "paused",
    "receipt",
    "import",
)
"""What of Ann's was assigned by Tom, or added by herself."""
READS = [route for route in ROUTES if route.method == "GET" and not route.public]
CHANGES = [route for route in ROUTES if route.method != "GET" and not route.public]


@pytest.fixture(scope="module", autouse=True)
def _cheap() -> Iterator[None]:
    """Let passwords be looked at fast: there are many here, and nothing secret."""
    hasher = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: hasher)
        yield


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def arranged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Arrange the world once for each engine."""
    if request.param == "sqlite":
        path: Path = tmp_path_factory.mktemp("matrix") / "mesocycle.sqlite"
        copyfile(request.getfixturevalue("migrated_sqlite"), path)
        with World(f"sqlite:///{path}") as made:
            yield made
        return
    postgres, template = request.getfixturevalue("postgres"), request.getfixturevalue("migrated_postgres")
    with servers.fresh_database(postgres, template) as url, World(url) as made:
        yield made


@pytest.fixture
def world(arranged: World) -> Iterator[World]:
    """Give the world as it was arranged, whatever the test before left behind."""
    yield arranged
    arranged.put_back()


def ask(world: World, route: Route, row: Row, who: Who) -> httpx.Response:
    """Call a route as its row says."""
    address = address_of(route, world.named(row.ids))
    headers = {**row.headers, **headers_of(who, by_cookie=row.by_cookie)}
    query, body = world.named(query_of(route, row)), world.named(row.body)
    return world.send(route, address, headers, query=query, body=body, file=row.file)


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    assert sorted(ROWS) == sorted(name_of(route) for route in ROUTES)


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_each_caller_gets_what_the_matrix_says(world: World, route: Route) -> None:
    row = ROWS[name_of(route)]
    answers = {}

    for who in sorted(Who, key=lambda each: row.expected()[each] < 400):  # those who are refused come first
        answers[who] = ask(world, route, row, who)
        if answers[who].is_success and route.method != "GET":
            world.put_back()
        else:
            assert world.changed() == [], f"{who} was answered {answers[who].status_code}, and changed something"

    assert {who: answer.status_code for who, answer in answers.items()} == row.expected(), {
        who.value: answer.text for who, answer in answers.items() if answer.status_code != row.expected()[who]
    }
    assert all(answer.json()["remedy"] for answer in answers.values() if answer.is_client_error)


@pytest.mark.parametrize("route", GUARDED, ids=name_of)
def test_a_stranger_can_t_tell_what_is_there_from_what_is_not(world: World, route: Route) -> None:
    row = ROWS[name_of(route)]
    query = query_of(route, row)

    for who in (Who.OTHER, Who.FORMER, Who.STRANGER, Who.NARROW):
        if row.expected()[who] != 404:
            continue
        address = address_of(route, {**world.missing(row.ids), **OF_THE_CLIENT})
        whose = world.named(query) if who is Who.NARROW else world.missing(query)  # Nora does know Ann
        headers = {**row.headers, **headers_of(who)}
        nothing = world.send(route, address, headers, query=whose, body=world.missing(row.body), file=row.file)

        assert (ask(world, route, row, who).content, who) == (nothing.content, who)


@pytest.mark.parametrize("route", CHANGES, ids=name_of)
def test_a_token_that_only_reads_changes_nothing(world: World, route: Route) -> None:
    row = ROWS[name_of(route)]
    address = address_of(route, world.named(row.ids))
    query, body = world.named(query_of(route, row)), world.named(row.body)

    for who in (Who.SELF, Who.ADMIN):
        answer = world.send(
            route, address, headers_of(who, scope=TokenScope.READ), query=query, body=body, file=row.file
        )

        assert (answer.status_code, answer.json()["code"]) == (403, "token-scope-too-small")
    assert world.changed() == []


@pytest.mark.parametrize("route", CHANGES, ids=name_of)
def test_a_cookie_alone_changes_nothing(world: World, route: Route) -> None:
    row = ROWS[name_of(route)]
    address = address_of(route, world.named(row.ids))
    query, body = world.named(query_of(route, row)), world.named(row.body)
    own = headers_of(Who.SELF, by_cookie=True)
    other = headers_of(Who.OTHER, by_cookie=True)

    for token in ({}, {"x-csrf-token": ""}, {"x-csrf-token": other["x-csrf-token"]}):
        answer = world.send(route, address, {"cookie": own["cookie"], **token}, query=query, body=body, file=row.file)

        assert (answer.status_code, answer.json()["code"]) == (403, "foreign-page")
    assert world.changed() == []


def test_a_token_that_only_reads_reads_what_its_user_may(world: World) -> None:
    for route in READS:
        row = ROWS[name_of(route)]
        address, query = address_of(route, world.named(row.ids)), world.named(query_of(route, row))

        answer = world.send(route, address, headers_of(Who.SELF, scope=TokenScope.READ), query=query)

        assert answer.status_code == row.expected()[Who.SELF], name_of(route)


@pytest.mark.parametrize("route", READS, ids=name_of)
def test_whoever_sees_what_they_assigned_is_told_of_nothing_else(world: World, route: Route) -> None:
    row = ROWS[name_of(route)]
    if row.expected()[Who.NARROW] == 404:
        return  # of that it is told nothing at all
    told = ask(world, route, row, Who.NARROW).content

    assert [name for name in OF_TOM_S_DOING if world.ids[name].encode() in told] == []

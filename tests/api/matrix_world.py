"""The world of the permission matrix: arranged once for an engine, and put back after whatever was done in it."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any, Self

import httpx
import sqlalchemy as sa
from litestar.testing import TestClient

from mesocycle.api.description.nouns import ROUTES
from mesocycle.api.frame.problems import API
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import instant
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.upkeep import NewUpkeepRun, UpkeepKind
from mesocycle.http.callers import csrf_token
from mesocycle.http.route import Route
from mesocycle.http.service import Service
from mesocycle.http.serving import Direct, handlers, litestar
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.people import sign_in_attempt
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep import runs
from tests.api.matrix_people import NAMES, Who, cookie_secret, the_people, token_secret
from tests.api.matrix_training import Ids, the_training
from tests.arrange import ADMIN, an_act

Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]
"""All rows of the database: by table and primary key."""


class World:
    """A server on a database in which everybody and everything is there."""

    def __init__(self, url: str) -> None:
        """Arrange it in a database that has the schema and no rows."""
        self._open = ExitStack()
        self.db = Database.open(url)
        self._open.callback(self.db.close)
        now = instant(datetime.now(UTC))
        self.ids: Ids = the_training(self.db, the_people(self.db), now)
        self.ids["upkeep"] = an_upkeep_run(self.db, now)
        self.before = rows(self.db)
        settings = ServerSettings(threads=2, requests_per_minute=1_000_000, sign_up="open")
        self._service = Service(settings, self.db)
        direct = Direct()
        direct.add(API, ROUTES)
        server = litestar(self._service, [API], handlers(self._service, API, ROUTES), direct)
        self.server = self._open.enter_context(TestClient(server, raise_server_exceptions=False))

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server and close the database."""
        self._open.close()

    def named(self, value: Any) -> Any:  # noqa: ANN401  # any JSON
        """Put the ids of this world in the places of `$names`, however deep."""
        return filled_in(value, self.ids)

    def missing(self, value: Any) -> Any:  # noqa: ANN401  # the same
        """Put ids in their places that nothing has."""
        return filled_in(value, {name: f"no-{name.replace(' ', '-')}" for name in self.ids})

    def send(
        self,
        route: Route,
        address: str,
        headers: Mapping[str, str],
        *,
        query: Mapping[str, str] | None = None,
        body: Any = None,  # noqa: ANN401  # any JSON
        file: bytes | None = None,
    ) -> httpx.Response:
        """Send a request and wait for what it began behind its answer."""
        sent: dict[str, Any] = {"json": body} if file is None else {"content": file}
        answer = self.server.request(
            route.method, f"/api/v1{address}", headers=dict(headers), params=dict(query or {}), **sent
        )
        self.server.cookies.clear()
        self._service.roll_outs._thread.submit(lambda: None).result()
        self._service.imports.wait()
        self._service.upkeep.wait()
        return answer

    def changed(self) -> list[str]:
        """Name the tables that are not as they were; that a password was tried is counted whatever comes of it."""
        now = rows(self.db)
        return [name for name, there in self.before.items() if now[name] != there and name != sign_in_attempt.name]

    def put_back(self) -> None:
        """Put every row back that was changed, removed or added."""
        now = rows(self.db)
        self.db.write_across_owners(lambda connection: _put_back(connection, self.before, now))


def an_upkeep_run(db: Database, now: Instant) -> Id:
    """Store a check of the database that has ended, and give its id."""
    run = runs.begin(db, NewUpkeepRun(kind=UpkeepKind.VERIFY), None, an_act(ADMIN, now))
    runs.end(db, run.id, now)
    return run.id


def filled_in(value: Any, ids: Mapping[str, str]) -> Any:  # noqa: ANN401  # any JSON
    """Put ids in the places of `$names`, however deep."""
    if isinstance(value, str):
        return ids[value[1:]] if value.startswith("$") else value
    if isinstance(value, Mapping):
        return {key: filled_in(each, ids) for key, each in value.items()}
    return [filled_in(each, ids) for each in value] if isinstance(value, Sequence) else value


def headers_of(who: Who, *, by_cookie: bool = False, scope: TokenScope = TokenScope.WRITE) -> dict[str, str]:
    """Give what somebody shows: a token, or the cookie of a browser with what goes with it."""
    if who is Who.NOBODY:
        return {}
    if by_cookie:
        secret = cookie_secret(NAMES[who])
        return {"cookie": f"mesocycle_sign_in={secret}", "x-csrf-token": csrf_token(secret)}
    return {"authorization": f"Bearer {token_secret(NAMES[who], scope)}"}


def rows(db: Database) -> Rows:
    """Read all rows."""
    found: Rows = {}
    with db.read() as read:
        for table in metadata.sorted_tables:
            keys = [column.name for column in table.primary_key]
            found[table.name] = {
                tuple(row[key] for key in keys): dict(row) for row in read.execute(table.select()).mappings()
            }
    return found


def _put_back(connection: sa.Connection, before: Rows, now: Rows) -> None:
    for table in reversed(metadata.sorted_tables):
        for key in now[table.name].keys() - before[table.name].keys():
            connection.execute(sa.delete(table).where(_is(table, key)))
    for table in metadata.sorted_tables:
        there = now[table.name]
        for key, row in before[table.name].items():
            if key not in there:
                connection.execute(table.insert().values(**row))
            elif there[key] != row:
                connection.execute(table.update().where(_is(table, key)).values(**row))


def _is(table: sa.Table, key: tuple[Any, ...]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == value for column, value in zip(table.primary_key, key, strict=True)))

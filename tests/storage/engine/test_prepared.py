"""Prepared statements: what they give and refuse is what SQLAlchemy's own way would."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from mesocycle.storage.engine import looking, prepared
from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.tables.training import app_user, user_feed
from tests.arrange import a_user

_BY_ID = Prepared(sa.select(app_user.c.id, app_user.c.name).where(app_user.c.id == sa.bindparam("id")))
_BY_IDS = Prepared(
    sa.select(app_user.c.id)
    .where(app_user.c.id.in_(sa.bindparam("ids", expanding=True)), app_user.c.units == "metric")
    .order_by(app_user.c.id)
)


def test_a_row_has_the_names_of_its_columns(db: Database) -> None:
    a_user(db, "ann")

    with db.read() as read:
        row = read.row(_BY_ID, id="ann")

    assert row is not None
    assert row._asdict() == {"id": "ann", "name": "Ann"}


def test_where_no_row_is_none_is_given(db: Database) -> None:
    with db.read() as read:
        assert read.row(_BY_ID, id="nobody") is None


def test_who_runs_a_statement_while_another_runs_it_first_gets_its_rows_too(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_user(db, "ann")
    fresh = Prepared(sa.select(app_user.c.id).where(app_user.c.id == sa.bindparam("id")))
    first_asks, other_has_run, row_of = Event(), Event(), looking.row_of

    def slow_for_the_first(columns: list[str]) -> object:
        if not first_asks.is_set():
            first_asks.set()
            other_has_run.wait(10)
        return row_of(columns)

    def run() -> list[tuple[str]]:
        with db.read() as read:
            return [tuple(row) for row in read.rows(fresh, id="ann")]

    monkeypatch.setattr(prepared, "row_of", slow_for_the_first)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(run)
        assert first_asks.wait(10)
        other = run()
        other_has_run.set()

    assert (first.result(), other) == ([("ann",)], [("ann",)])


def test_lists_of_every_length_fill_the_same_statement(db: Database) -> None:
    for name in ("ann", "ben", "cleo"):
        a_user(db, name)

    with db.read() as read:
        found = [[row.id for row in read.rows(_BY_IDS, ids=ids)] for ids in (["ben"], ["cleo", "ann"], ["x"], [])]

    assert found == [["ben"], ["ann", "cleo"], [], []]


def test_a_driver_s_error_comes_as_sqlalchemy_s(db: Database) -> None:
    a_user(db, "ann")
    again = Prepared(
        user_feed.insert().values(user_id=sa.bindparam("owner"), epoch=sa.bindparam("begun"), seq=sa.bindparam("at"))
    )

    with pytest.raises(sa.exc.IntegrityError), db.engine.connect() as connection, connection.begin():
        again.rows(connection, {"owner": "ann", "begun": "e", "at": 1})


def test_whoever_listens_to_statements_hears_it(db: Database) -> None:
    heard: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *said: heard.append(said[2]))

    with db.read() as read:
        read.row(_BY_ID, id="ann")

    assert any("FROM app_user" in statement for statement in heard)

"""Statements of a connection that only looks: prepared once, run by PostgreSQL's own library."""

import pytest
import sqlalchemy as sa

from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.looking import Numbered
from mesocycle.storage.engine.prepared import Prepared

on_postgresql = pytest.mark.parametrize("engine_name", ["postgresql"])

_ALL = Prepared(
    sa.text(
        "select cast(:a as text) as a, cast(:b as bigint) + 1 as b, cast(:c as bytea) as c, '100%' as d,"
        " cast(:a as text) || 'x' as e"
    )
)
_WRONG = Prepared(sa.text("select 1 / cast(:a as integer) as a"))


def test_parameters_are_numbered_as_often_as_they_stand_and_percent_signs_are_single() -> None:
    numbered = Numbered("select %(a)s, %(b)s, %(a)s, 5 %% 3")

    assert numbered.sql == b"select $1, $2, $1, 5 % 3"
    assert numbered.parameters({"a": "x", "b": None, "c": 1}) == ([b"x", None], [0, 0])
    assert numbered.parameters({"a": b"\0", "b": 12}) == ([b"\0", b"12"], [1, 0])


@on_postgresql
def test_rows_are_what_the_drivers_cursor_gives(db: Database) -> None:
    values = {"a": "täglich", "b": 2**40, "c": b"\0\xff"}

    with db.read_now() as look, db.read() as read:
        looked, through_a_cursor = look.rows(_ALL, **values), read.rows(_ALL, **values)

    assert looked == through_a_cursor
    assert looked[0]._asdict() == {"a": "täglich", "b": 2**40 + 1, "c": b"\0\xff", "d": "100%", "e": "täglichx"}


@on_postgresql
def test_nothing_looked_for_is_no_rows(db: Database) -> None:
    nothing = Prepared(sa.text("select 1 as a where cast(:a as text) is not null"))

    with db.read_now() as look:
        assert look.rows(nothing, a=None) == []
        assert [row.a for row in look.rows(nothing, a="")] == [1]


@on_postgresql
def test_a_fault_of_the_database_is_told_as_ever_and_the_next_look_goes_on(db: Database) -> None:
    with pytest.raises(sa.exc.DataError, match="division by zero"), db.read_now() as look:
        look.rows(_WRONG, a=0)

    with db.read_now() as look:
        assert [row.a for row in look.rows(_WRONG, a=1)] == [1]


@on_postgresql
def test_a_connection_that_was_ended_is_taken_anew(db: Database) -> None:
    own = Prepared(sa.text("select pg_backend_pid() as pid"))
    with db.read_now() as look:
        pid = look.rows(own)[0].pid
    with db.engine.connect() as other:
        other.execute(sa.text("select pg_terminate_backend(cast(:pid as integer))"), {"pid": pid})

    with pytest.raises(DatabaseNotUsable), db.read_now() as look:
        look.rows(own)
    with db.read_now() as look:
        assert look.rows(own)[0].pid != pid


@on_postgresql
def test_a_statement_that_a_server_could_not_prepare_as_it_went_away_is_looked_with_again(db: Database) -> None:
    fresh = Prepared(sa.text("select cast(:a as text) as a"))
    with db.read_now() as look:
        pid = look.rows(Prepared(sa.text("select pg_backend_pid() as pid")))[0].pid
    with db.engine.connect() as other:
        other.execute(sa.text("select pg_terminate_backend(cast(:pid as integer))"), {"pid": pid})

    with pytest.raises(DatabaseNotUsable), db.read_now() as look:
        look.rows(fresh, a="x")
    with db.read_now() as look:
        assert [row.a for row in look.rows(fresh, a="x")] == ["x"]

    [shape] = fresh._shapes.values()
    assert shape._numbered is not None
    assert shape._numbered.is_good

"""Many rows in one statement: `unnest` on PostgreSQL, `executemany` on SQLite."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Connection, Float, Integer, LargeBinary, Table
from sqlalchemy import Row as AnyRow

from mesocycle.storage.engine.prepared import execute

Row = AnyRow[*tuple[Any, ...]]
"""A row of any statement."""

_ARRAYS: dict[type[Any], str] = {
    BigInteger: "bigint[]",
    Integer: "integer[]",
    Boolean: "boolean[]",
    Float: "float8[]",
    LargeBinary: "bytea[]",
}


@lru_cache(maxsize=64)
def _statement(table: Table, columns: tuple[str, ...], dialect: str, tail: str) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    if dialect == "sqlite":
        marks = ", ".join("?" for _ in columns)
        return f'insert into "{table.name}" ({names}) values ({marks}) {tail}'  # noqa: S608  # names of our own tables
    # In binary, because psycopg writes arrays as text in Python, quote by quote: 50 receipts 100 ms instead of 8.
    arrays = ", ".join(f"%b::{_ARRAYS.get(type(table.c[column].type), 'text[]')}" for column in columns)
    return f'insert into "{table.name}" ({names}) select * from unnest({arrays}) {tail}'  # noqa: S608  # the same


def insert(
    connection: Connection,
    table: Table,
    columns: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
    *,
    tail: str = "",
) -> None:
    """Insert all rows by one statement; `tail` may hold an `on conflict` clause."""
    if not rows:
        return
    dialect = connection.dialect.name
    statement = _statement(table, columns, dialect, tail)
    if dialect == "sqlite":
        execute(connection, statement, rows, many=True)
    else:
        execute(connection, statement, [list(column) for column in zip(*rows, strict=True)])


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]], *, tail: str = "") -> None:
    """Insert rows that say their columns' names, all the same ones, by one statement."""
    if rows:
        columns = tuple(rows[0])
        insert(connection, table, columns, [tuple([row[name] for name in columns]) for row in rows], tail=tail)


def given(dialect: str, *columns: str, numbers: tuple[str, ...] = ()) -> str:
    """Give a SQL source of the objects in the JSON parameter `:given`; all but `numbers` are text.

    One statement for many rows, on either engine: `with asked as materialized (<this>) update … from asked …`.
    """
    if dialect == "sqlite":
        fields = ", ".join(f"json_extract(value, '$.{column}') as {column}" for column in (*columns, *numbers))
        return f"select {fields} from json_each(:given)"  # noqa: S608  # names that our own code gives
    kinds = ", ".join([*(f"{column} text" for column in columns), *(f"{column} bigint" for column in numbers)])
    return f"select * from json_to_recordset(cast(:given as json)) as t({kinds})"  # noqa: S608  # the same

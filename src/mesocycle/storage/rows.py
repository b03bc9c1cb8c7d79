"""Many rows in one statement: `unnest` on PostgreSQL, `executemany` on SQLite."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Connection, Float, Integer, LargeBinary, Table
from sqlalchemy import Row as AnyRow

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
        return f'insert into "{table.name}" ({names}) values ({marks}) {tail}'
    arrays = ", ".join(f"%s::{_ARRAYS.get(type(table.c[column].type), 'text[]')}" for column in columns)
    return f'insert into "{table.name}" ({names}) select * from unnest({arrays}) {tail}'


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
        connection.exec_driver_sql(statement, list(rows))
    else:
        connection.exec_driver_sql(statement, tuple(list(column) for column in zip(*rows, strict=True)))

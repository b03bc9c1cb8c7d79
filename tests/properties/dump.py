"""Everything a database holds, so that two moments can be compared row by row, byte by byte."""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from typing import Any

import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.machines import one_by_one
from mesocycle.storage.tables.training import metadata

Key = tuple[Any, ...]
Row = dict[str, Any]
Dump = Mapping[str, Mapping[Key, Row]]
"""By table, by primary key, by column."""

_TABLES = tuple(metadata.sorted_tables)
_COLUMNS = {table.name: tuple(column.name for column in table.c) for table in _TABLES}
_KEYS = {table.name: tuple(place for place, column in enumerate(table.c) if column.primary_key) for table in _TABLES}
_SELECTS = {
    name: "select {} from {}".format(", ".join(f'"{one}"' for one in columns), name)  # noqa: S608  # our own names
    for name, columns in _COLUMNS.items()
}


def dump(db: Database) -> Dump:
    """Read all rows of all tables in one transaction, by the driver alone: this happens at every step."""
    with db.read() as read:
        driver = read.connection.connection.driver_connection
        assert driver is not None
        with driver.pipeline() if read.dialect == "postgresql" else nullcontext():
            cursors = {name: driver.execute(select) for name, select in _SELECTS.items()}
        return {name: _rows(name, cursor.fetchall()) for name, cursor in cursors.items()}


def _rows(table: str, rows: Iterable[tuple[Any, ...]]) -> dict[Key, Row]:
    columns, key = _COLUMNS[table], _KEYS[table]
    return {tuple(row[place] for place in key): dict(zip(columns, row, strict=True)) for row in rows}


def empty(db: Database) -> None:
    """Take all rows away."""
    db.write_across_owners(_clear)


def fill(db: Database, rows: Dump) -> None:
    """Let a database hold exactly these rows, so that every example begins alike."""

    def work(connection: sa.Connection) -> None:
        _clear(connection)
        for table in _TABLES:
            if rows[table.name]:
                connection.execute(table.insert(), list(rows[table.name].values()))

    db.write_across_owners(work)


def _clear(connection: sa.Connection) -> None:
    one_by_one(connection)
    for table in reversed(_TABLES):
        connection.execute(table.delete())


def differences(before: Dump, after: Dump, *, apart_from: frozenset[str] = frozenset()) -> list[str]:
    """Name the rows that are new, gone or changed, and how."""
    found = []
    for table in before:
        if table in apart_from or before[table] == after[table]:
            continue
        for key in {**before[table], **after[table]}:
            old, new = before[table].get(key), after[table].get(key)
            if old != new:
                found.append(f"{table} {key}: {_difference(old, new)}")
    return found


def _difference(old: Row | None, new: Row | None) -> str:
    if old is None or new is None:
        return f"new: {new}" if old is None else f"gone: {old}"
    return ", ".join(f"{name} {old[name]!r} -> {new[name]!r}" for name in old if old[name] != new[name])

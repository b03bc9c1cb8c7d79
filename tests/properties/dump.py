"""Everything a database holds, so that two moments can be compared row by row, byte by byte."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from mesocycle.storage.database import Database
from mesocycle.storage.tables import metadata

Key = tuple[Any, ...]
Row = dict[str, Any]
Dump = Mapping[str, Mapping[Key, Row]]
"""By table, by primary key, by column."""

_TABLES = tuple(metadata.sorted_tables)
_SELECTS = {table.name: sa.select(table) for table in _TABLES}


def dump(db: Database) -> Dump:
    """Read all rows of all tables in one transaction."""
    with db.read() as read:
        return {
            table.name: {
                tuple(row._mapping[column] for column in table.primary_key): dict(row._mapping)
                for row in read.execute(_SELECTS[table.name])
            }
            for table in _TABLES
        }


def empty(db: Database) -> None:
    """Take all rows away."""
    db.whole(_clear)


def fill(db: Database, rows: Dump) -> None:
    """Let a database hold exactly these rows, so that every example begins alike."""

    def work(connection: sa.Connection) -> None:
        _clear(connection)
        for table in _TABLES:
            if rows[table.name]:
                connection.execute(table.insert(), list(rows[table.name].values()))

    db.whole(work)


def _clear(connection: sa.Connection) -> None:
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

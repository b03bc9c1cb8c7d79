"""Whether both sides did the same work: every written row compared, ids apart."""

from collections import Counter
from collections.abc import Collection

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables import roll_outs
from mesocycle.storage.tables import training as tables

_WRITTEN = (
    tables.user_feed,
    tables.routine_assignment,
    tables.workout_session,
    tables.deleted_session,
    tables.receipt,
    roll_outs.roll_out_member,
)
_LONG = {"document", "former"}
_OWN = {"epoch", "snapshot_hash", "assigned_by"}
"""What differs between two athletes or two routines, whoever writes."""

Work = dict[str, Counter[tuple[object, ...]]]
"""By table: how many rows hold these values."""


def work_of(database: Database, users: Collection[Id]) -> Work:
    """Give all that is stored of the users in the tables a replacement writes; documents by their length."""
    with database.read() as read:
        return {table.name: Counter(map(tuple, read.execute(_rows(table, users)))) for table in _WRITTEN}


def require_same(ours: Work, theirs: Work) -> None:
    """Fail where one side left other rows than the other."""
    for table, rows in ours.items():
        if rows != theirs[table]:
            raise AssertionError(f"{table} differs: {rows - theirs[table]} against {theirs[table] - rows}")


def summary(work: Work) -> str:
    """Say how many rows there are."""
    return ", ".join(f"{rows.total()} {table}" for table, rows in work.items() if rows)


def _rows(table: sa.Table, users: Collection[Id]) -> sa.Select[tuple[object, ...]]:
    columns = [
        sa.func.length(column) if column.name in _LONG else column
        for column in table.c
        if column.name not in _OWN and column.name != "id" and not column.name.endswith("_id")
    ]
    return sa.select(*columns).where(table.c.user_id.in_(users))

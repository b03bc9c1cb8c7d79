"""Performed sets as rows, written with the log: what long histories are summed from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from mesocycle.domain.document import Date, Id
from mesocycle.domain.log.rows import PerformedRow
from mesocycle.storage.engine.database import Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.tables.training import performed_set

_COLUMNS = (
    "user_id",
    "session_id",
    "id",
    "day",
    "section_id",
    "line_id",
    "set_id",
    "exercise_id",
    "exercise_variant_id",
    "set_type",
    "round",
    "side",
    "sides",
    "reps",
    "load_kg",
    "added_kg",
    "duration_s",
    "distance_m",
    "rpe",
    "rir",
    "performed_at",
    "counts",
    "suggested_kg",
    "suggested_reps",
    "suggested_s",
)
_KEY = 3
"""So many columns say which row it is."""
_THERE = Prepared(
    sa.select(*(performed_set.c[name] for name in _COLUMNS)).where(
        performed_set.c.user_id == sa.bindparam("owner"),
        performed_set.c.session_id.in_(sa.bindparam("sessions", expanding=True)),
    )
)
_REMOVE = Prepared(
    sa.delete(performed_set).where(
        performed_set.c.user_id == sa.bindparam("owner"),
        performed_set.c.session_id.in_(sa.bindparam("sessions", expanding=True)),
        performed_set.c.id.in_(sa.bindparam("ids", expanding=True)),
    )
)
_LENGTHS = (1, 8, 64, 512)
"""So many ids stand in one statement: each length is another one, which is kept."""
_INSTEAD = f"on conflict ({', '.join(_COLUMNS[:_KEY])}) do update set " + ", ".join(
    f'"{name}" = excluded."{name}"' for name in _COLUMNS[_KEY:]
)
_COUNT_BODY = Prepared(
    sa.update(performed_set)
    .where(
        performed_set.c.user_id == sa.bindparam("owner"),
        performed_set.c.day >= sa.bindparam("first"),
        performed_set.c.day < sa.bindparam("until"),
        performed_set.c.load_kg.is_(None),
        performed_set.c.added_kg.is_not(None),
    )
    .values(load_kg=performed_set.c.added_kg + sa.bindparam("kg", type_=sa.Float))
)
_NEVER = "~"
"""Behind every day."""


def write_all(write: Write, session_ids: Sequence[Id], rows: Iterable[tuple[Id, Date, PerformedRow]]) -> None:
    """Make the sessions' rows say what is given, each with its session and the day that counts on.

    Only rows that say something else are written: a log is put anew with every set of a workout.
    """
    wanted: dict[tuple[object, ...], tuple[object, ...]] = {}
    for session_id, on, row in rows:
        values = _values(write.owner, session_id, on, row)
        wanted.setdefault(values[:_KEY], values)  # a log from elsewhere may have one id twice
    there = {
        values[:_KEY]: values
        for values in map(tuple, write.rows(_THERE, owner=write.owner, sessions=list(session_ids)))
    }
    _remove(write, [key for key in there if key not in wanted])
    changed = [values for key, values in wanted.items() if there.get(key) != values]
    insert(write.connection, performed_set, _COLUMNS, changed, tail=_INSTEAD)


def _remove(write: Write, keys: Sequence[tuple[Any, ...]]) -> None:
    of_session: dict[Id, list[Id]] = {}
    for _, session_id, row_id in keys:
        of_session.setdefault(session_id, []).append(row_id)
    for session_id, ids in of_session.items():
        for some in _padded(ids):
            write.rows(_REMOVE, owner=write.owner, sessions=[session_id], ids=some)


def _padded(ids: Sequence[Id]) -> Iterator[list[Id]]:
    """Part ids into lists of few lengths; the last is told more than once where there are fewer."""
    most = _LENGTHS[-1]
    for begin in range(0, len(ids), most):
        some = list(ids[begin : begin + most])
        yield some + some[-1:] * (next(length for length in _LENGTHS if length >= len(some)) - len(some))


def add(write: Write, rows: Iterable[tuple[Id, Date, PerformedRow]]) -> None:
    """Add rows of sessions that have none yet, each with its session and the day that counts on."""
    values = [_values(write.owner, session_id, on, row) for session_id, on, row in rows]
    insert(write.connection, performed_set, _COLUMNS, values, tail="on conflict do nothing")  # one id twice, as above


def _values(owner: Id, session_id: Id, on: Date, row: PerformedRow) -> tuple[object, ...]:
    return (
        owner,
        session_id,
        row.id,
        on,
        row.section_id,
        row.line_id,
        row.set_id,
        row.exercise_id,
        row.exercise_variant_id,
        row.set_type,
        row.round,
        row.side,
        row.sides,
        row.reps,
        row.load_kg,
        row.added_kg,
        row.duration_s,
        row.distance_m,
        row.rpe,
        row.rir,
        row.performed_at,
        row.counts,
        row.suggested_kg,
        row.suggested_reps,
        row.suggested_s,
    )


def count_body(write: Write, kg: float, first: Date, until: Date | None) -> None:
    """Count the body's weight in the sets from a day on, before another, in whose load it was not known."""
    write.rows(_COUNT_BODY, owner=write.owner, first=first, until=until or _NEVER, kg=kg)

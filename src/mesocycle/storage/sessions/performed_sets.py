"""Performed sets as rows, written with the log: what long histories are summed from."""

from collections.abc import Iterable, Sequence

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
_CLEAR = Prepared(
    sa.delete(performed_set).where(
        performed_set.c.user_id == sa.bindparam("owner"),
        performed_set.c.session_id.in_(sa.bindparam("sessions", expanding=True)),
    )
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
    """Put rows in the place of the sessions' rows, each with its session and the day that counts on."""
    write.rows(_CLEAR, owner=write.owner, sessions=list(session_ids))
    add(write, rows)


def add(write: Write, rows: Iterable[tuple[Id, Date, PerformedRow]]) -> None:
    """Add rows of sessions that have none yet, each with its session and the day that counts on."""
    insert(
        write.connection,
        performed_set,
        _COLUMNS,
        [
            (
                write.owner,
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
            for session_id, on, row in rows
        ],
        tail="on conflict do nothing",  # a log from elsewhere may have one id twice; here it is refused
    )


def count_body(write: Write, kg: float, first: Date, until: Date | None) -> None:
    """Count the body's weight in the sets from a day on, before another, in whose load it was not known."""
    write.rows(_COUNT_BODY, owner=write.owner, first=first, until=until or _NEVER, kg=kg)

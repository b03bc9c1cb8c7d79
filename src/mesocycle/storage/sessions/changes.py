"""What changes workout sessions: each statement holds its own guard, and the rows that come back are the truth."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from mesocycle.domain.assignment.arrangement import PlacedSession
from mesocycle.domain.assignment.receipt import MovedSession
from mesocycle.domain.document import Id
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.storage.engine.database import Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import given, insert
from mesocycle.storage.sessions import sessions
from mesocycle.storage.sessions.log_extract import extract
from mesocycle.storage.tables.training import deleted_session, workout_session

_NEW = (
    "user_id",
    "id",
    "parent_routine_id",
    "routine_version_id",
    "routine_assignment_id",
    "workout_id",
    "scheduled_date",
    "scheduled_time",
    "all_day",
    "planned_date",
    "plan_week",
    "plan_day",
    "adjusted_from",
    "status",
    "snapshot_hash",
    "created_at",
    "updated_at",
    "change_seq",
)


def add(writes: Mapping[Id, Write], placed: Sequence[PlacedSession]) -> None:
    """Create scheduled sessions, for one or many owners, by one statement; snapshots are there already."""
    if not placed:
        return
    status = SessionStatus.SCHEDULED.value
    rows = []
    for session in placed:
        write = writes[session.assignment.user_id]
        rows.append(
            (
                write.owner,
                session.id,
                session.parent_routine_id,
                session.routine_version_id,
                session.assignment.id,
                session.workout_id,
                session.scheduled_date,
                session.scheduled_time,
                session.all_day or None,
                session.planned_date,
                session.plan_week,
                session.plan_day,
                session.adjusted_from,
                status,
                session.snapshot_hash,
                write.now,
                write.now,
                write.seq,
            )
        )
    insert(next(iter(writes.values())).connection, workout_session, _NEW, rows)


def change(
    write: Write,
    session_id: Id,
    was: Collection[SessionStatus],
    values: Mapping[str, Any],
    *,
    snapshot: Raw | None = None,
) -> WorkoutSession | None:
    """Change a session that still has one of the statuses; None where it has not: the guard is in the statement.

    A `snapshot` that the caller has read is not read again.
    """
    new = {**values, "updated_at": write.now, "change_seq": write.seq}
    if "performance_log" in values:
        new["log_extract"] = extract(values["performance_log"])
    row = write.row(
        _update(frozenset(new)),
        owner=write.owner,
        asked=session_id,
        was=[status.value for status in was],
        **{_new(name): value for name, value in new.items()},
    )
    if row is None:
        return None
    return sessions.find(write, write.owner, session_id) if snapshot is None else sessions.document(row, snapshot)


@lru_cache(maxsize=64)
def _update(names: frozenset[str]) -> Prepared:
    """Give the statement that sets just these columns: each form is compiled once."""
    return Prepared(
        workout_session.update()
        .where(
            workout_session.c.user_id == sa.bindparam("owner"),
            workout_session.c.id == sa.bindparam("asked"),
            workout_session.c.status.in_(sa.bindparam("was", expanding=True)),
        )
        .values({name: sa.bindparam(_new(name)) for name in names})
        .returning(*sessions.COLUMNS)
    )


def _new(name: str) -> str:
    return f"new_{name}"


def inherit(write: Write, session_id: Id, adjusted_from: Id) -> None:
    """Give an adjusted session the notes of the one before, and whoever added that."""
    of_old = (deleted_session.c.user_id == write.owner, deleted_session.c.id == adjusted_from)
    kept = {name: sa.select(deleted_session.c[name]).where(*of_old).scalar_subquery() for name in ("notes", "added_by")}
    write.execute(
        workout_session.update()
        .where(workout_session.c.user_id == write.owner, workout_session.c.id == session_id)
        .values(**kept)
    )


def shift(write: Write, moved: Sequence[MovedSession]) -> None:
    """Move sessions that are still scheduled where `from` says, all by one statement; each has an event."""
    if not moved:
        return
    moves = [{"session": m.session_id, "was": m.from_, "becomes": m.to, "event": write.new_id()} for m in moved]
    asked = {
        "user_id": write.owner,
        "now": write.now,
        "seq": write.seq,
        "by": write.by,
        "given": msgspec.json.encode(moves).decode(),
    }
    shift_rows, tell = _SHIFT[write.dialect]
    write.execute(tell, asked)
    write.execute(shift_rows, asked)


def _shift_statements(dialect: str) -> tuple[sa.TextClause, sa.TextClause]:
    # materialized, or SQLite goes through all moves for each session of the user
    moves = f"with moves as materialized ({given(dialect, 'session', 'was', 'becomes', 'event')})"
    guard = "s.user_id = :user_id and s.id = m.session and s.status = 'scheduled' and s.scheduled_date = m.was"
    return (
        sa.text(
            f"""{moves}
                update workout_session as s set scheduled_date = m.becomes, updated_at = :now, change_seq = :seq
                from moves as m where {guard}"""  # noqa: S608  # our own fragments
        ),
        sa.text(
            f"""{moves}
                insert into session_event (user_id, id, session_id, kind, at, recorded_at, by, status_before,
                                           status_after, date_before, date_after, change_seq)
                select s.user_id, m.event, s.id, 'shifted', :now, :now, :by, 'scheduled', 'scheduled',
                       m.was, m.becomes, :seq
                from moves as m cross join workout_session as s where {guard}"""  # noqa: S608  # our own fragments
        ),
    )


_SHIFT = {dialect: _shift_statements(dialect) for dialect in ("sqlite", "postgresql")}

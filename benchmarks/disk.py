"""100,000 sessions on disk, without logs: each snapshot stored once, against every session with its own copy inside."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import sqlalchemy as sa

from benchmarks.report import Finding
from benchmarks.routine import SESSIONS
from benchmarks.seeding import Seeder, fresh_url, opened, plain
from mesocycle.storage.tables.training import workout_session

ROUTINES = 20
"""Each with 48 different snapshots; its athletes share them, as with a trainer's routines."""
ATHLETES = 105
BARS = {"sqlite": 1 / 15, "postgresql": 1 / 5}
_SESSIONS = 100_000

_KEPT = [column.name for column in workout_session.c if column.name != "snapshot_hash"]
_COPIES = ", ".join(f's."{name}"' for name in _KEPT)
_NAMES = ", ".join(f'"{name}"' for name in _KEPT)


def disk(engine: str, _runs: int | None, seed: int) -> Iterator[Finding]:
    """Fill a database with exactly 100,000 sessions, measure it, embed the snapshots, measure again."""
    with fresh_url(engine) as url:
        with opened(url) as database:
            seeder = Seeder(database, seed)
            for _ in range(ROUTINES):
                seeder.group(ATHLETES)
            database.write_across_owners(_do_some_and_drop_the_rest)
            _tell(database.engine)
        yield from (_sqlite(url) if engine == "sqlite" else _postgresql(url))


def _do_some_and_drop_the_rest(connection: sa.Connection) -> None:
    """Leave 100,000 sessions, the first half of each athlete's completed: done ones have more columns filled."""
    extra = ROUTINES * ATHLETES * SESSIONS - _SESSIONS
    surplus = sa.select(workout_session.c.user_id, workout_session.c.id).order_by(workout_session.c.id).limit(extra)
    connection.execute(sa.delete(workout_session).where(sa.tuple_(*workout_session.primary_key).in_(surplus)))
    connection.execute(
        workout_session.update()
        .where(workout_session.c.plan_week <= 6)
        .values(
            status="completed",
            performed_date=workout_session.c.scheduled_date,
            started_at=workout_session.c.scheduled_date + "T17:31:04.000Z",
            completed_at=workout_session.c.scheduled_date + "T18:42:51.000Z",
            duration_minutes=72,
        )
    )


def _tell(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        sessions = connection.exec_driver_sql("select count(*) from workout_session").scalar_one()
        count, mean = connection.exec_driver_sql("select count(*), avg(length(body)) from workout_snapshot").one()
    if sessions != _SESSIONS:
        raise AssertionError(f"{sessions} sessions, not {_SESSIONS}")
    print(f"{engine.dialect.name}: {sessions:,} sessions, {count} snapshots of {float(mean):,.0f} bytes on average")


# ----------------------------------------------------------------------------------------------- SQLite


def _sqlite(url: str) -> Iterator[Finding]:
    """Compare whole files."""
    path = str(sa.make_url(url).database)
    ours = _file_size(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        _embed_in_sqlite(file)
    yield _finding("sqlite", "100,000 sessions, embedded as text", ours, _file_size(path), BARS["sqlite"])


def _embed_in_sqlite(file: sqlite3.Connection) -> None:
    """Put a table of the same form and indexes in the place of the product's, its snapshots inside."""
    declared = file.execute("select sql from sqlite_master where name = 'workout_session'").fetchone()[0]
    columns = declared[declared.index("(") + 1 : declared.index("CONSTRAINT")]
    columns = columns.replace("snapshot_hash BLOB NOT NULL", "workout_snapshot TEXT NOT NULL")
    indexes = file.execute(
        "select sql from sqlite_master where tbl_name = 'workout_session' and type = 'index' and sql is not null"
    ).fetchall()
    file.execute(f"create table embedded ({columns} primary key (user_id, id)) without rowid")
    file.execute(
        f"""insert into embedded ({_NAMES}, workout_snapshot)
            select {_COPIES}, w.body from workout_session s join workout_snapshot w on w.hash = s.snapshot_hash"""  # noqa: S608  # columns of our own table
    )
    file.execute("drop table workout_session")
    file.execute("delete from workout_snapshot")
    file.execute("alter table embedded rename to workout_session")
    for (statement,) in indexes:
        file.execute(statement)


def _file_size(path: str) -> int:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("pragma wal_checkpoint(truncate)")
        file.execute("vacuum")
        file.execute("pragma wal_checkpoint(truncate)")
    return Path(path).stat().st_size


# ------------------------------------------------------------------------------------------- PostgreSQL


def _postgresql(url: str) -> Iterator[Finding]:
    """Compare tables with their indexes and TOAST: sessions and snapshots against sessions that embed them."""
    with psycopg.connect(plain(url), autocommit=True) as server:
        ours = _table_size(server, "workout_session") + _table_size(server, "workout_snapshot")
        for kind, bar in (("jsonb", BARS["postgresql"]), ("text", None)):
            _embed_in_postgresql(server, kind)
            size = _table_size(server, "embedded")
            yield _finding("postgresql", f"100,000 sessions, embedded as {kind}", ours, size, bar)
            server.execute("drop table embedded")


def _embed_in_postgresql(server: psycopg.Connection, kind: str) -> None:
    server.execute("create table embedded (like workout_session including all)")
    server.execute("alter table embedded drop column snapshot_hash")
    server.execute(f"alter table embedded add column workout_snapshot {kind} not null".encode())
    server.execute(
        f"""insert into embedded ({_NAMES}, workout_snapshot)
            select {_COPIES}, w.body::{kind} from workout_session s
            join workout_snapshot w on w.hash = s.snapshot_hash""".encode()  # noqa: S608  # columns of our own table
    )


def _table_size(server: psycopg.Connection, table: str) -> int:
    server.execute(f"vacuum full analyze {table}".encode())
    row = server.execute("select pg_total_relation_size(%s::regclass)", [table]).fetchone()
    if row is None:
        raise AssertionError(f"no table {table}")
    return int(row[0])


def _finding(engine: str, what: str, ours: int, embedded: int, bar: float | None) -> Finding:
    return Finding(
        engine=engine,
        what=what,
        ours=f"{ours / 1e6:.1f} MB",
        against=f"{embedded / 1e6:.1f} MB",
        ratio=ours / embedded,
        bar=bar,
        unit="1/",
    )

"""Connections: how many, how long one waits, and what becomes of those that broke."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Thread

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from mesocycle.domain.refusal import DatabaseBusy, DatabaseNotUsable
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.engine.engines import open_engines
from mesocycle.storage.people import users
from mesocycle.storage.tables.training import workout_session
from tests.arrange import a_user, an_act
from tests.storage.engine.writers import SHORT_S, name_of, name_them

HOLD_FILE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.executescript(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_program(path: Path, script: str) -> Iterator[None]:
    """Let another process run the script on the file, and hold what it then holds."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_FILE, str(path), script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.kill()


@pytest.fixture
def sqlite_path(tmp_path: Path, migrated_sqlite: Path) -> Path:
    path = tmp_path / "mesocycle.sqlite"
    shutil.copyfile(migrated_sqlite, path)
    return path


@pytest.fixture
def sqlite_db(sqlite_path: Path) -> Iterator[Database]:
    with closing(Database.open(f"sqlite:///{sqlite_path}", busy_seconds=SHORT_S)) as database:
        yield database


def test_a_file_that_another_program_is_writing_is_busy_for_writers_only(
    sqlite_db: Database, sqlite_path: Path
) -> None:
    ann = a_user(sqlite_db, "ann")

    with another_program(sqlite_path, "begin immediate"):
        with pytest.raises(DatabaseBusy, match="locked by another program"):
            sqlite_db.write(ann.id, an_act(ann), name_them("Anna"))
        assert name_of(sqlite_db, ann) == "Ann"

    sqlite_db.write(ann.id, an_act(ann), name_them("Anna"))
    assert name_of(sqlite_db, ann) == "Anna"


def test_a_file_that_another_program_keeps_to_itself_is_busy_for_readers_too(sqlite_path: Path) -> None:
    exclusive = "pragma locking_mode = exclusive; begin exclusive"

    with (
        another_program(sqlite_path, exclusive),
        closing(Database.open(f"sqlite:///{sqlite_path}", busy_seconds=SHORT_S)) as db,
        pytest.raises(DatabaseBusy),
        db.read(),
    ):
        pass


def test_a_row_that_another_program_has_locked_is_busy_after_the_time_given(postgres_db: Database) -> None:
    ann = a_user(postgres_db, "ann")
    other = make_url(postgres_db.engine.url).set(drivername="postgresql").render_as_string(hide_password=False)

    with psycopg.connect(other) as holder:
        holder.execute("select * from user_feed for update")
        with pytest.raises(DatabaseBusy, match="locked by another program"):
            postgres_db.write(ann.id, an_act(ann), name_them("Anna"))

    postgres_db.write(ann.id, an_act(ann), name_them("Anna"))
    assert name_of(postgres_db, ann) == "Anna"


def test_when_every_connection_is_in_use_whoever_comes_is_refused_as_busy(ready_url: str) -> None:
    with closing(Database.open(ready_url, connections=1, busy_seconds=SHORT_S)) as db, ExitStack() as held:
        held.enter_context(db.read())
        held.enter_context(db.read())

        with pytest.raises(DatabaseBusy, match="connections"), db.read():
            pass


def test_after_the_server_was_away_nobody_is_refused_and_every_connection_is_a_new_one(
    postgres_db: Database,
) -> None:
    ann = a_user(postgres_db, "ann")
    with ExitStack() as held:
        for _ in range(3):  # three connections go back to the pool, and all of them will be dead
            held.enter_context(postgres_db.read())
    plain = make_url(postgres_db.engine.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as other:
        other.execute(
            """select pg_terminate_backend(pid, 10000) from pg_stat_activity
               where datname = current_database() and pid <> pg_backend_pid()"""
        )

    postgres_db.write(ann.id, an_act(ann), name_them("Anna"))
    with ExitStack() as held:
        reads = [held.enter_context(postgres_db.read()) for _ in range(3)]
        names = [users.get(read, ann.id).name for read in reads]

    assert names == ["Anna"] * 3


def test_a_write_whose_server_ended_the_connection_is_refused_and_the_next_one_gets_another(
    postgres_db: Database,
) -> None:
    ann = a_user(postgres_db, "ann")

    def be_ended(write: Write) -> None:
        write.connection.exec_driver_sql("select pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(DatabaseNotUsable, match="can't be reached"):
        postgres_db.write(ann.id, an_act(ann), be_ended)

    postgres_db.write(ann.id, an_act(ann), name_them("Anna"))
    assert name_of(postgres_db, ann) == "Anna"


def test_a_file_s_connections_keep_enough_pages_for_the_longest_log(tmp_path: Path) -> None:
    with closing(Database.open(f"sqlite:///{tmp_path / 'mesocycle.sqlite'}")) as db, db.read() as read:
        assert read.connection.exec_driver_sql("pragma cache_size").scalar_one() == -8_000


def test_what_a_thread_looked_with_is_closed_once_another_connects_after_its_end(db: Database) -> None:
    looking = db._opened.looking
    seen = []

    def look() -> None:
        with db.read_now() as read:
            seen.append(read.connection)

    for _ in range(4):
        thread = Thread(target=look)
        thread.start()
        thread.join()

    assert [connection.closed for connection in seen] == [True, True, True, False]
    assert len(looking._all) == 1


def test_dropping_a_connection_after_all_were_closed_is_no_error(db: Database) -> None:
    looking = db._opened.looking
    connection = looking.connect(db.engines.looking)
    looking.close()

    looking.drop(connection)

    assert looking.kept() is None


def test_no_parameter_has_a_collation_of_its_own(postgres: str) -> None:
    asked = sa.select(workout_session.c.id).where(workout_session.c.user_id == "ann", workout_session.c.id > "1")

    for engine in open_engines(postgres, 1, 1):
        sql = str(asked.compile(engine))
        engine.dispose()
        assert "%(user_id_1)s::VARCHAR" in sql
        assert "COLLATE" not in sql

"""The two doors of a database: who gets in when, what a write begins with, and what people are told of faults."""

import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url

from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import DatabaseBusy, DatabaseNotUsable, NotFound
from mesocycle.storage.engine.database import Database, FairLock, Write
from mesocycle.storage.people import users
from mesocycle.storage.tables.training import app_user, user_feed
from tests import servers
from tests.arrange import a_user, an_act, feed_position

SOON_S = 30.0
SHORT_S = 0.2


def name_them(name: str) -> Callable[[Write], None]:
    """Give the work of a write: the owner gets a name."""

    def work(write: Write) -> None:
        write.execute(app_user.update().where(app_user.c.id == write.owner).values(name=name))

    return work


def name_of(db: Database, user: User) -> str:
    with db.read() as read:
        return users.get(read, user.id).name


@contextmanager
def statements(db: Database) -> Iterator[list[str]]:
    """Collect, as they are sent, the statements of a database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_told: object) -> None:
        sent.append(" ".join(statement.split()).upper())

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def postgres_db(postgres: str, migrated_postgres: str) -> Iterator[Database]:
    with (
        servers.fresh_database(postgres, migrated_postgres) as url,
        closing(Database.open(url, busy_seconds=SHORT_S)) as database,
    ):
        yield database


# --------------------------------------------------------------------------------------------- the fair lock


def _waiting(lock: FairLock, count: int) -> None:
    """Wait until so many stand in the queue."""
    deadline = time.monotonic() + SOON_S
    while len(lock._waiting) < count:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_the_fair_lock_lets_writers_in_in_the_order_they_came() -> None:
    lock, came_in = FairLock(), list[int]()

    def write(number: int) -> None:
        with lock.held(SOON_S):
            came_in.append(number)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    with lock.held(SOON_S):
        for number, writer in enumerate(writers):
            writer.start()
            _waiting(lock, number + 1)

    for writer in writers:
        writer.join(SOON_S)
    assert came_in == list(range(8))


def test_whoever_waits_too_long_for_the_fair_lock_is_refused_as_busy() -> None:
    lock = FairLock()

    with lock.held(SOON_S), pytest.raises(DatabaseBusy), lock.held(0.01):
        pass

    with lock.held(0.01):
        pass


def test_a_writer_who_gave_up_does_not_hold_up_those_behind() -> None:
    lock, came_in = FairLock(), threading.Event()

    def write() -> None:
        with lock.held(SOON_S):
            came_in.set()

    def give_up() -> None:
        with pytest.raises(DatabaseBusy), lock.held(0.05):
            pass

    behind = threading.Thread(target=write)
    with lock.held(SOON_S):
        impatient = threading.Thread(target=give_up)
        impatient.start()
        _waiting(lock, 1)
        behind.start()
        impatient.join(SOON_S)

    assert came_in.wait(SOON_S)
    behind.join(SOON_S)


def test_a_writer_interrupted_while_waiting_leaves_the_queue() -> None:
    lock, free, taken = FairLock(), threading.Event(), threading.Event()

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    def hold() -> None:
        with lock.held(SOON_S):
            taken.set()
            free.wait(SOON_S)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(SOON_S)
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(KeyboardInterrupt):
            lock._acquire(SOON_S)
    finally:
        signal.signal(signal.SIGALRM, before)
        free.set()
        holder.join(SOON_S)

    with lock.held(0.01):
        pass


# ------------------------------------------------------------------------------------------------ the write


def test_a_write_begins_with_its_owners_lock(db: Database) -> None:
    ann = a_user(db, "ann")

    with statements(db) as sent:
        db.write(ann.id, an_act(ann), name_them("Anna"))

    first = next(statement for statement in sent if not statement.startswith("BEGIN"))
    assert first.startswith("UPDATE USER_FEED SET SEQ=(USER_FEED.SEQ + ")
    assert "WHERE USER_FEED.USER_ID = " in first


def test_a_write_of_sqlite_asks_for_the_right_to_write_before_it_reads(db: Database) -> None:
    ann = a_user(db, "ann")

    with statements(db) as sent:
        db.write(ann.id, an_act(ann), name_them("Anna"))

    assert sent[0] == "BEGIN IMMEDIATE" or db.dialect == "postgresql"


def test_a_write_over_many_owners_locks_them_in_ascending_order(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")

    with statements(db) as sent:
        order = db.write_many([bob.id, ann.id, bob.id], an_act(ann), list)

    assert order == ["ann", "bob"]
    if db.dialect == "postgresql":
        assert sent[0].startswith("SELECT USER_FEED.USER_ID FROM USER_FEED")
        assert sent[0].endswith("ORDER BY USER_FEED.USER_ID FOR UPDATE")
        assert sent[1].startswith("UPDATE USER_FEED")


def test_each_write_is_one_further_in_its_owners_feed(db: Database) -> None:
    ann = a_user(db, "ann")

    places = [db.write(ann.id, an_act(ann), lambda write: write.seq) for _ in range(3)]

    assert places == [places[0], places[0] + 1, places[0] + 2]


def test_a_write_for_nobody_is_refused(db: Database) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(NotFound):
        db.write("nobody", an_act(ann), name_them("Nobody"))


def test_a_write_that_fails_leaves_nothing_not_even_its_place_in_the_feed(db: Database) -> None:
    ann = a_user(db, "ann")
    with db.read() as read:
        before = feed_position(read, ann.id)

    def fail(write: Write) -> None:
        name_them("Anna")(write)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        db.write(ann.id, an_act(ann), fail)

    with db.read() as read:
        assert feed_position(read, ann.id) == before
    assert name_of(db, ann) == "Ann"


def test_a_read_is_one_state_of_the_database_whatever_is_written_meanwhile(db: Database) -> None:
    ann = a_user(db, "ann")

    with db.read() as read:
        first = users.get(read, ann.id)
        db.write(ann.id, an_act(ann), name_them("Anna"))
        second = users.get(read, ann.id)

    assert (first.name, second.name, name_of(db, ann)) == ("Ann", "Ann", "Anna")


# ------------------------------------------------------------------------------------------- trying again


def test_a_transaction_that_could_not_be_serialised_is_tried_again(postgres_db: Database) -> None:
    ann = a_user(postgres_db, "ann")
    tries: list[int] = []

    def work(connection: sa.Connection) -> None:
        connection.exec_driver_sql("set transaction isolation level repeatable read")
        connection.execute(sa.select(user_feed)).all()
        tries.append(len(tries))
        if len(tries) == 1:  # somebody else changes what this one has seen and is about to change
            postgres_db.write(ann.id, an_act(ann), name_them("Anna"))
        connection.execute(user_feed.update().values(seq=user_feed.c.seq + 1))

    postgres_db.write_across_owners(work)

    assert tries == [0, 1]


def test_a_deadlock_does_not_reach_the_callers(postgres_db: Database) -> None:
    people = [a_user(postgres_db, "ann"), a_user(postgres_db, "bob")]
    both_in, done = threading.Barrier(2), list[str]()

    def cross(user: User, other: User) -> None:
        first = True

        def work(write: Write) -> None:
            nonlocal first
            write.connection.exec_driver_sql("set local deadlock_timeout = '10ms'")
            write.connection.exec_driver_sql("set local lock_timeout = '30s'")
            if first:
                first = False
                both_in.wait(SOON_S)
            write.execute(user_feed.update().where(user_feed.c.user_id == other.id).values(seq=user_feed.c.seq + 1))

        postgres_db.write(user.id, an_act(user), work)
        done.append(user.id)

    threads = [threading.Thread(target=cross, args=pair) for pair in (people, people[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON_S)

    assert sorted(done) == ["ann", "bob"]


def test_who_never_gets_through_is_told_that_others_are_changing_the_same(postgres_db: Database) -> None:
    tries: list[int] = []

    def work(connection: sa.Connection) -> None:
        tries.append(1)
        connection.exec_driver_sql("do $$ begin raise exception using errcode = 'serialization_failure'; end $$")

    with pytest.raises(DatabaseBusy, match="changing the same data"):
        postgres_db.write_across_owners(work)

    assert len(tries) > 1


# --------------------------------------------------------------------------------------------------- busy

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


def test_after_the_server_was_away_one_is_refused_and_then_every_connection_is_a_new_one(
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

    with pytest.raises(DatabaseNotUsable, match="can't be reached"):
        postgres_db.write(ann.id, an_act(ann), name_them("Anna"))
    with ExitStack() as held:
        reads = [held.enter_context(postgres_db.read()) for _ in range(3)]
        names = [users.get(read, ann.id).name for read in reads]

    assert names == ["Ann"] * 3


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

"""What people are told when a database can't be opened, written or understood, and that nothing is half-written."""

import os
import pwd
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy import event
from sqlalchemy.engine import make_url

from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.schema.upgrade import upgrade
from mesocycle.storage.tables.training import app_user
from tests import servers
from tests.arrange import a_user, an_act


def look(url: str) -> None:
    """Open a database and read all its users."""
    with closing(Database.open(url, busy_seconds=1)) as db, db.read() as read:
        users.all_users(read)


# ------------------------------------------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "address",
    [
        "",
        "training",
        "/home/ann/training.db",
        "mysql://ann:secret@db.example.org/training",
        "postgresql://ann:secret@db.example.org:port/training",
        "postgresql://ann:secret@[::1/training",
        "sqlite://training.db",
        "sqlite://",
    ],
)
def test_an_address_that_names_no_database_is_refused_with_the_two_forms_and_without_its_password(
    address: str,
) -> None:
    with pytest.raises(DatabaseNotUsable) as refused:
        Database.open(address)

    assert "sqlite:///path/to/file.db" in refused.value.remedy
    assert "secret" not in refused.value.sentence


def test_a_server_that_is_not_there_is_refused_with_what_to_look_at() -> None:
    with pytest.raises(DatabaseNotUsable, match="can't be reached") as refused:
        look("postgresql://ann@localhost:1/training")

    assert "that the server runs" in refused.value.remedy


def test_a_database_that_the_server_does_not_have_is_refused_with_its_name(postgres: str) -> None:
    with pytest.raises(DatabaseNotUsable, match="no_such_training"):
        look(make_url(postgres).set(database="no_such_training").render_as_string(hide_password=False))


def test_a_server_that_gives_nobody_a_connection_is_refused_with_its_words(postgres: str) -> None:
    with servers.fresh_database(postgres) as url:
        plain = make_url(postgres).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            name = sql.Identifier(make_url(url).database or "")
            connection.execute(sql.SQL("alter database {} allow_connections false").format(name))

        with pytest.raises(DatabaseNotUsable, match="not currently accepting connections"):
            look(url)


# ---------------------------------------------------------------------------------------------------- schemas


def test_a_database_without_a_schema_asks_for_the_upgrade(database_url: str) -> None:
    with pytest.raises(DatabaseNotUsable) as refused:
        look(database_url)

    assert str(Do("db upgrade")) in refused.value.remedy


def test_a_database_of_an_older_schema_asks_for_the_upgrade(db: Database, ready_url: str) -> None:
    with db.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("alter table app_user rename column units to former_units")

    with pytest.raises(DatabaseNotUsable) as refused:
        look(ready_url)

    assert str(Do("db upgrade")) in refused.value.remedy


# ------------------------------------------------------------------------------------------------------ files


def test_a_folder_that_is_missing_is_named_as_the_thing_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(DatabaseNotUsable, match="can't be opened") as refused:
        upgrade(f"sqlite:///{tmp_path / 'nowhere' / 'mesocycle.sqlite'}")

    assert "the folder exists" in refused.value.remedy


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseNotUsable, match="can't be opened"):
        look(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("content", [b"name: Squats\n" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_refused_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "routine.yaml"
    path.write_bytes(content)

    with pytest.raises(DatabaseNotUsable, match="not a usable SQLite database"):
        upgrade(f"sqlite:///{path}")

    assert path.read_bytes() == content


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Be somebody whom the rights of a file concern: root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that others can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="mesocycle-test-") as folder:
        path = Path(folder)
        path.chmod(0o777)
        yield path
        path.chmod(0o777)


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o444, 0o555), (0o666, 0o555)])
def test_a_file_that_may_only_be_read_is_refused_to_writers_and_stays_as_it_is(
    migrated_sqlite: Path, open_folder: Path, file_mode: int, folder_mode: int
) -> None:
    path = open_folder / "mesocycle.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)

    with (
        an_ordinary_user(),
        pytest.raises(DatabaseNotUsable) as refused,
        closing(Database.open(f"sqlite:///{path}", busy_seconds=1)) as db,
    ):
        a_user(db, "ann")

    assert "writ" in refused.value.remedy
    assert path.read_bytes() == migrated_sqlite.read_bytes()


def grow(write: Write) -> None:
    """Write ten megabytes."""
    for _ in range(10):
        name = app_user.c.name + "x" * 1_000_000
        write.execute(app_user.update().where(app_user.c.id == write.owner).values(name=name))


def test_a_full_disk_is_refused_and_leaves_nothing_half_written(migrated_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "mesocycle.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with closing(Database.open(f"sqlite:///{path}")) as db:
        ann = a_user(db, "ann")

    with closing(Database.open(f"sqlite:///{path}")) as full:

        @event.listens_for(full.engine, "connect")
        def _no_more(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
            cursor = connection.cursor()
            cursor.execute("pragma max_page_count = 1")  # SQLite takes the pages that are there

        with pytest.raises(DatabaseNotUsable, match="nothing was changed") as refused:
            full.write(ann.id, an_act(ann), grow)
        with full.read() as read:
            assert users.get(read, ann.id) == ann

    assert "Free some disk space" in refused.value.remedy


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_of_the_server_is_refused_and_leaves_nothing_half_written(
    postgres: str, migrated_postgres: str
) -> None:
    with (
        servers.fresh_database(postgres, migrated_postgres) as url,
        closing(Database.open(url)) as db,
    ):
        ann = a_user(db, "ann")

        def fill(write: Write) -> None:
            grow(write)
            write.connection.exec_driver_sql("copy (select name from app_user) to '/dev/full'")

        with pytest.raises(DatabaseNotUsable, match="nothing was changed") as refused:
            db.write(ann.id, an_act(ann), fill)
        with db.read() as read:
            assert users.get(read, ann.id) == ann

    assert "Free disk space" in refused.value.remedy

"""What becomes of a write whose server goes away: done again where it surely was not done, else said honestly."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa

from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import OutcomeUnknown
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.sync import request_keys
from mesocycle.storage.sync.request_keys import KeyedRequest, StoredAnswer
from tests import servers
from tests.arrange import a_user, an_act
from tests.storage.engine.cutting import Cutter
from tests.storage.engine.writers import name_of, name_them

T = TypeVar("T")
COMMIT = b"COMMIT\0"
DONE = StoredAnswer(200, {}, b"done")


class Once:
    """The hook of a request that carries a key: it finds what it did before."""

    settles = True

    def __init__(self) -> None:
        self.found: StoredAnswer | None = None
        self.deeds = 0

    def __call__(self, write: Write, do: Callable[[Write], T], /) -> T:
        keyed = KeyedRequest("a key", b"what is asked")
        self.found = request_keys.find_of(write, keyed, owner=write.owner, actor=write.by)
        if self.found is not None:
            raise AnsweredError
        self.deeds += 1
        done = do(write)
        request_keys.remember(write, keyed, DONE, owner=write.owner)
        return done


class AnsweredError(Exception):
    """It was done before."""


@pytest.fixture
def engine_name() -> str:
    """Choose the server: a file has no way to it that breaks."""
    return "postgresql"


@pytest.fixture
def cutter(ready_url: str, tmp_path: Path) -> Iterator[Cutter]:
    with Cutter(ready_url, tmp_path) as cutter:
        yield cutter


@pytest.fixture
def broken(cutter: Cutter, db: Database) -> Iterator[Database]:
    """Open the same database by the way that breaks; it is connected already."""
    with closing(Database.open(cutter.url)) as database:
        with database.read():
            pass
        yield database


@pytest.fixture
def ann(db: Database) -> User:
    return a_user(db, "ann")


def test_a_write_whose_connection_broke_before_the_commit_is_done_again(
    broken: Database, cutter: Cutter, ann: User
) -> None:
    cutter.cut_before(b"UPDATE app_user")

    broken.write(ann.id, an_act(ann), name_them("Anna"))

    assert name_of(broken, ann) == "Anna"
    assert broken.busy_counts.retried == 1


def test_of_a_commit_that_nobody_heard_of_it_is_said_that_it_is_not_known(
    broken: Database, db: Database, cutter: Cutter, ann: User
) -> None:
    cutter.cut_after(COMMIT)

    with pytest.raises(OutcomeUnknown, match="not known") as refused:
        broken.write(ann.id, an_act(ann), name_them("Anna"))

    assert "same Idempotency-Key" in refused.value.remedy
    assert name_of(db, ann) == "Anna"


def test_of_a_commit_that_was_never_heard_by_the_server_it_is_not_known_either(
    broken: Database, db: Database, cutter: Cutter, ann: User
) -> None:
    cutter.cut_before(COMMIT)

    with pytest.raises(OutcomeUnknown):
        broken.write(ann.id, an_act(ann), name_them("Anna"))

    assert name_of(db, ann) == "Ann"


def test_a_repeat_with_the_same_key_settles_a_commit_that_nobody_heard_of(
    broken: Database, db: Database, cutter: Cutter, ann: User
) -> None:
    cutter.cut_after(COMMIT)
    once = Once()

    with pytest.raises(AnsweredError):
        broken.around(once).write(ann.id, an_act(ann), name_them("Anna"))

    assert (once.found, once.deeds) == (DONE, 1)
    assert name_of(db, ann) == "Anna"


def test_a_keyed_write_whose_commit_never_arrived_is_done_by_the_repeat(
    broken: Database, db: Database, cutter: Cutter, ann: User
) -> None:
    cutter.cut_before(COMMIT)
    once = Once()

    broken.around(once).write(ann.id, an_act(ann), name_them("Anna"))

    assert (once.found, once.deeds) == (None, 2)
    assert name_of(db, ann) == "Anna"


def test_a_connection_to_a_server_that_only_reads_by_now_is_left_for_another(db: Database, ann: User) -> None:
    with db.engine.connect() as connection:  # the pool's one connection, as to a primary that was demoted
        connection.exec_driver_sql("set session characteristics as transaction read only")
        connection.commit()

    db.write(ann.id, an_act(ann), name_them("Anna"))

    assert name_of(db, ann) == "Anna"
    assert db.busy_counts.retried == 1


def test_a_thread_looks_by_a_new_connection_once_another_found_the_server_gone(
    ready_url: str, db: Database, ann: User
) -> None:
    with db.read_now() as look:
        before = look.execute(sa.text("select pg_backend_pid()")).scalar_one()
    name_of(db, ann)  # the pool has a connection too
    with servers.administrator(ready_url) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where pid not in (%s, pg_backend_pid())"
            " and datname = current_database()",
            [before],
        )

    db.write(ann.id, an_act(ann), lambda write: users.get(write, ann.id))

    with db.read_now() as look:
        assert look.execute(sa.text("select pg_backend_pid()")).scalar_one() != before

"""The two doors of a database: who gets in when, what a write begins with, and what people are told of faults."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import DatabaseBusy, NotFound
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.tables.training import user_feed
from tests.arrange import a_user, an_act, feed_position
from tests.storage.engine.writers import name_of, name_them

SOON_S = 30.0


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
        assert [statement.partition(" SET ")[0] for statement in sent] == ["UPDATE USER_FEED"] * 2


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

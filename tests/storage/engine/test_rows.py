"""Many rows in one statement."""

from functools import partial

import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.rows import given, insert
from mesocycle.storage.tables.training import user_feed, workout_snapshot

COLUMNS = ("user_id", "epoch", "seq")


def test_rows_of_texts_numbers_and_bytes_go_in_by_one_statement_on_either_engine(db: Database) -> None:
    feeds = [(f"user-{number}", 'with "quotes", and {braces}', 2**40 + number) for number in range(300)]

    db.write_across_owners(lambda connection: insert(connection, user_feed, COLUMNS, feeds))
    db.write_across_owners(
        lambda connection: insert(connection, workout_snapshot, ("hash", "body", "name"), [(b"\0\xff", "{}", "n")])
    )

    with db.read() as read:
        found = {row.user_id: (row.epoch, row.seq) for row in read.execute(user_feed.select())}
        (snapshot,) = read.execute(workout_snapshot.select())
    assert found == {user: (epoch, seq) for user, epoch, seq in feeds}
    assert bytes(snapshot.hash) == b"\0\xff"


def test_no_rows_are_no_statement_and_a_conflict_may_be_let_pass(db: Database) -> None:
    tail = "on conflict do nothing"
    several: list[list[tuple[object, ...]]] = [[], [("ann", "first", 1)], [("ann", "second", 2)]]
    for rows in several:
        db.write_across_owners(partial(insert, table=user_feed, columns=COLUMNS, rows=rows, tail=tail))

    with db.read() as read:
        assert [row.epoch for row in read.execute(user_feed.select())] == ["first"]


def test_objects_given_as_json_are_rows_to_join_with(db: Database) -> None:
    with db.read() as read:
        source = given(read.dialect, "id", numbers=("seq",))
        told = '[{"id": "a\\"b", "seq": 9007199254740993}, {"id": "ö", "seq": 2}]'
        rows = read.execute(sa.text(f"select id, seq from ({source}) as t order by seq"), {"given": told})  # noqa: S608  # our own

    assert [tuple(row) for row in rows] == [("ö", 2), ('a"b', 9007199254740993)]

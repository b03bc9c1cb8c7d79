"""What is asked of one owner names the owner plainly, and of several it comes as rows."""

import sqlalchemy as sa

from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.rows import given
from tests.arrange import a_user
from tests.storage.engine.test_database import statements


def _form(dialect: str, named: str) -> sa.TextClause:
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "word")})
        select f.user_id, a.word from asked as a cross join user_feed as f
        where f.user_id = a.owner{named} order by a.word"""  # noqa: S608  # our own fragments
    )


FEEDS = ByOwner(_form, column="f.user_id")


def test_one_owner_stands_in_the_statement_itself_however_often_they_are_asked(db: Database) -> None:
    ann = a_user(db, "ann")

    with statements(db) as sent, db.read() as read:
        rows = FEEDS.rows(read, [{"owner": ann.id, "word": "first"}, {"owner": ann.id, "word": "second"}])

    assert [tuple(row) for row in rows] == [(ann.id, "first"), (ann.id, "second")]
    assert "AND F.USER_ID = " in sent[-1]


def test_several_owners_are_answered_by_one_statement(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")

    with statements(db) as sent, db.read() as read:
        rows = FEEDS.rows(read, [{"owner": ann.id, "word": "a"}, {"owner": bob.id, "word": "b"}])

    assert [tuple(row) for row in rows] == [(ann.id, "a"), (bob.id, "b")]
    assert "AND F.USER_ID" not in sent[-1]

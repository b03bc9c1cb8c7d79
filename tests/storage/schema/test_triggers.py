"""What the database itself refuses."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.tables.training import metadata


@pytest.mark.usefixtures("one_machine")
@pytest.mark.parametrize(
    "door",
    [
        "update workout_snapshot set body = 'other'",
        "update workout_snapshot set name = 'other'",
        """insert into workout_snapshot (hash, name, body) select hash, name, 'other' from workout_snapshot
           where true on conflict (hash) do update set body = excluded.body""",
    ],
)
def test_the_database_itself_refuses_to_change_a_snapshot(db: Database, door: str) -> None:
    _a_snapshot(db)

    with pytest.raises(sa.exc.DBAPIError, match="never changed"), db.engine.connect() as connection:
        connection.exec_driver_sql(door)

    with db.read() as read:
        assert read.connection.exec_driver_sql("select name, body from workout_snapshot").one() == (
            "Squat",
            "{}",
        )


def test_insert_or_replace_changes_no_snapshot_either(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.sqlite'}"
    schema.upgrade(url)
    database = Database.open(url)
    _a_snapshot(database)

    with pytest.raises(sa.exc.DBAPIError, match="never changed"), database.engine.connect() as connection:
        connection.exec_driver_sql(
            "insert or replace into workout_snapshot select hash, name, 'other' from workout_snapshot"
        )
    database.close()


def _a_snapshot(database: Database) -> None:
    with database.engine.connect() as connection, connection.begin():
        connection.execute(metadata.tables["workout_snapshot"].insert(), {"hash": b"1", "name": "Squat", "body": "{}"})

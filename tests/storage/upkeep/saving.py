"""What the tests of upkeep share."""

from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.machines import one_by_one
from mesocycle.storage.tables.training import metadata


def empty(db: Database) -> None:
    with db.engine.connect() as connection, connection.begin():
        one_by_one(connection)
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())

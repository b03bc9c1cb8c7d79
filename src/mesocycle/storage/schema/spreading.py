"""Tables and Citus: which it has placed on machines, and placing the rest."""

import sqlalchemy as sa

from mesocycle.storage.engine.machines import one_by_one, version_of
from mesocycle.storage.tables.training import SPREAD_BY, metadata, user_feed, workout_snapshot


def spread_tables(connection: sa.Connection) -> frozenset[str]:
    """Name the tables that are spread over machines, or on every one; none without the extension."""
    if version_of(connection) is None:
        return frozenset()
    return frozenset(connection.exec_driver_sql("select logicalrelid::regclass::text from pg_dist_partition").scalars())


def spread_rest(connection: sa.Connection) -> None:
    """Spread the tables that are not yet, in the transaction that is open; all others stay as they are."""
    before = spread_tables(connection)
    left = [table for table in metadata.sorted_tables if table.name not in before]
    if not left:
        return
    one_by_one(connection)
    if workout_snapshot in left:  # what is on every machine takes no trigger; code, hash and `verify` hold it
        connection.exec_driver_sql("drop trigger if exists workout_snapshot_unchanging on workout_snapshot")
    keys = _keys_of(connection, {table.name for table in left if SPREAD_BY in table.info})
    for table, name, _definition in keys:  # both sides must be spread before they may refer to each other
        connection.exec_driver_sql(f"alter table {table} drop constraint {name}")
    for each in left:
        if SPREAD_BY not in each.info:
            connection.execute(sa.select(sa.func.create_reference_table(each.name)))
    for each in sorted((one for one in left if SPREAD_BY in one.info), key=lambda one: one is not user_feed):
        beside = "none" if each is user_feed else user_feed.name
        connection.execute(
            sa.text("select create_distributed_table(:table, :by, colocate_with => :beside)"),
            {"table": each.name, "by": each.info[SPREAD_BY], "beside": beside},
        )
    for table, name, definition in keys:
        connection.exec_driver_sql(f"alter table {table} add constraint {name} {definition}")


def _keys_of(connection: sa.Connection, tables: set[str]) -> list[tuple[str, str, str]]:
    found = connection.exec_driver_sql(
        """select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_catalog.pg_constraint
           where contype = 'f' and connamespace = current_schema()::regnamespace order by 1, 2"""
    )
    return [(row[0], row[1], row[2]) for row in found if row[0] in tables]

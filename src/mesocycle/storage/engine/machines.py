"""What is said and asked of an engine that spreads a database over machines: Citus, on PostgreSQL."""

from sqlalchemy import Connection


def version_of(connection: Connection) -> str | None:
    """Give the version of Citus in this database, or None where it is on one machine."""
    if connection.dialect.name != "postgresql":
        return None
    found = connection.exec_driver_sql("select extversion from pg_catalog.pg_extension where extname = 'citus'")
    row = found.one_or_none()
    return None if row is None else str(row[0])


def one_by_one(connection: Connection) -> None:
    """Let a transaction on PostgreSQL read everybody's training and write what all share, in whatever order.

    Only where tables are spread over machines (Citus) it is more than a name that nobody asks for; there it is slower.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("set local citus.multi_shard_modify_mode = 'sequential'")

"""What stands between a server and PostgreSQL: found out by asking, for what does not fit would break now and then."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database, refusing

if TYPE_CHECKING:
    import psycopg

_WHO = sa.text("select pg_backend_pid()")


def require_known_pooler(database: Database) -> None:
    """Refuse a pooler that shares connections between transactions where nothing was said of one.

    One that shares them between statements takes no transaction at all, and is refused by what it says itself.
    """
    if database.dialect != "postgresql":
        return
    with refusing(), database.engines.looking.connect() as one, database.engines.looking.connect() as other:
        if database.pooler == "none" and not _is_direct(one) and _share(one, other):
            raise DatabaseNotUsable(
                "Between this program and PostgreSQL stands a pooler that gives connections for single transactions.",
                "Set pooler to transaction (MESOCYCLE_POOLER=transaction), or name the address of the server itself.",
            )


def _is_direct(connection: sa.Connection) -> bool:
    """Tell whether the process that answers is the one that greeted us: a pooler greets with a number of its own."""
    raw: Any = connection.connection.driver_connection
    greeted: psycopg.Connection[Any] = raw
    return _server_process(connection) == greeted.info.backend_pid


def _share(one: sa.Connection, other: sa.Connection) -> bool:
    """Tell whether two connections of ours are served by one of the server's, or one by several."""
    before = _server_process(one)
    other.exec_driver_sql("begin")
    try:
        return _server_process(other) == before or _server_process(one) != before
    finally:
        other.exec_driver_sql("rollback")


def _server_process(connection: sa.Connection) -> int:
    return int(connection.execute(_WHO).scalar_one())

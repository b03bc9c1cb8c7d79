"""The schema's state: which migration a database stands at, and bringing it to this program's."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from pkgutil import iter_modules

import msgspec
import sqlalchemy as sa
from sqlalchemy.pool import PoolProxiedConnection

from mesocycle.domain.archive.backup import DatabaseNotEmpty
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, refusing
from mesocycle.storage.engine.faults import not_upgraded
from mesocycle.storage.schema.spreading import spread_rest, spread_tables

_MIGRATIONS = Path(__file__).parents[1] / "migrations"

REVISIONS = tuple(sorted(each.name for each in iter_modules([str(_MIGRATIONS / "versions")])))
"""Every migration this program knows, oldest first; Alembic itself is loaded only to run them."""
HEAD = REVISIONS[-1]

_UPGRADE_LOCK = 0x6D65736F  # "meso"

_OWN_TABLES_OF_POSTGRESQL = """
    select c.relname from pg_catalog.pg_class c
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relnamespace = current_schema()::regnamespace
      and not exists (
        select 1 from pg_catalog.pg_depend d
        where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname"""
_TABLES = {
    "sqlite": "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite\\_%' "
    "escape '\\' order by name",
    "postgresql": _OWN_TABLES_OF_POSTGRESQL,
}


Columns = Mapping[str, Collection[str]]
"""The names of columns by table."""


class Upgrade(msgspec.Struct, frozen=True):
    """From which revision to which; None was a fresh database, equal ones had nothing to do."""

    before: str | None
    after: str


def current(database: Database) -> str | None:
    """Give the revision a database stands at; None where it has no schema yet."""
    with database.read() as read:
        return _current(read.connection)


def is_current(database: Database) -> bool:
    """Tell whether the database's schema is this program's."""
    return current(database) == HEAD


def is_empty(database: Database) -> bool:
    """Tell whether the database holds nothing at all; tables of extensions don't count."""
    with database.read() as read:
        return not _tables(read.connection)


def require_current(database: Database) -> None:
    """Refuse a database whose schema is not this program's, saying whether it is older, newer or a stranger's."""
    with database.read() as read:
        revision = _current(read.connection)
        _require_ours(read.connection, revision)
    if revision != HEAD:
        raise not_upgraded()


def upgrade(target: str | Database) -> Upgrade:
    """Bring a database, named by its URL or opened, to this program's schema, all or nothing.

    Refuses a newer schema and another program's database; two at once do the work once.
    """
    if isinstance(target, Database):
        return _upgrade(target)
    database = Database.open(target, connections=1)
    try:
        return _upgrade(database)
    finally:
        database.close()


def _upgrade(database: Database) -> Upgrade:
    with _migrating(database) as connection:
        before = _current(connection)
        _require_ours(connection, before)
        if before != HEAD:
            _run_migrations(connection, HEAD)
            _require_sound_references(connection)
            if spread_tables(connection):
                spread_rest(connection)
        return Upgrade(before, HEAD)


def fill_earlier(database: Database, revision: str, fill: Callable[[sa.Connection, Columns], None]) -> None:
    """Set an empty database up at an earlier revision, have it filled, and bring it to this program's: all or nothing.

    `fill` is told the columns that the tables have at that revision. Refuses a database with any table in it.
    """
    with _migrating(database) as connection:
        before = _current(connection)
        _require_ours(connection, before)
        if before is not None:
            raise DatabaseNotEmpty(
                f"The database is set up already, and what was to fill it is of an earlier schema ({revision}).",
                f"Name a database with {Do('say database')} that does not exist yet, or has no tables: "
                "all is upgraded on the way in.",
            )
        _run_migrations(connection, revision)
        inspector = sa.inspect(connection)
        tables = [table for table in _tables(connection) if table != "alembic_version"]
        fill(connection, {table: {each["name"] for each in inspector.get_columns(table)} for table in tables})
        _run_migrations(connection, HEAD)
        _require_sound_references(connection)


@contextmanager
def _migrating(database: Database) -> Iterator[sa.Connection]:
    """Give a transaction in which tables may be rebuilt, and in which nobody else does it."""
    with refusing(), database.engine.connect() as connection, _foreign_keys_apart(connection):
        connection.execution_options(mesocycle_immediate=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                # One upgrade at a time. Without the lock the slower of two would fail whole, not wrong.
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
            yield connection


def _run_migrations(connection: sa.Connection, revision: str) -> None:
    from alembic import command  # noqa: PLC0415  # slow to import, and most starts have nothing to upgrade
    from alembic.config import Config  # noqa: PLC0415  # the same

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))  # %-signs are its own
    command.upgrade(config, revision)


def _current(connection: sa.Connection) -> str | None:
    if "alembic_version" not in _tables(connection):
        return None
    return connection.exec_driver_sql("select version_num from alembic_version").scalar_one_or_none()


def _tables(connection: sa.Connection) -> list[str]:
    return list(connection.exec_driver_sql(_TABLES[connection.dialect.name]).scalars())


def _require_ours(connection: sa.Connection, revision: str | None) -> None:
    if revision is None:
        strangers = [name for name in _tables(connection) if name != "alembic_version"]
        if strangers:
            raise DatabaseNotUsable(
                f"The database already holds tables that are not mesocycle's ({', '.join(strangers[:3])}…).",
                f"Name an empty database with {Do('say database')}; mesocycle shares one with nobody.",
            )
    elif revision not in REVISIONS:
        raise DatabaseNotUsable(
            f"The database was set up by a newer mesocycle (schema {revision}; this one knows up to {HEAD}).",
            f"Install the newer version of mesocycle, or name another database with {Do('say database')}.",
        )


@contextmanager
def _foreign_keys_apart(connection: sa.Connection) -> Iterator[None]:
    """Turn SQLite's foreign keys off around the transaction: rebuilding a table drops the old one.

    Inside a transaction the pragma does nothing; `_require_sound_references` makes up for it.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection
    _pragma(raw, "foreign_keys=OFF")
    try:
        yield
    finally:
        _pragma(raw, "foreign_keys=ON")


def _pragma(raw: PoolProxiedConnection, setting: str) -> None:
    cursor = raw.cursor()
    try:
        cursor.execute(f"pragma {setting}")
    finally:
        cursor.close()


def _require_sound_references(connection: sa.Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("pragma foreign_key_check").first()
    if broken is not None:
        raise DatabaseNotUsable(
            f"The upgrade would have left rows of {broken[0]} pointing at nothing in {broken[2]}; nothing was changed.",
            f"Restore a backup with {Do('db restore')}, or report this with your version of mesocycle.",
        )

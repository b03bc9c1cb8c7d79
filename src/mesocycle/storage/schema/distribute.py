"""Spreading a database over machines with Citus: each athlete's training on one, what all share on every one."""

from enum import StrEnum
from typing import Annotated

import sqlalchemy as sa
from msgspec import Meta

from mesocycle.domain.document import Document
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, refusing
from mesocycle.storage.engine.faults import not_upgraded
from mesocycle.storage.engine.machines import version_of
from mesocycle.storage.schema.spreading import spread_rest, spread_tables
from mesocycle.storage.schema.upgrade import is_current
from mesocycle.storage.tables.training import SPREAD_BY, metadata

OLDEST = (12, 1)
"""Earlier ones propagate less of what an upgrade does."""


class Fate(StrEnum):
    """What becomes of a table."""

    SHARED = "shared"
    SPREAD = "spread"
    AS_IT_WAS = "as-it-was"


class TableFate(Document, frozen=True, kw_only=True):
    """One table, and what becomes of it."""

    table: str
    fate: Fate
    bytes: Annotated[int, Meta(description="How much is copied; nothing where it is there already.")]


class Distribution(Document, frozen=True, kw_only=True):
    """What was done, or would be."""

    citus: str
    machines: Annotated[int, Meta(description="How many machines hold training.")]
    dry_run: bool
    tables: tuple[TableFate, ...]


def distribute(database: Database, *, dry_run: bool = False) -> Distribution:
    """Spread all tables that are not yet, in one transaction; whoever writes meanwhile waits.

    Refuses a database without the extension, without machines to spread over, and one of another schema.
    """
    if database.dialect != "postgresql":
        raise DatabaseNotUsable(
            "A file of SQLite is on one machine and stays there.",
            f"Restore a backup of it into a PostgreSQL database ({Do('db restore')}), then distribute that.",
        )
    if not is_current(database):
        raise not_upgraded()
    with refusing(), database.engine.connect() as connection, connection.begin():
        version, machines = _require_machines(connection)
        before = spread_tables(connection)
        fates = tuple(_fate(connection, table, before) for table in metadata.sorted_tables)
        if not dry_run:
            spread_rest(connection)
    return Distribution(citus=version, machines=machines, dry_run=dry_run, tables=fates)


def _require_machines(connection: sa.Connection) -> tuple[str, int]:
    version = version_of(connection)
    if version is None:
        raise DatabaseNotUsable(
            "This PostgreSQL database has no Citus, so there is nothing to spread it with.",
            "Install Citus on every machine and run CREATE EXTENSION citus in the database of this name on each.",
        )
    if tuple(int(part) for part in version.split(".")[:2] if part.isdigit()) < OLDEST:
        raise DatabaseNotUsable(
            f"Citus {version} is too old; from {'.'.join(map(str, OLDEST))} on it fits.",
            "Bring a newer one to every machine, and run ALTER EXTENSION citus UPDATE.",
        )
    if not connection.exec_driver_sql("select citus_is_coordinator()").scalar_one():
        raise DatabaseNotUsable(
            "This is not the coordinator of the machines.", f"Name the coordinator with {Do('say database')}."
        )
    machines = connection.exec_driver_sql(
        "select count(*) from pg_dist_node where noderole = 'primary' and shouldhaveshards and isactive"
    ).scalar_one()
    if machines == 0:
        raise DatabaseNotUsable(
            "The coordinator knows of no machine that could hold training.",
            "Tell it of each: SELECT citus_set_coordinator_host('…', 5432), then SELECT citus_add_node('…', 5432).",
        )
    return version, int(machines)


def _fate(connection: sa.Connection, table: sa.Table, before: frozenset[str]) -> TableFate:
    if table.name in before:
        return TableFate(table=table.name, fate=Fate.AS_IT_WAS, bytes=0)
    size = connection.execute(sa.text("select pg_total_relation_size(cast(:t as regclass))"), {"t": table.name})
    fate = Fate.SPREAD if SPREAD_BY in table.info else Fate.SHARED
    return TableFate(table=table.name, fate=fate, bytes=size.scalar_one())

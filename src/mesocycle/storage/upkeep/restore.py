"""Restoring a backup: into an empty database, all of it or nothing."""

import os
from pathlib import Path

import sqlalchemy as sa

from mesocycle.domain.archive.backup import BackupManifest, BackupTable, DatabaseNotEmpty
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine import faults
from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.machines import one_by_one
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.tables.training import metadata, user_feed
from mesocycle.storage.upkeep.backup import TableProgress, tell_nobody
from mesocycle.storage.upkeep.backup_reading import OpenBackup, damaged, opened_backup

_COLUMNS = {str(table.name): {str(column.name) for column in table.c} for table in metadata.sorted_tables}


def restore(database: Database, path: Path, progress: TableProgress = tell_nobody) -> BackupManifest:
    """Read a backup of either engine into an empty database, in one transaction.

    Every feed gets a new epoch, so that all clients read again from 0. A backup that an earlier version wrote is
    upgraded on the way in. Refuses a database with any row in it, and a file that is no backup, of a newer schema,
    or damaged; then nothing was restored.
    """
    with opened_backup(path) as saved:
        revision = saved.manifest.schema

        def fill(connection: sa.Connection, columns: schema.Columns) -> None:
            _fill(connection, saved, columns, progress)

        if revision != schema.HEAD:
            schema.fill_earlier(database, revision, fill)
            return saved.manifest
        if schema.is_empty(database):
            schema.upgrade(database)
        elif not schema.is_current(database):
            raise faults.not_upgraded()
        database.write_across_owners(lambda connection: fill(connection, _COLUMNS))
    return saved.manifest


def _fill(connection: sa.Connection, saved: OpenBackup, columns: schema.Columns, progress: TableProgress) -> None:
    parts = {part.name: part for part in saved.manifest.tables}
    if {name: set(part.columns) for name, part in parts.items()} != columns:
        raise damaged("its manifest does not name the tables and columns of its schema")
    one_by_one(connection)
    if connection.dialect.name == "postgresql":  # whoever writes takes a row of it first
        connection.execute(sa.text("lock table user_feed in exclusive mode"))
    tables = [table for table in metadata.sorted_tables if table.name in parts]
    for table in tables:
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None:
            raise DatabaseNotEmpty(
                f"The database is not empty (there are rows in {table.name}); nothing was restored.",
                f"Name a new database with {Do('say database')}, then restore into that one.",
            )
    for table in tables:
        done = 0
        for rows in saved.chunks(parts[table.name]):
            _insert(connection, table, parts[table.name], rows)
            done += len(rows)
            progress(table.name, done)
    connection.execute(user_feed.update().values(epoch=os.urandom(12).hex()))


def _insert(connection: sa.Connection, table: sa.Table, part: BackupTable, rows: list[tuple[object, ...]]) -> None:
    try:
        insert(connection, table, part.columns, rows)
    except sa.exc.DBAPIError as error:
        if not faults.is_of_rows(error):
            raise
        raise damaged(f"the database does not take its rows of {part.name} ({error.orig})") from error

"""Restoring a backup: into an empty database, all of it or nothing."""

import base64
import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec
import sqlalchemy as sa

from mesocycle.domain.archive.backup import FORMAT, BackupManifest, BackupNotUsable, BackupTable, DatabaseNotEmpty
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine import faults
from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.tables.training import metadata, user_feed
from mesocycle.storage.upkeep.backup import CHUNK_ROWS, MANIFEST, Progress, file_of, silent

MOST_MANIFEST_BYTES = 1_000_000
MOST_ROW_BYTES = 64_000_000
"""Longer than any row can be: a body taken in is at most 8 MB."""
CHUNK_BYTES = 16_000_000
MOST_BLOAT = 200
"""How many times its size an archive may unpack to; rows of this kind come to about a tenth of it."""

_COLUMNS = {str(table.name): {str(column.name) for column in table.c} for table in metadata.sorted_tables}
_ROW = msgspec.json.Decoder(list[Any])
_MANIFEST = msgspec.json.Decoder(BackupManifest)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,  # an encrypted part
    NotImplementedError,  # a way of compressing that is not ours
    msgspec.DecodeError,
    ValueError,  # base64 that is none, text that is no UTF-8
)


def restore(database: Database, path: Path, progress: Progress = silent) -> BackupManifest:
    """Read a backup of either engine into an empty database, in one transaction.

    Every feed gets a new epoch, so that all clients read again from 0. A backup that an earlier version wrote is
    upgraded on the way in. Refuses a database with any row in it, and a file that is no backup, of a newer schema,
    or damaged; then nothing was restored.
    """
    with _opened(path) as archive:
        manifest = _manifest(archive, path)

        def fill(connection: sa.Connection, columns: schema.Columns) -> None:
            _fill(connection, archive, manifest, columns, progress)

        if manifest.schema != schema.HEAD:
            schema.fill_earlier(database, manifest.schema, fill)
            return manifest
        if schema.is_empty(database):
            schema.upgrade(database)
        elif not schema.is_current(database):
            raise faults.not_upgraded()
        database.write_across_owners(lambda connection: fill(connection, _COLUMNS))
    return manifest


def _fill(
    connection: sa.Connection,
    archive: zipfile.ZipFile,
    manifest: BackupManifest,
    columns: schema.Columns,
    progress: Progress,
) -> None:
    if {part.name: set(part.columns) for part in manifest.tables} != columns:
        raise _damaged("its manifest does not name the tables and columns of its schema")
    if connection.dialect.name == "postgresql":  # whoever writes takes a row of it first
        connection.execute(sa.text("lock table user_feed in exclusive mode"))
    parts = {part.name: part for part in manifest.tables}
    tables = [table for table in metadata.sorted_tables if table.name in parts]
    for table in tables:
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None:
            raise DatabaseNotEmpty(
                f"The database is not empty (there are rows in {table.name}); nothing was restored.",
                f"Name a new database with {Do('say database')}, then restore into that one.",
            )
    for table in tables:
        _fill_table(connection, archive, table, parts[table.name], progress)
    connection.execute(user_feed.update().values(epoch=os.urandom(12).hex()))


def _fill_table(
    connection: sa.Connection,
    archive: zipfile.ZipFile,
    table: sa.Table,
    part: BackupTable,
    progress: Progress,
) -> None:
    binary = [place for place, name in enumerate(part.columns) if _is_binary(table, name)]
    digest, done = hashlib.sha256(), 0
    with archive.open(file_of(part.name)) as file:
        for lines in _chunks(file, part):
            rows = []
            for line in lines:
                digest.update(line)
                rows.append(_row(line, part, binary))
            _insert(connection, table, part, rows)
            done += len(rows)
            progress(table.name, done)
    if digest.hexdigest() != part.sha256 or done != part.rows:
        raise _damaged(f"the rows of {part.name} are not those that were written")


def _insert(connection: sa.Connection, table: sa.Table, part: BackupTable, rows: list[tuple[object, ...]]) -> None:
    try:
        insert(connection, table, part.columns, rows)
    except (sa.exc.IntegrityError, sa.exc.DataError) as error:
        raise _damaged(f"the database does not take its rows of {part.name} ({error.orig})") from error


def _chunks(file: IO[bytes], part: BackupTable) -> Iterator[list[bytes]]:
    """Read some lines at a time, bounded in number and in bytes."""
    lines: list[bytes] = []
    size = 0
    while line := file.readline(MOST_ROW_BYTES):
        if not line.endswith(b"\n"):
            raise _damaged(f"a row of {part.name} is longer than any can be, or cut off")
        lines.append(line)
        size += len(line)
        if len(lines) == CHUNK_ROWS or size > CHUNK_BYTES:
            yield lines
            lines, size = [], 0
    if lines:
        yield lines


def _row(line: bytes, part: BackupTable, binary: list[int]) -> tuple[object, ...]:
    values = _ROW.decode(line)
    if len(values) != len(part.columns):
        raise _damaged(f"a row of {part.name} has {len(values)} values for {len(part.columns)} columns")
    for place in binary:
        values[place] = None if values[place] is None else base64.b64decode(values[place])
    return tuple(values)


def _is_binary(table: sa.Table, column: str) -> bool:
    return isinstance(table.c[column].type, sa.LargeBinary)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; whatever is wrong with its bytes, found now or later, is a refusal."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise BackupNotUsable(f"There is no file {path}.", f"Name a file written by {Do('db backup')}.") from error
    except OSError as error:
        raise BackupNotUsable(
            f"{path} can't be read ({error.strerror or error}).", "Check that this user may read it."
        ) from error
    except _BROKEN as error:
        raise _damaged((str(error) or type(error).__name__).splitlines()[0]) from error


def _manifest(archive: zipfile.ZipFile, path: Path) -> BackupManifest:
    """Read what the archive says it holds, and refuse one whose parts can't be that."""
    members = {member.filename: member for member in archive.infolist()}
    described = members.get(MANIFEST)
    if described is None or described.file_size > MOST_MANIFEST_BYTES:
        raise BackupNotUsable(f"{path} is no backup of mesocycle.", f"Name a file written by {Do('db backup')}.")
    manifest = _MANIFEST.decode(archive.read(described))
    if manifest.format != FORMAT or manifest.schema not in schema.REVISIONS:
        raise BackupNotUsable(
            f"The backup is of schema {manifest.schema} ({manifest.format}); this mesocycle knows up to {schema.HEAD}.",
            "Restore it with the mesocycle that wrote it, or a newer one.",
        )
    sizes = {file_of(part.name): part.bytes for part in manifest.tables} | {MANIFEST: described.file_size}
    if {name: member.file_size for name, member in members.items()} != sizes:
        raise _damaged("its parts are not as long as its manifest says")
    if sum(sizes.values()) > MOST_BLOAT * max(path.stat().st_size, 1):
        raise _damaged(f"it would unpack to more than {MOST_BLOAT} times its size")
    return manifest


def _damaged(how: str) -> BackupNotUsable:
    return BackupNotUsable(
        f"The backup is damaged: {how}; nothing was restored.", "Take another copy of it, or an earlier backup."
    )

"""Backups: every row of every table in one archive, from one consistent look at either engine."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import sqlalchemy as sa

from mesocycle.domain.archive.backup import (
    BACKUP_FORMAT,
    BackupManifest,
    BackupNotUsable,
    BackupNotWritten,
    BackupTable,
)
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.tables.training import ROWS_AT_ONCE, metadata
from mesocycle.storage.upkeep.backup_reading import CHUNK_ROWS, MANIFEST, read_through, table_file

TableProgress = Callable[[str, int], None]
"""Told the table and how many of its rows are done, now and then and at its end."""

_ENCODER = msgspec.json.Encoder()


def tell_nobody(_table: str, _rows: int) -> None:
    """Tell nobody."""


def backup(database: Database, path: Path, progress: TableProgress = tell_nobody) -> BackupManifest:
    """Write all rows, as they stood at one moment, to a new file that only its owner can read.

    The file appears whole or not at all, and only after it was read back by the rules of restoring. Refuses one that
    exists, a database of another schema, and one that no backup could be restored of.
    """
    schema.require_current(database)
    with _new_file(path) as part:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive, database.read() as read:
            _require_restorable(read)
            manifest = BackupManifest(
                format=BACKUP_FORMAT,
                schema=schema.HEAD,
                tables=tuple(_write_table(archive, read, table, progress) for table in metadata.sorted_tables),
            )
            with archive.open(zipfile.ZipInfo(MANIFEST), "w") as file:
                file.write(msgspec.json.format(msgspec.json.encode(manifest)))
        _read_back(part)
    return manifest


def _require_restorable(read: Read) -> None:
    """Refuse rows that point at nothing: no database takes them again. PostgreSQL never lets them be."""
    if read.dialect != "sqlite":
        return
    broken = read.connection.exec_driver_sql("pragma foreign_key_check").first()
    if broken is not None:
        raise BackupNotWritten(
            f"Rows of {broken[0]} point at nothing in {broken[2]}, so no backup of them could be restored.",
            "Check the whole database first: it says which rows; an earlier backup has what they point at.",
        )


def _read_back(part: Path) -> None:
    try:
        read_through(part)
    except BackupNotUsable as no:
        raise BackupNotWritten(
            f"What was written could not be restored, so no backup was made. {no.sentence}",
            "Check the whole database and the disk; the backups of before are still good.",
        ) from no


def _write_table(archive: zipfile.ZipFile, read: Read, table: sa.Table, progress: TableProgress) -> BackupTable:
    """Stream one table in the order of its key; bytes become base64."""
    member = zipfile.ZipInfo(table_file(table.name))
    member.compress_type = zipfile.ZIP_DEFLATED
    statement = sa.select(table).order_by(*table.primary_key.columns)
    digest, rows, length = hashlib.sha256(), 0, 0
    with (
        archive.open(member, "w", force_zip64=True) as file,
        read.connection.execute(
            statement, execution_options={"yield_per": table.info.get(ROWS_AT_ONCE, CHUNK_ROWS)}
        ) as result,
    ):
        for chunk in result.partitions():
            lines = _ENCODER.encode_lines([tuple(row) for row in chunk])
            file.write(lines)
            digest.update(lines)
            rows += len(chunk)
            length += len(lines)
            progress(table.name, rows)
    return BackupTable(
        name=str(table.name),  # SQLAlchemy's names are a kind of text of its own
        columns=tuple(str(column.name) for column in table.c),
        rows=rows,
        bytes=length,
        sha256=digest.hexdigest(),
    )


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to write; afterwards it is there under its own name, or neither is."""
    _require_new(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            _publish(part, path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise BackupNotWritten(
            f"The backup could not be written to {path} ({error.strerror or error}).",
            "Name a file in a folder that exists, may be written to and has room.",
        ) from error


def _publish(part: Path, path: Path) -> None:
    """Give the written file its name, which must still be free: linking, unlike renaming, overwrites nothing."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    try:
        path.hardlink_to(part)
    except OSError:  # the name is taken, or the file system knows no links
        _require_new(path)
        part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _require_new(path: Path) -> None:
    if path.exists():
        raise BackupNotWritten(f"{path} exists already.", "Name a file that does not exist; none is overwritten.")

"""Reading a backup's file: by these rules it is restored, and by the same it is read back when it was written."""

import base64
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec
import sqlalchemy as sa

from mesocycle.domain.archive.backup import BACKUP_FORMAT, BackupManifest, BackupNotUsable, BackupTable
from mesocycle.storage.schema import upgrade as schema
from mesocycle.storage.tables.training import metadata

CHUNK_ROWS = 500
"""How many rows are held at a time."""
CHUNK_BYTES = 16_000_000
MANIFEST = "manifest.json"
MOST_MANIFEST_BYTES = 1_000_000
MOST_ROW_BYTES = 128_000_000
"""Longer than any row can be: what it holds came as a body of 8 MB, or as an archive's line of 32 MB, and JSON inside
JSON is at most twice as long. How well it packs tells nothing: ten weeks of one plan are all alike."""

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


class OpenBackup:
    """A backup whose manifest was read; its tables are read one after the other, from the file."""

    def __init__(self, archive: zipfile.ZipFile, manifest: BackupManifest) -> None:
        """Know what there is."""
        self._archive = archive
        self.manifest = manifest

    def chunks(self, part: BackupTable) -> Iterator[list[tuple[object, ...]]]:
        """Give a table's rows, some at a time, and refuse what is not as it was written."""
        table = metadata.tables[part.name]
        binary = [place for place, name in enumerate(part.columns) if _is_binary(table, name)]
        digest, done = hashlib.sha256(), 0
        with self._archive.open(table_file(part.name)) as file:
            for lines in _chunks(file, part):
                for line in lines:
                    digest.update(line)
                yield [_row(line, part, binary) for line in lines]
                done += len(lines)
        if digest.hexdigest() != part.sha256 or done != part.rows:
            raise damaged(f"the rows of {part.name} are not those that were written")


def table_file(table: str) -> str:
    """Name a table's file inside the archive."""
    return f"{table}.ndjson"


@contextmanager
def opened_backup(path: Path) -> Iterator[OpenBackup]:
    """Open a backup; whatever is wrong with its bytes, found now or later, is a refusal."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield OpenBackup(archive, _manifest(archive, path))
    except FileNotFoundError as error:
        raise BackupNotUsable(f"There is no file {path}.", "Name a file that is a backup.") from error
    except OSError as error:
        raise BackupNotUsable(
            f"{path} can't be read ({error.strerror or error}).", "Check that this user may read it."
        ) from error
    except _BROKEN as error:
        raise damaged((str(error) or type(error).__name__).splitlines()[0]) from error


def read_through(path: Path) -> None:
    """Read a backup to its end as restoring it would, or refuse what could not be restored."""
    with opened_backup(path) as saved:
        for part in saved.manifest.tables:
            for _ in saved.chunks(part):
                pass


def _chunks(file: IO[bytes], part: BackupTable) -> Iterator[list[bytes]]:
    """Read some lines at a time, bounded in number and in bytes."""
    lines: list[bytes] = []
    size = 0
    while line := file.readline(MOST_ROW_BYTES):
        if not line.endswith(b"\n"):
            raise damaged(f"a row of {part.name} is longer than any can be, or cut off")
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
        raise damaged(f"a row of {part.name} has {len(values)} values for {len(part.columns)} columns")
    for place in binary:
        values[place] = None if values[place] is None else base64.b64decode(values[place])
    return tuple(values)


def _is_binary(table: sa.Table, column: str) -> bool:
    return isinstance(table.c[column].type, sa.LargeBinary)


def _manifest(archive: zipfile.ZipFile, path: Path) -> BackupManifest:
    """Read what the archive says it holds, and refuse one whose parts can't be that."""
    members = {member.filename: member for member in archive.infolist()}
    described = members.get(MANIFEST)
    if described is None or described.file_size > MOST_MANIFEST_BYTES:
        raise BackupNotUsable(f"{path} is no backup of mesocycle.", "Name a file that is a backup.")
    manifest = _MANIFEST.decode(archive.read(described))
    if manifest.format != BACKUP_FORMAT or manifest.schema not in schema.REVISIONS:
        raise BackupNotUsable(
            f"The backup is of schema {manifest.schema} ({manifest.format}); this mesocycle knows up to {schema.HEAD}.",
            "Restore it with the mesocycle that wrote it, or a newer one.",
        )
    sizes = {table_file(part.name): part.bytes for part in manifest.tables} | {MANIFEST: described.file_size}
    if {name: member.file_size for name, member in members.items()} != sizes:
        raise damaged("its parts are not as long as its manifest says")
    return manifest


def damaged(how: str) -> BackupNotUsable:
    """Say what is wrong with a backup."""
    return BackupNotUsable(
        f"The backup is damaged: {how}; nothing was restored.", "Take another copy of it, or an earlier backup."
    )

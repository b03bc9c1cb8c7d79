"""A backup: one archive of every table's rows, the same from either engine and for either."""

from mesocycle.domain.document import Document
from mesocycle.domain.refusal import Refusal, RefusalKind

BACKUP_FORMAT = "mesocycle-backup-1"
"""A zip of `manifest.json` and one file per table: a line per row, a JSON array in the order of `columns`."""


class BackupTable(Document, frozen=True, kw_only=True):
    """One table's part: `sha256` is of its file, uncompressed and `bytes` long."""

    name: str
    columns: tuple[str, ...]
    rows: int
    bytes: int
    sha256: str


class BackupManifest(Document, frozen=True, kw_only=True):
    """What an archive holds; `schema` is the revision its tables had."""

    format: str
    schema: str
    tables: tuple[BackupTable, ...]


class BackupNotWritten(Refusal):
    """The backup's file exists already or can't be written."""

    kind = RefusalKind.CONFLICT


class BackupNotUsable(Refusal):
    """The file is no backup, is damaged, or is of a newer schema; nothing was restored."""

    kind = RefusalKind.INVALID


class DatabaseNotEmpty(Refusal):
    """A backup is restored into an empty database only, so that it never mixes with other data."""

    kind = RefusalKind.CONFLICT

"""The care of a server by whoever runs it: what it is and holds, backups, checks of the whole database."""

import re
from enum import StrEnum

from msgspec import field

from mesocycle.domain.archive.verification import Verification
from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.people.user import Role
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.refusal import Refusal, RefusalDocument, RefusalKind

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.mesocycle")


class UpkeepKind(StrEnum):
    """What is done to the whole database, behind an answer."""

    BACKUP = "backup"
    CHECK_BACKUP = "check-backup"
    VERIFY = "verify"


class UpkeepStatus(StrEnum):
    """Where it stands; `broken-off` is what its server did not live to end."""

    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    BROKEN_OFF = "broken-off"


class NewUpkeepRun(Document, frozen=True, kw_only=True):
    """What is to be done; `file` is the backup that is to be checked."""

    kind: UpkeepKind
    file: str | None = None


class UpkeepRun(Document, frozen=True, kw_only=True):
    """One backup, check of a backup or check of the database: by whom, when, and what came of it."""

    id: Id = field(name="_id")
    kind: UpkeepKind
    status: UpkeepStatus
    by: Id
    at: Instant
    file: str | None = None
    ended_at: Instant | None = None
    verification: Verification | None = None
    """What was looked at and found, of a check of the database."""
    refusal: RefusalDocument | None = None
    """Why nothing was made, or why the backup is not good."""


class BackupFile(Document, frozen=True, kw_only=True):
    """A backup in the folder of this server; each was read back when it was made."""

    file: str
    bytes: int
    at: Instant
    """When it was written."""
    checked_at: Instant | None = None
    """When it was read through last, by this server's hand."""
    is_good: bool | None = None
    """What that found; absent where it was made elsewhere and not checked here."""


class PeopleCount(Document, frozen=True, kw_only=True):
    """How many there are in a role."""

    role: Role
    count: int


class ServerState(Document, frozen=True, kw_only=True):
    """What the server is: program, schema, engine, who is there, what it lets strangers do."""

    version: str
    schema: str
    """The migration that the database stands at, which is the program's own while it serves."""
    engine: str
    engine_version: str
    address: str
    """How people reach it."""
    sign_up: str
    """`open`, `invitation` or `closed`."""
    processes: int
    started_at: Instant
    """This process."""
    streams: int
    """Open pages that hear what happens, at this process."""
    users: int
    people: tuple[PeopleCount, ...]
    sign_ins: int
    """Browsers that are signed in."""
    database_bytes: int
    answered_ms: float
    """How long the database took to say all this."""
    backup_folder: str


class SettingInForce(Document, frozen=True, kw_only=True):
    """One setting: what holds, where that comes from, what holds without; secrets are hidden."""

    name: str
    variable: str
    value: str
    origin: str
    default: str
    meaning: str


class JobKind(StrEnum):
    """What goes on behind answers."""

    IMPORT = "import"
    ROLL_OUT = "roll-out"
    UPKEEP = "upkeep"


class ServerJob(Document, frozen=True, kw_only=True):
    """One thing that goes on, or went on, behind an answer."""

    id: Id = field(name="_id")
    kind: JobKind
    what: str
    """A source, a routine's name, or the kind of upkeep."""
    by: Id
    at: Instant
    status: str


class UpkeepRunning(Refusal):
    """The database is being backed up or checked already; one such thing goes on at a time."""

    kind = RefusalKind.CONFLICT


def check_upkeep(new: NewUpkeepRun) -> None:
    """Refuse a check of a backup that no file is named of, and a file where none is wanted."""
    if new.kind is not UpkeepKind.CHECK_BACKUP:
        if new.file is not None:
            raise refusal([Fault("file", "is only named where a backup is to be checked", "Leave it out.")])
    elif new.file is None or not _FILE.fullmatch(new.file):
        raise refusal([Fault("file", "is no name of a backup", "Look at the list of backups.")])


def is_backup_name(name: str) -> bool:
    """Tell whether a file's name is one that we give, or somebody might have put there: no path is."""
    return _FILE.fullmatch(name) is not None


def backup_name(now: Instant) -> str:
    """Name a backup by its moment, so that names sort as they were made."""
    return f"{now[:19].replace(':', '-')}Z.mesocycle"

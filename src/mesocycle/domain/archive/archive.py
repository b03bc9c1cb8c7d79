"""An archive: everything of one user, as documents in one file that any server can take in."""

from enum import StrEnum

from msgspec import Raw, field

from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import Document, Id, Instant, OptionalRaw
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.plan.library import ExercisePicture
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.refusal import Refusal, RefusalKind
from mesocycle.domain.session.event import Event
from mesocycle.domain.session.session import Tombstone, WorkoutSession

ARCHIVE_FORMAT = "mesocycle-archive-1"
"""A zip of `manifest.json` and one NDJSON file per part: a document per line."""


class ArchivePart(StrEnum):
    """The parts, in the order in which they are taken in: what is named comes before what names it."""

    USER = "user"
    ZONES = "zones"
    EXERCISES = "exercises"
    PICTURES = "pictures"
    EXERCISE_CHOICES = "exercise-choices"
    ROUTINES = "routines"
    ROUTINE_VERSIONS = "routine-versions"
    ASSIGNMENTS = "assignments"
    RECEIPTS = "receipts"
    REFERENCE_VALUES = "reference-values"
    TOMBSTONES = "tombstones"
    SESSIONS = "sessions"
    EVENTS = "events"
    IMPORTS = "imports"
    IMPORT_ITEMS = "import-items"
    ACTIVITIES = "activities"
    COACHINGS = "coachings"
    GROUPS = "groups"
    MESSAGE_TEMPLATES = "message-templates"
    MESSAGES = "messages"
    KEPT_PARTS = "kept-parts"
    TAGS = "tags"


LATER_PARTS = frozenset(
    {
        ArchivePart.PICTURES,
        ArchivePart.GROUPS,
        ArchivePart.MESSAGE_TEMPLATES,
        ArchivePart.MESSAGES,
        ArchivePart.KEPT_PARTS,
        ArchivePart.TAGS,
    }
)
"""Parts that archives of earlier versions do not have."""


class ArchivedPart(Document, frozen=True, kw_only=True):
    """One part's file: `sha256` is of its lines, uncompressed and `bytes` long."""

    name: ArchivePart
    lines: int
    bytes: int
    sha256: str


class ArchiveManifest(Document, frozen=True, kw_only=True):
    """What an archive holds, and whose it is."""

    format: str
    user_id: Id
    email: str
    parts: tuple[ArchivedPart, ...]


class ArchivedZone(Document, frozen=True, kw_only=True):
    """A zone that the user lived in, and since when."""

    since: Instant
    time_zone: str


class ArchivedChoice(Document, frozen=True, kw_only=True):
    """What a name from another program means to the user."""

    name: str
    exercise_variant_id: Id
    at: Instant


class ArchivedPicture(Document, frozen=True, kw_only=True):
    """The picture of an own exercise, as WebP."""

    exercise_id: Id
    picture: ExercisePicture
    body: bytes


class ArchivedRoutine(Document, frozen=True, kw_only=True):
    """The line of versions of a routine; `isOwn` marks the one that holds the user's one-off sessions."""

    id: Id = field(name="_id")
    name: str
    owner_id: Id
    is_own: bool
    is_archived: bool
    created_at: Instant
    updated_at: Instant


class ArchivedAssignment(Document, frozen=True, kw_only=True):
    """An assignment; `seq` is its place in the user's feed, as in the parts that follow."""

    seq: int
    assignment: RoutineAssignment


class ArchivedReceipt(Document, frozen=True, kw_only=True):
    """A receipt, with the assignments as they stood before it, for undo."""

    seq: int
    receipt: Receipt
    former: tuple[RoutineAssignment, ...]


class ArchivedReferenceValue(Document, frozen=True, kw_only=True):
    """A reference value: of equals the last in the feed is in force."""

    seq: int
    reference_value: ReferenceValue


class ArchivedSession(Document, frozen=True, kw_only=True):
    """A session; `foreign` holds the fields of one taken over from elsewhere that are not ours."""

    seq: int
    session: WorkoutSession
    added_by: Id | None = None
    foreign: OptionalRaw = None


class ArchivedTombstone(Document, frozen=True, kw_only=True):
    """A removed session with all that it held."""

    seq: int
    tombstone: Tombstone
    added_by: Id | None = None
    foreign: OptionalRaw = None


class ArchivedEvent(Document, frozen=True, kw_only=True):
    """An event; `recordedAt` is when the server heard of it."""

    seq: int
    event: Event
    recorded_at: Instant


class ArchivedImport(Document, frozen=True, kw_only=True):
    """An import from another program: with its items it makes importing the same file again change nothing."""

    id: Id = field(name="_id")
    source: ImportSource
    files: tuple[str, ...]
    at: Instant
    by: Id
    undone_at: Instant | None = None


class ArchivedImportItem(Document, frozen=True, kw_only=True):
    """An item of an import: what it is known by and what it said, both as hashes."""

    key: str
    content: str
    session_id: Id
    import_id: Id
    made_session: bool


class ArchivedActivity(Document, frozen=True, kw_only=True):
    """What a device recorded, beside the session that it became or belongs to."""

    session_id: Id
    activity: Raw


class PartTaken(Document, frozen=True, kw_only=True):
    """What came of the lines of a part."""

    part: ArchivePart
    imported: int
    already_there: int
    rejected: int


class LineRejected(Document, frozen=True, kw_only=True):
    """A line that was not taken in, and what to do."""

    part: ArchivePart
    line: int
    id: str
    reason: str
    remedy: str


class ArchiveTaken(Document, frozen=True, kw_only=True):
    """What came of an archive; of very many rejected lines the first are named and all are counted."""

    import_id: Id | None = None
    """By which it can be taken back, where training was added to that of a user who was here."""
    user_id: Id
    new_user: bool
    dry_run: bool
    parts: tuple[PartTaken, ...]
    rejected: tuple[LineRejected, ...]


class ArchiveNotUsable(Refusal):
    """The file is no archive, is damaged, or does not hold together; nothing was taken in."""

    kind = RefusalKind.INVALID

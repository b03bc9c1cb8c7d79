"""Training taken over from elsewhere: what came of each item, and of each name of an exercise."""

from enum import StrEnum

from msgspec import field

from mesocycle.domain.document import Date, Document, Id, Instant, TimeOfDay
from mesocycle.domain.imports.names import ExerciseMatch
from mesocycle.domain.refusal import RefusalDocument


class ImportSource(StrEnum):
    """Where imported training comes from; an item is known by its source and what that calls it."""

    HEVY = "hevy"
    STRONG = "strong"
    FITNOTES = "fitnotes"
    JEFIT = "jefit"
    GARMIN = "garmin"
    STRAVA = "strava"
    ACTIVITY = "activity"
    SESSIONS = "sessions"
    ARCHIVE = "archive"


NAMES = {
    ImportSource.HEVY: "Hevy",
    ImportSource.STRONG: "Strong",
    ImportSource.FITNOTES: "FitNotes",
    ImportSource.JEFIT: "Jefit",
    ImportSource.GARMIN: "Garmin Connect",
    ImportSource.STRAVA: "Strava",
    ImportSource.ACTIVITY: "activity files",
    ImportSource.SESSIONS: "session documents",
    ImportSource.ARCHIVE: "an archive",
}
"""What people call the sources."""

RECORDERS = frozenset({ImportSource.GARMIN, ImportSource.STRAVA, ImportSource.ACTIVITY})
"""Those that tell of what a device recorded: of one training each of them may."""


class NewExerciseChoice(Document, frozen=True, kw_only=True):
    """A name as another program writes it, and what it means: a name, an alias or a variant's id."""

    name: str
    exercise: str


class ItemOutcome(StrEnum):
    """What came of one item; `brought-back` stood among the tombstones of an import that was undone.

    `matched` is an activity that a planned session waited for; `undecided` may be the deed of several, or of one
    that another activity may be too: nothing is done until somebody chooses.
    """

    IMPORTED = "imported"
    BROUGHT_BACK = "brought-back"
    ALREADY_THERE = "already-there"
    REJECTED = "rejected"
    MATCHED = "matched"
    UNDECIDED = "undecided"


class Candidate(Document, frozen=True, kw_only=True):
    """A session that an activity may be the deed of."""

    session_id: Id
    name: str
    scheduled_date: Date
    scheduled_time: TimeOfDay


class ImportedItem(Document, frozen=True, kw_only=True):
    """One workout, activity or bad row: its place in its file, and what came of it."""

    file: str | None = None
    line: int
    name: str | None = None
    day: Date | None = None
    sets: int | None = None
    outcome: ItemOutcome
    session_id: Id | None = None
    reason: str | None = None
    remedy: str | None = None
    candidates: tuple[Candidate, ...] | None = None


class ImportStatus(StrEnum):
    """Where an import stands; `broken-off` and `refused` are ends, and the same file may be sent again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    BROKEN_OFF = "broken-off"

    @property
    def goes_on(self) -> bool:
        """Whether something is still to come of it."""
        return self in (ImportStatus.WAITING, ImportStatus.RUNNING)


class ImportProgress(Document, frozen=True, kw_only=True):
    """How far an import is, in items, and what came of those that are done; `of` is known once the file is read.

    What is counted was done for good. Broken off, an import leaves what it did, and the same file does the rest.
    """

    status: ImportStatus
    dry_run: bool
    done: int
    of: int | None = None
    imported: int
    brought_back: int
    matched: int
    already_there: int
    undecided: int
    rejected: int
    refusal: RefusalDocument | None = None
    """Why nothing more was done."""


class Import(Document, frozen=True, kw_only=True):
    """One import; undone, its sessions are tombstones, and importing again brings them back."""

    id: Id = field(name="_id")
    user_id: Id
    source: ImportSource
    files: tuple[str, ...]
    at: Instant
    by: Id
    sessions: int
    """How many sessions on the calendar came of it."""
    undone_at: Instant | None = None
    progress: ImportProgress | None = None
    """Of a file that was sent to a server."""


class ImportResult(Document, frozen=True, kw_only=True):
    """What came of all items; without `importId` nothing was changed: a dry run, or all was there already."""

    import_id: Id | None = None
    user_id: Id
    source: ImportSource
    dry_run: bool
    items: tuple[ImportedItem, ...]
    exercises: tuple[ExerciseMatch, ...]

    def count(self, outcome: ItemOutcome) -> int:
        """Count the items of an outcome."""
        return sum(item.outcome is outcome for item in self.items)


def progress_of(
    status: ImportStatus,
    outcomes: dict[ItemOutcome, int],
    *,
    dry_run: bool,
    of: int | None,
    refusal: RefusalDocument | None,
) -> ImportProgress:
    """Say how far an import is by the number of its items of each outcome."""
    return ImportProgress(
        status=status,
        dry_run=dry_run,
        done=sum(outcomes.values()),
        of=of,
        imported=outcomes.get(ItemOutcome.IMPORTED, 0),
        brought_back=outcomes.get(ItemOutcome.BROUGHT_BACK, 0),
        matched=outcomes.get(ItemOutcome.MATCHED, 0),
        already_there=outcomes.get(ItemOutcome.ALREADY_THERE, 0),
        undecided=outcomes.get(ItemOutcome.UNDECIDED, 0),
        rejected=outcomes.get(ItemOutcome.REJECTED, 0),
        refusal=refusal,
    )

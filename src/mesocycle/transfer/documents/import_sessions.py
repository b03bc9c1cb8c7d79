"""Import session documents of an existing collection: each keeps its ids, and all that it says."""

from collections.abc import Iterator, Mapping, Sequence

from mesocycle.domain.document import Id
from mesocycle.domain.imports.result import ImportedItem, ImportResult, ImportSource, ItemOutcome
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.documents.sessions import read_sessions
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.imports import sessions as imported_sessions
from mesocycle.storage.people import coachings, users
from mesocycle.transfer.documents.candidates import DocumentItem, Owner, ReadRows, look_at
from mesocycle.transfer.documents.intake import DocumentImport
from mesocycle.transfer.kept.progress import SILENT, ImportObserver, Progress, Renumbered, id_for, silent

CHUNK = 250
"""Documents in one write: everybody else waits for it, and what was written stays when the next one breaks off."""


def import_sessions(
    db: Database,
    user_id: Id,
    files: Mapping[str, bytes],
    act: Act,
    *,
    dry_run: bool = False,
    progress: Progress = silent,
    telling: ImportObserver = SILENT,
) -> ImportResult:
    """Take documents over as a user's sessions, item by item: one that is bad never stops the rest.

    An assignment that is not here becomes one with origin `imported`. The same documents again change nothing.
    """
    with db.read() as read:
        coachings.permit(read, act.actor, user_id, Deed.PERFORM)
        users.get(read, user_id)
        owner = Owner(user_id, tuple(imported_sessions.zones(read, user_id)))
    found = ReadRows()
    for _, item in _items(files, owner):
        found.note(item)
    telling.begun(found.count)
    import_id = id_for(telling, act.now)
    intake = DocumentImport(import_id, tuple(files), found)
    told: list[ImportedItem] = []
    for chunk in _chunks(files, owner):
        beside = Renumbered(telling, range(len(told), len(told) + len(chunk)))
        told += _taken(db, user_id, intake, chunk, beside, act, dry_run=dry_run)
        progress(len(told), found.count)
    changed = any(each.outcome in (ItemOutcome.IMPORTED, ItemOutcome.BROUGHT_BACK) for each in told)
    return ImportResult(
        import_id=import_id if changed and not dry_run else None,
        user_id=user_id,
        source=ImportSource.SESSIONS,
        dry_run=dry_run,
        items=tuple(told),
        exercises=(),
    )


class _NotMeant(Exception):  # no error: it takes a dry run back
    def __init__(self, told: list[ImportedItem]) -> None:
        self.told = told


def _taken(
    db: Database,
    user_id: Id,
    intake: DocumentImport,
    chunk: Sequence[tuple[str, DocumentItem]],
    telling: ImportObserver,
    act: Act,
    *,
    dry_run: bool,
) -> list[ImportedItem]:
    """Take a chunk in; a dry run does all of it, and takes it back with the transaction."""
    seen = frozenset(intake.seen)

    def take(write: Write) -> list[ImportedItem]:
        intake.seen = set(seen)  # the write may be tried again
        told = intake.take(write, chunk)
        if dry_run:
            raise _NotMeant(told)
        telling.kept(write, dict(enumerate(told)))
        return told

    try:
        return db.write(user_id, act, take)
    except _NotMeant as no:
        return no.told


def _items(files: Mapping[str, bytes], owner: Owner) -> Iterator[tuple[str, DocumentItem]]:
    for name, body in files.items():
        for found in read_sessions(body):
            yield name, found if isinstance(found, Reject) else look_at(found, owner)


def _chunks(files: Mapping[str, bytes], owner: Owner) -> Iterator[list[tuple[str, DocumentItem]]]:
    chunk: list[tuple[str, DocumentItem]] = []
    for item in _items(files, owner):
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk

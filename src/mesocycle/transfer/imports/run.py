"""Import a file that was sent to a server: begun with its answer, carried out behind it, told as it goes on."""

from collections.abc import Callable, Mapping
from typing import BinaryIO

from mesocycle.domain.document import Id
from mesocycle.domain.imports.request import ImportRequest, check_wish
from mesocycle.domain.imports.result import ImportedItem, ImportResult, ImportSource
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.permission import Deed, require_self
from mesocycle.domain.refusal import Refusal, RefusalKind
from mesocycle.formats.apps.readers import READERS, said_units
from mesocycle.formats.text import tables
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.imports import runs as import_runs
from mesocycle.storage.people import coachings
from mesocycle.transfer.activities.import_activities import Choice, import_activities
from mesocycle.transfer.activities.read_activities import FoundActivity, read_files
from mesocycle.transfer.archive.import_sent_archive import import_sent_archive
from mesocycle.transfer.documents.import_sessions import import_sessions
from mesocycle.transfer.history.import_history import import_history
from mesocycle.transfer.history.items import of_lines
from mesocycle.transfer.kept.progress import ImportObserver

MOST_BYTES_OF_SESSIONS = 64_000_000
"""Of a collection of documents, which is read as one: more than sixty years of training with logs."""
_READ_AT_ONCE = 25
"""Activities between two signs of how many were read."""

GoOn = Callable[[], None]
"""Called again and again; raises where the import is to end early."""


class ImportEndedError(Exception):
    """Somebody marked the import as broken off while it was still being carried out: it ends."""


def most_bytes(source: ImportSource, allowed: int) -> int:
    """Give how long a file may be: activities and archives are read in pieces, all else is in memory at once."""
    if source in (ImportSource.ACTIVITY, ImportSource.ARCHIVE):
        return allowed
    return min(allowed, MOST_BYTES_OF_SESSIONS if source is ImportSource.SESSIONS else tables.MOST_BYTES)


def require_bringer(actor: Actor, owner: Id, source: ImportSource) -> None:
    """Refuse whoever may import, but not from this source: an archive is for the users themselves to bring along."""
    if source is ImportSource.ARCHIVE:
        require_self(actor, owner)


def begin_import(db: Database, user_id: Id, wish: ImportRequest, act: Act) -> Id:
    """Note that a file is to be imported, and give the id by which its progress is known."""
    check_wish(wish)
    return db.write(user_id, act, lambda write: _begin(write, wish))


def _begin(write: Write, wish: ImportRequest) -> Id:
    coachings.permit(write, write.act.actor, write.owner, Deed.PERFORM)
    require_bringer(write.act.actor, write.owner, wish.source)
    import_id = write.new_id()
    import_runs.add(write, import_id, wish)
    return import_id


def run_import(
    db: Database, user_id: Id, import_id: Id, wish: ImportRequest, file: BinaryIO, act: Act, *, go_on: GoOn
) -> None:
    """Carry out an import that was begun; what came of each item is stored with what was done for it.

    A refusal ends it and is told with it; what was done before stays. Whatever else is raised leaves it to the caller
    to mark it as broken off.
    """
    telling = _Stored(db, user_id, import_id, act, go_on)
    telling.require_going()
    try:
        result = _take(db, user_id, wish, file, telling, act)
    except Refusal as no:
        if no.kind is RefusalKind.BUSY:
            raise
        document = no.document
        db.write(user_id, act, lambda write: import_runs.refuse(write, import_id, document))
        return
    db.write(user_id, act, lambda write: _finish(write, import_id, result))


def break_off_import(db: Database, user_id: Id, import_id: Id, act: Act) -> None:
    """Mark an import as broken off that nobody carries out any more; one that has ended stays as it is."""
    db.write(user_id, act, lambda write: import_runs.break_off(write, import_id))


def _finish(write: Write, import_id: Id, result: ImportResult) -> None:
    import_runs.keep_items(write, import_id, dict(enumerate(result.items)))
    import_runs.finish(write, import_id, result.exercises)


class _Stored(ImportObserver):
    """Stores what is told, in the transaction that did it, so that what is known is what was done."""

    def __init__(self, db: Database, user_id: Id, import_id: Id, act: Act, go_on: GoOn) -> None:
        self.import_id: Id = import_id
        self.go_on = go_on
        self._db = db
        self._owner = user_id
        self._act = act

    def require_going(self, of: int | None = None) -> None:
        self.go_on()
        self._db.write(self._owner, self._act, lambda write: self._require_going(write, of))

    def begun(self, of: int) -> None:
        self.require_going(of)

    def told(self, items: Mapping[int, ImportedItem]) -> None:
        self.go_on()
        self._db.write(self._owner, self._act, lambda write: import_runs.keep_items(write, self.import_id, items))

    def kept(self, write: Write, items: Mapping[int, ImportedItem]) -> None:
        self.go_on()
        self._require_going(write)
        import_runs.keep_items(write, self.import_id, items)

    def _require_going(self, write: Write, of: int | None = None) -> None:
        if not import_runs.go_on(write, self.import_id, of=of):
            raise ImportEndedError


def _take(db: Database, user_id: Id, wish: ImportRequest, file: BinaryIO, telling: _Stored, act: Act) -> ImportResult:
    if wish.source is ImportSource.ARCHIVE:
        return import_sent_archive(db, user_id, file, telling, telling.go_on, act, dry_run=wish.dry_run)
    if wish.source is ImportSource.SESSIONS:
        body = {wish.name: file.read()}
        return import_sessions(db, user_id, body, act, dry_run=wish.dry_run, telling=telling)
    if wish.source is ImportSource.ACTIVITY:
        choice = Choice(session_id=wish.session_id, apart=wish.apart)
        found = _read_activities(wish, file, telling)
        return import_activities(db, user_id, found, act, choice=choice, dry_run=wish.dry_run, telling=telling)
    rows = {wish.name: of_lines(READERS[wish.source](file.read(), said_units(wish)), wish.lines)}
    return import_history(db, user_id, wish.source, rows, act, apart=wish.apart, dry_run=wish.dry_run, telling=telling)


def _read_activities(wish: ImportRequest, file: BinaryIO, telling: _Stored) -> list[FoundActivity]:
    found: list[FoundActivity] = []
    for each in read_files([(wish.name, file)]):
        telling.go_on()
        found.append(each)
        if len(found) % _READ_AT_ONCE == 0:
            telling.require_going(len(found))
    return found

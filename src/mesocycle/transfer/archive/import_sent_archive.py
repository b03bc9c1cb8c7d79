"""Import an archive that was sent to a server into the training of a user who is here: each of its lines an item."""

from collections.abc import Callable
from typing import BinaryIO

from mesocycle.domain.archive.archive import ArchiveManifest, ArchiveNotUsable, ArchivePart
from mesocycle.domain.document import Id
from mesocycle.domain.imports.result import ImportResult, ImportSource, ItemOutcome
from mesocycle.domain.people.act import Act
from mesocycle.formats.documents.archive import opened_archive
from mesocycle.storage.engine.database import Database, Write
from mesocycle.transfer.archive.dry_run import rolled_back_if
from mesocycle.transfer.archive.import_archive import permit_adding
from mesocycle.transfer.archive.taking import ArchiveImport
from mesocycle.transfer.kept.progress import ImportObserver

MOST_UNPACKED_BYTES = 64_000_000
"""More than ten years of one athlete. All of it is one write, for which everybody else may have to wait."""
MOST_LINES = 200_000
"""Each is an item, held until all of them are known."""

GoOn = Callable[[], None]
"""Called after each batch; raises where the import is to end early, and then nothing was taken in."""


def import_sent_archive(
    db: Database, user_id: Id, stream: BinaryIO, telling: ImportObserver, go_on: GoOn, act: Act, *, dry_run: bool
) -> ImportResult:
    """Take an archive in, all that fits or, where it is damaged, nothing; again without harm.

    What came of every line is told at once, inside the write that did it.
    """
    with opened_archive(stream) as archive:
        _require_short(archive.manifest)
        archive.check()
        user = archive.user()
        with db.read() as read:
            permit_adding(read, user_id, act.actor)
        telling.begun(_lines(archive.manifest))

        def take(write: Write) -> ImportResult:
            taking = ArchiveImport(write, archive, is_new=False, as_items=True, import_id=telling.import_id)
            taking.told.note(ArchivePart.USER, 1, user, ItemOutcome.ALREADY_THERE)
            taking.take(lambda _done, _all: go_on())
            items = taking.told.items
            if not dry_run:
                telling.kept(write, items)
            return ImportResult(
                import_id=None if dry_run else taking.import_id,
                user_id=user_id,
                source=ImportSource.ARCHIVE,
                dry_run=dry_run,
                items=tuple(items[place] for place in sorted(items)),
                exercises=(),
            )

        return rolled_back_if(dry_run, lambda do: db.write(user_id, act, do), take)


def _lines(manifest: ArchiveManifest) -> int:
    return sum(part.lines for part in manifest.parts)


def _require_short(manifest: ArchiveManifest) -> None:
    """Refuse what would keep everybody else waiting for long."""
    length, lines = sum(part.bytes for part in manifest.parts), _lines(manifest)
    if length > MOST_UNPACKED_BYTES or lines > MOST_LINES:
        raise ArchiveNotUsable(
            f"The archive holds {lines} lines of {length} bytes; sent to a server it may hold {MOST_LINES} lines "
            f"of {MOST_UNPACKED_BYTES} bytes.",
            "Let whoever runs the server take it in there.",
        )

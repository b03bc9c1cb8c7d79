"""Export everything of one user as one archive, from one look at the database."""

from collections.abc import Iterator
from typing import BinaryIO

from mesocycle.domain.archive.archive import ArchiveManifest, ArchivePart
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed, require_self
from mesocycle.formats.documents.archive import Batches, write_archive
from mesocycle.storage.archive import reading as archive_lines
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import coachings, users


def export_archive(db: Database, user_id: Id, to: BinaryIO, act: Act) -> ArchiveManifest:
    """Write the archive of a user, a batch of documents at a time; it is for themselves and admins alone."""
    with db.read() as read:
        coachings.permit(read, act.actor, user_id, Deed.SEE)  # whoever is a stranger learns nothing
        require_self(act.actor, user_id)
        return write_archive(to, users.get(read, user_id), _parts(read, user_id))


def _parts(read: Read, user_id: Id) -> Iterator[tuple[ArchivePart, Batches]]:
    for part in ArchivePart:
        yield part, archive_lines.batches(read, user_id, part)

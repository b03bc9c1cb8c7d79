"""Export a user's sessions as a collection of documents in the seed's own form, foreign fields and all."""

from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from mesocycle.domain.archive.archive import ArchivedSession, ArchivedTombstone, ArchivePart
from mesocycle.domain.document import Id
from mesocycle.domain.imports.foreign_session import ForeignFields
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import Deed, require_self
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.formats.documents.sessions import SessionForm, write_sessions
from mesocycle.storage.archive import reading as archive_lines
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import coachings

_FOREIGN = msgspec.json.Decoder(ForeignFields)


def export_sessions(db: Database, user_id: Id, form: SessionForm, to: BinaryIO, actor: Actor) -> int:
    """Write all sessions on the calendar by their ids and give their number; for the user and admins alone."""
    with db.read() as read:
        coachings.permit(read, actor, user_id, Deed.SEE)  # whoever is a stranger learns nothing
        require_self(actor, user_id)
        return write_sessions(to, form, _sessions(read, user_id))


def _sessions(read: Read, user_id: Id) -> Iterator[list[tuple[WorkoutSession, ForeignFields | None]]]:
    for batch in archive_lines.batches(read, user_id, ArchivePart.SESSIONS):
        yield [(each.session, foreign_of(each)) for each in cast("list[ArchivedSession]", batch)]


def foreign_of(archived: ArchivedSession | ArchivedTombstone) -> ForeignFields | None:
    """Read what a session says beside our fields, None where it was made here."""
    return None if archived.foreign is None else _FOREIGN.decode(archived.foreign)

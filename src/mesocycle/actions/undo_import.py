"""Undo an import: its sessions leave the calendar as tombstones, whole, and importing again brings them back."""

import msgspec

from mesocycle.domain.act import Act
from mesocycle.domain.document import Id
from mesocycle.domain.imports import Import
from mesocycle.domain.permission import Deed
from mesocycle.storage import coachings, import_runs, imports
from mesocycle.storage.database import Database, Write


def undo_import(db: Database, user_id: Id, import_id: Id, act: Act) -> Import:
    """Take a whole import back, with whatever was corrected since, and give it with the number of its sessions."""
    return db.write(user_id, act, lambda write: undo_import_in(write, import_id))


def undo_import_in(write: Write, import_id: Id) -> Import:
    """Undo inside a write that is open."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.PERFORM)
    import_runs.get(write, write.owner, import_id, write.now, scope)
    import_runs.require_ended(write, import_id)
    before = imports.get(write, write.owner, import_id)
    imports.mark_undone(write, import_id)
    imports.remove_sessions(write, import_id)
    return msgspec.structs.replace(before, undone_at=write.now)

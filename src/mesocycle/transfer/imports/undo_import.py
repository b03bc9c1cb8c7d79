"""Take a whole import back: its own sessions leave the calendar, those it was matched to wait again."""

from msgspec.structs import replace

from mesocycle.domain.document import Id
from mesocycle.domain.imports.result import Import
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import Refusal, RefusalKind
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.imports import activities, imports
from mesocycle.storage.imports import runs as import_runs
from mesocycle.storage.people import coachings
from mesocycle.transfer.activities.fill_session import empty_session_in


def undo_import(db: Database, user_id: Id, import_id: Id, act: Act) -> Import:
    """Take an import of any source back, whatever was corrected since, and give it with the number of sessions.

    A matched session that can't wait again (its plan has ended) stays as it is.
    """
    return db.write(user_id, act, lambda write: undo_import_in(write, import_id))


def undo_import_in(write: Write, import_id: Id) -> Import:
    """Undo inside a write that is open."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.PERFORM)
    import_runs.get(write, write.owner, import_id, write.now, scope)
    import_runs.require_ended(write, import_id)
    before = imports.get(write, write.owner, import_id)
    imports.mark_undone(write, import_id)
    imports.remove_sessions(write, import_id)
    matched = activities.matched(write, write.owner, import_id=import_id)
    waits_again = [session_id for session_id in matched if _emptied(write, session_id)]
    activities.forget(write, waits_again)
    return replace(before, undone_at=write.now, sessions=before.sessions - len(matched) + len(waits_again))


def _emptied(write: Write, session_id: Id) -> bool:
    try:
        with write.attempt():
            empty_session_in(write, session_id)
    except Refusal as no:
        if no.kind is RefusalKind.BUSY:
            raise
        return False
    return True

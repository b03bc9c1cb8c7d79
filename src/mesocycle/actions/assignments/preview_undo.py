"""Say what undoing would do, of one receipt or of a whole roll-out, and do nothing."""

from mesocycle.actions.assignments.stop_roll_out import require_own
from mesocycle.actions.assignments.undo_receipt import Examined, examine
from mesocycle.domain.assignment.arrangement import leaving
from mesocycle.domain.assignment.receipt import Undoing
from mesocycle.domain.assignment.roll_out import RollOutUndoPreview, UndoneMember
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import Refusal
from mesocycle.storage.assignments import roll_out_undoing
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import users


def preview_undo(db: Database, user_id: Id, receipt_id: Id, act: Act) -> Undoing:
    """Say what undoing a receipt would do, or refuse as undoing would."""
    with db.read() as read:
        return _undoing(read, user_id, examine(read, user_id, receipt_id, act.actor), act)


def preview_roll_out_undo(
    db: Database, roll_out_id: Id, act: Act, *, after: Id | None = None, limit: int = 1_000_000
) -> RollOutUndoPreview:
    """Say for each athlete who got the version what taking the roll-out back would do, or why it stays."""
    with db.read() as read:
        require_own(read, roll_out_id, act.actor)
        found = [
            _member(read, user_id, receipt_id, act)
            for user_id, receipt_id in roll_out_undoing.standing(read, roll_out_id, after=after, limit=limit)
        ]
    return RollOutUndoPreview(id=roll_out_id, members=tuple(found))


def _member(read: Read, user_id: Id, receipt_id: Id, act: Act) -> UndoneMember:
    try:
        found = examine(read, user_id, receipt_id, act.actor)
        return UndoneMember(user_id=user_id, undoing=_undoing(read, user_id, found, act))
    except Refusal as no:
        return UndoneMember(user_id=user_id, refusal=no.document)


def _undoing(read: Read, user_id: Id, found: Examined, act: Act) -> Undoing:
    today = users.today(read, user_id, act.now)
    back = {each.session_id: each for each in found.receipt.removed}
    return Undoing(
        receipt_id=found.receipt.id,
        user_id=user_id,
        removed=leaving(found.leaving, today).removed,
        returning=tuple(back[session_id] for session_id in found.returning),
        moved=found.moved,
    )

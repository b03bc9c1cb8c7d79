"""Complete an assignment: the routine is done; what was never begun leaves, history stays."""

from mesocycle.actions.cancel_assignment import end_assignment_in
from mesocycle.domain.act import Act
from mesocycle.domain.assignment import AssignmentStatus
from mesocycle.domain.document import Id
from mesocycle.domain.receipt import Receipt, ReceiptKind
from mesocycle.storage.database import Database


def complete_assignment(db: Database, user_id: Id, assignment_id: Id, act: Act) -> Receipt:
    """Complete a live assignment; its scheduled sessions become tombstones, its receipt can be undone."""
    return db.write(
        user_id,
        act,
        lambda write: end_assignment_in(write, assignment_id, AssignmentStatus.COMPLETED, ReceiptKind.COMPLETION),
    )

"""End an assignment, given up or done with: what has not begun leaves, history stays."""

from mesocycle.domain.assignment.arrangement import arrange_end, blank_receipt
from mesocycle.domain.assignment.assignment import AssignmentStatus
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind, as_expected
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.assignments import assignments, session_facts
from mesocycle.storage.assignments.settling import settle
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings, users


def cancel_assignment(
    db: Database, user_id: Id, assignment_id: Id, act: Act, *, expected: str | None = None
) -> Receipt:
    """Cancel a live assignment; its scheduled sessions become tombstones, its receipt can be undone."""
    return db.write(user_id, act, lambda write: as_expected(cancel_assignment_in(write, assignment_id), expected))


def cancel_assignment_in(write: Write, assignment_id: Id) -> Receipt:
    """Cancel inside a write that is open."""
    return end_assignment_in(write, assignment_id, AssignmentStatus.CANCELLED, ReceiptKind.CANCELLATION)


def end_assignment_in(write: Write, assignment_id: Id, status: AssignmentStatus, kind: ReceiptKind) -> Receipt:
    """End an assignment with a status; shared by cancelling and completing, which differ in nothing else."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.PLAN)
    old = assignments.get_live(write, write.owner, assignment_id, scope)
    receipt = blank_receipt(
        receipt_id=write.new_id(),
        kind=kind,
        user_id=write.owner,
        at=write.now,
        by=write.by,
        dry_run=False,
        old_assignment_id=old.id,
        routine_version_id=old.routine_version_id,
    )
    arrangement = arrange_end(
        receipt,
        old=old,
        status=status,
        sessions=session_facts.of_assignment(write, write.owner, old.id),
        today=users.today(write, write.owner, write.now),
    )
    settle({write.owner: write}, [arrangement])
    return arrangement.receipt


def complete_assignment(
    db: Database, user_id: Id, assignment_id: Id, act: Act, *, expected: str | None = None
) -> Receipt:
    """Complete a live assignment; its scheduled sessions become tombstones, its receipt can be undone."""

    def deed(write: Write) -> Receipt:
        receipt = end_assignment_in(write, assignment_id, AssignmentStatus.COMPLETED, ReceiptKind.COMPLETION)
        return as_expected(receipt, expected)

    return db.write(user_id, act, deed)

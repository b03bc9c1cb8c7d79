"""Shift an assignment: all its scheduled sessions move by days, the plan's own dates stay."""

from msgspec.structs import replace

from mesocycle.domain.assignment.assignment import LIVE
from mesocycle.domain.assignment.pausing import in_all, require_days, shifted_sessions
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind, as_expected
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.assignments import assignments, receipts, session_facts
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import changes as session_changes


def shift_assignment(
    db: Database, user_id: Id, assignment_id: Id, act: Act, *, days: int, expected: str | None = None
) -> Receipt:
    """Move all scheduled sessions of a live assignment by days, forward or (negative) back, as was `expected`."""
    return db.write(user_id, act, lambda write: as_expected(shift_assignment_in(write, assignment_id, days), expected))


def shift_assignment_in(write: Write, assignment_id: Id, days: int) -> Receipt:
    """Shift inside a write that is open."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.PLAN)
    before = assignments.get_live(write, write.owner, assignment_id, scope)
    require_days(days)
    moved = shifted_sessions(session_facts.of_assignment(write, write.owner, before.id), days)
    after = replace(before, shift_days=in_all(before, days), updated_at=write.now)
    assignments.change(write, after, was=LIVE)
    session_changes.shift(write, moved)
    return receipts.issue(write, ReceiptKind.SHIFT, before, moved)

"""Pause an assignment: nothing moves, and days inside the pause do not count as missed."""

from mesocycle.domain.assignment.assignment import LIVE
from mesocycle.domain.assignment.pausing import pause
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind, as_expected
from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import checked_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings, users


def pause_assignment(
    db: Database, user_id: Id, assignment_id: Id, act: Act, *, from_day: Date | None = None, expected: str | None = None
) -> Receipt:
    """Pause a live assignment from a day on (default: the athlete's today), where it comes to what was `expected`."""
    return db.write(
        user_id, act, lambda write: as_expected(pause_assignment_in(write, assignment_id, from_day), expected)
    )


def pause_assignment_in(write: Write, assignment_id: Id, from_day: Date | None) -> Receipt:
    """Pause inside a write that is open."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.PLAN)
    before = assignments.get_live(write, write.owner, assignment_id, scope)
    first = users.today(write, write.owner, write.now) if from_day is None else checked_day("from", from_day)
    assignments.change(write, pause(before, first, write.now), was=LIVE)
    return receipts.issue(write, ReceiptKind.PAUSE, before)

"""Pause an assignment: nothing moves, and days inside the pause do not count as missed."""

from mesocycle.domain.act import Act
from mesocycle.domain.assignment import LIVE
from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import checked_day
from mesocycle.domain.moving import pause
from mesocycle.domain.permission import Deed
from mesocycle.domain.receipt import Receipt, ReceiptKind
from mesocycle.storage import assignments, coachings, receipts, users
from mesocycle.storage.database import Database, Write


def pause_assignment(
    db: Database, user_id: Id, assignment_id: Id, act: Act, *, from_day: Date | None = None
) -> Receipt:
    """Pause a live assignment from a day on (default: the athlete's today)."""
    return db.write(user_id, act, lambda write: pause_assignment_in(write, assignment_id, from_day))


def pause_assignment_in(write: Write, assignment_id: Id, from_day: Date | None) -> Receipt:
    """Pause inside a write that is open."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.PLAN)
    before = assignments.get_live(write, write.owner, assignment_id, scope)
    first = users.today(write, write.owner, write.now) if from_day is None else checked_day("from", from_day)
    assignments.change(write, pause(before, first, write.now), was=LIVE)
    return receipts.issue(write, ReceiptKind.PAUSE, before)

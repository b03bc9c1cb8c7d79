"""Foretell what pausing, resuming, shifting or ending an assignment would do: the receipt it would leave."""

from msgspec.structs import replace

from mesocycle.domain.assignment.arrangement import arrange_end, blank_receipt
from mesocycle.domain.assignment.assignment import (
    AssignmentStatus,
    PauseRequest,
    ResumeRequest,
    RoutineAssignment,
    ShiftRequest,
)
from mesocycle.domain.assignment.pausing import in_all, pause, require_days, resume, shifted_sessions
from mesocycle.domain.assignment.receipt import MovedSession, Receipt, ReceiptKind
from mesocycle.domain.document import Id
from mesocycle.domain.instant import checked_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.assignments import assignments, session_facts
from mesocycle.storage.engine.database import Database, Read, new_ids
from mesocycle.storage.people import coachings, users

ENDS = {ReceiptKind.CANCELLATION: AssignmentStatus.CANCELLED, ReceiptKind.COMPLETION: AssignmentStatus.COMPLETED}
Wish = PauseRequest | ResumeRequest | ShiftRequest | ReceiptKind
"""What is asked for; an end by the kind of its receipt."""


def foretell_move(db: Database, user_id: Id, assignment_id: Id, wish: Wish, act: Act) -> Receipt:
    """Give the receipt of a move that is not made; refuses what the move itself would be refused for."""
    with db.read() as read:
        scope = coachings.permit(read, act.actor, user_id, Deed.PLAN)
        before = assignments.get_live(read, user_id, assignment_id, scope)
        today = users.today(read, user_id, act.now)
        if isinstance(wish, PauseRequest):
            pause(before, today if wish.from_ is None else checked_day("from", wish.from_), act.now)
            return _blank(ReceiptKind.PAUSE, before, act)
        if isinstance(wish, ResumeRequest):
            first = today if wish.on is None else checked_day("on", wish.on)
            _, days = resume(before, first, act.now, shift=wish.shift)
            moved = _shifted(read, before, days, not_before=before.pauses[-1].from_) if days else ()
            return replace(_blank(ReceiptKind.RESUME, before, act), moved=moved)
        if isinstance(wish, ShiftRequest):
            require_days(wish.days)
            in_all(before, wish.days)
            return replace(_blank(ReceiptKind.SHIFT, before, act), moved=_shifted(read, before, wish.days))
        facts = session_facts.of_assignment(read, user_id, before.id)
        blank = _blank(wish, before, act)
        return arrange_end(blank, old=before, status=ENDS[wish], sessions=facts, today=today).receipt


def _shifted(
    read: Read, before: RoutineAssignment, days: int, *, not_before: str | None = None
) -> tuple[MovedSession, ...]:
    return shifted_sessions(session_facts.of_assignment(read, before.user_id, before.id), days, not_before=not_before)


def _blank(kind: ReceiptKind, before: RoutineAssignment, act: Act) -> Receipt:
    return blank_receipt(
        receipt_id=next(new_ids(act.now)),
        kind=kind,
        user_id=before.user_id,
        at=act.now,
        by=act.actor.id,
        dry_run=True,
        old_assignment_id=before.id,
        routine_version_id=before.routine_version_id,
    )

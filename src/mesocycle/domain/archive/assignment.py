"""What an assignment or a receipt that comes from elsewhere may not say: no doing here could have left it so."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec.structs import replace

from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, RoutineAssignment
from mesocycle.domain.assignment.pausing import MOST_DAYS
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind
from mesocycle.domain.document import Id
from mesocycle.domain.plan.placement import MOST_WEEKS
from mesocycle.domain.reading.checks import TEXT

ENDED_BY = {
    ReceiptKind.REPLACEMENT: AssignmentStatus.REPLACED,
    ReceiptKind.CANCELLATION: AssignmentStatus.CANCELLED,
    ReceiptKind.COMPLETION: AssignmentStatus.COMPLETED,
}
"""How an assignment stands after a receipt that ends it."""
MOVING = (ReceiptKind.SHIFT, ReceiptKind.RESUME)
"""The receipts that move sessions."""
_CREATING = (ReceiptKind.ASSIGNMENT, ReceiptKind.REPLACEMENT, ReceiptKind.COPY)


def why_no_assignment(assignment: RoutineAssignment) -> str | None:
    """Say what of an assignment can't be, or None."""
    return next(_assignment(assignment), None)


def why_no_receipt(
    receipt: Receipt, former: tuple[RoutineAssignment, ...], known: Mapping[Id, RoutineAssignment]
) -> str | None:
    """Say what of a receipt can't be beside the assignments that are known, or None."""
    return next(_receipt(receipt, former, known), None)


def _assignment(assignment: RoutineAssignment) -> Iterator[str]:
    status = assignment.status
    if (status is AssignmentStatus.REPLACED) != (assignment.replaced_by_id is not None):
        yield "it is replaced by nothing, or names what replaced it and is not replaced"
    if assignment.replaced_by_id == assignment.id:
        yield "it is replaced by itself"
    if assignment.origin is Origin.OWN and status is not AssignmentStatus.ACTIVE:
        yield "it holds the one-off sessions and has ended"
    if not 1 <= assignment.start_week <= MOST_WEEKS or not 1 <= assignment.start_day <= 7:  # of a week
        yield "it begins in no week or on no day of one"
    if not 1 <= assignment.cycles <= MOST_WEEKS:
        yield f"it has {assignment.cycles} cycles"
    if not -MOST_DAYS <= assignment.shift_days <= MOST_DAYS:
        yield f"it is shifted by {assignment.shift_days} days"
    if len(set((assignment.weekday_map or {}).values())) < len(assignment.weekday_map or {}):
        yield "it puts two training days on one"
    if len(assignment.notes_for_user or "") > TEXT:
        yield f"its notes are longer than {TEXT} characters"
    yield from _pauses(assignment)


def _pauses(assignment: RoutineAssignment) -> Iterator[str]:
    status, pauses = assignment.status, assignment.pauses
    if any(pause.to is None for pause in pauses[:-1]) or any(p.to is not None and p.to < p.from_ for p in pauses):
        yield "it has a pause that ends before it begins, or never"
    if any(later.from_ <= (earlier.to or "") for earlier, later in pairwise(pauses)):
        yield "its pauses overlap"
    runs = bool(pauses) and pauses[-1].to is None
    if status.live and runs != (status is AssignmentStatus.PAUSED):
        yield "it is paused without a pause that goes on, or the other way round"


def _receipt(
    receipt: Receipt, former: tuple[RoutineAssignment, ...], known: Mapping[Id, RoutineAssignment]
) -> Iterator[str]:
    old, new = receipt.old_assignment_id, receipt.new_assignment_id
    makes = receipt.kind in (ReceiptKind.ASSIGNMENT, ReceiptKind.REPLACEMENT)
    if makes != (new is not None) or (receipt.kind is not ReceiptKind.ASSIGNMENT) != (old is not None) or old == new:
        yield f"a receipt of a {receipt.kind} names other assignments"
    if receipt.dry_run:
        yield "it is of a dry run"
    yield from _told(receipt, None if old is None else known[old])
    versions = {known[each].routine_version_id for each in (old, new) if each is not None}
    if receipt.routine_version_id not in (None, *versions):
        yield "it is of a version that none of its assignments follows"
    if [each.id for each in former] != ([] if old is None else [old]):
        yield "what it says stood there before is another assignment"
        return
    for before in former:
        yield from _former(before, known[before.id])
    if receipt.undone_at is None:
        yield from _result(receipt, known)
    elif new is not None and known[new].status is not AssignmentStatus.UNDONE:
        yield "it was undone, and what it made goes on"


def _told(receipt: Receipt, old: RoutineAssignment | None) -> Iterator[str]:
    """Look whether a receipt of this kind moves and creates sessions at all."""
    if receipt.moved and receipt.kind not in MOVING:
        yield f"a {receipt.kind} moves nothing"
    if receipt.created and receipt.kind not in _CREATING:
        yield f"a {receipt.kind} creates nothing"
    if receipt.kind is ReceiptKind.COPY and old is not None and old.origin is not Origin.OWN:
        yield "it copies sessions into a plan"


def _former(before: RoutineAssignment, now: RoutineAssignment) -> Iterator[str]:
    """Look whether an assignment, as it stood before, is the known one but for what doing changes."""
    if not before.status.live:
        yield "what it says stood there before had ended"
    if (no := why_no_assignment(before)) is not None:
        yield f"of what it says stood there before {no}"
    if restored(now, before) != replace(before, updated_at=now.updated_at):
        yield "what it says stood there before is not the assignment that is known"


def restored(now: RoutineAssignment, before: RoutineAssignment) -> RoutineAssignment:
    """Give an assignment its former status, pauses and shift: all that any doing changes, and so all that undo does."""
    return replace(
        now,
        status=before.status,
        pauses=before.pauses,
        shift_days=before.shift_days,
        replaced_by_id=before.replaced_by_id,
    )


def _result(receipt: Receipt, known: Mapping[Id, RoutineAssignment]) -> Iterator[str]:
    old, new = known.get(receipt.old_assignment_id or ""), known.get(receipt.new_assignment_id or "")
    ended = ENDED_BY.get(receipt.kind)
    if old is not None and ended is not None and old.status is not ended:
        yield f"it ended an assignment that is {old.status}"
    if receipt.kind is ReceiptKind.REPLACEMENT and old is not None and old.replaced_by_id != receipt.new_assignment_id:
        yield "it put another assignment in the place of the old one"
    if new is not None and new.status is AssignmentStatus.UNDONE:
        yield "what it made was undone, and it was not"
    if new is not None and receipt.routine_version_id != new.routine_version_id:
        yield "it is of another version than the assignment that it made"

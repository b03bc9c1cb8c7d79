"""Take a receipt back: the state before it returns, while nothing of the new state has begun."""

from msgspec.structs import replace

from mesocycle.domain.archive.assignment import restored, why_no_assignment
from mesocycle.domain.assignment.assignment import LIVE, AssignmentStatus, RoutineAssignment
from mesocycle.domain.assignment.receipt import MovedSession, Receipt
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import UndoNotPossible
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.session import RemovalReason
from mesocycle.storage.assignments import assignments, receipts, session_facts
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings, users
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import tombstones
from mesocycle.storage.sessions.removals import Removal, remove_scheduled


def undo_receipt(db: Database, user_id: Id, receipt_id: Id, act: Act) -> Receipt:
    """Undo the latest receipt of an assignment; gives it with `undoneAt`, there is no new receipt."""
    return db.write(user_id, act, lambda write: undo_receipt_in(write, receipt_id))


def undo_receipt_in(write: Write, receipt_id: Id) -> Receipt:
    """Undo inside a write that is open."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.PLAN)
    receipt, former = receipts.get_with_former(write, write.owner, receipt_id, scope)
    subject = receipt.new_assignment_id or receipt.old_assignment_id or ""
    _require_latest(write, receipt, subject)
    if receipt.new_assignment_id is not None:
        _withdraw(write, receipt, receipt.new_assignment_id)
    for before in former:
        if before.id == receipt.old_assignment_id:
            _restore(write, receipt, before)
    return receipts.mark_undone(write, receipt.id)


def _require_latest(write: Write, receipt: Receipt, subject: Id) -> None:
    if receipt.undone_at is not None:
        raise UndoNotPossible(f"The receipt was undone at {receipt.undone_at}.", "Nothing is left to do.")
    latest = receipts.latest_standing(write, write.owner, subject)
    if latest is not None and latest != receipt.id:
        raise UndoNotPossible(
            f"A later receipt ({latest}) stands on the same assignment.",
            f"Undo that one first: {Do('assignment undo', (latest,))}.",
            facts={"receiptId": latest},
        )


def _withdraw(write: Write, receipt: Receipt, assignment_id: Id) -> None:
    """Take back what the receipt created, if none of it has begun."""
    new = assignments.get_live(write, write.owner, assignment_id)
    begun = [facts for facts in session_facts.of_assignment(write, write.owner, new.id) if facts.kept]
    if begun:
        raise UndoNotPossible(
            f"{begun[0].workout_name} on {begun[0].day} is {begun[0].status.value} already.",
            "What has begun stays; replace the assignment by the version you want instead.",
            facts={"sessionIds": [facts.id for facts in begun]},
        )
    assignments.change(write, replace(new, status=AssignmentStatus.UNDONE, updated_at=write.now), was=LIVE)
    today = users.today(write, write.owner, write.now)
    removal = Removal(assignment_id=new.id, reason=RemovalReason.UNDONE, receipt_id=receipt.id, today=today)
    remove_scheduled({write.owner: write}, {write.owner: removal})


def _restore(write: Write, receipt: Receipt, before: RoutineAssignment) -> None:
    """Give an assignment its former state, and its removed sessions their place.

    What a receipt says stood there before may have come from elsewhere: of it counts what doing changes, no more.
    """
    now = assignments.get(write, write.owner, before.id)
    after = restored(now, before)
    if (no := why_no_assignment(after)) is not None:
        raise UndoNotPossible(
            f"What the receipt says stood there before can't have stood there: {no}.",
            "The assignment stays as it is; replace it or end it instead.",
        )
    if before.status.live:
        routine_id = now.parent_routine_id
        other = assignments.live_of_routine(write, [write.owner], routine_id).get(write.owner)
        if other is not None and other.id != before.id:
            raise UndoNotPossible(
                f"The athlete follows the routine by another assignment now ({other.id}).",
                "Cancel that assignment first.",
                facts={"assignmentId": other.id},
            )
    assignments.change(write, replace(after, updated_at=write.now), was=tuple(AssignmentStatus))
    theirs = {facts.id for facts in session_facts.of_assignment(write, write.owner, now.id)}
    back = [MovedSession(session_id=m.session_id, from_=m.to, to=m.from_) for m in receipt.moved]
    session_changes.shift(write, [each for each in back if each.session_id in theirs])
    removed = tombstones.of_receipt(write, write.owner, receipt.id, now.id)
    ids = {session_id: write.new_id() for session_id in removed if session_id in _removed_by(receipt)}
    tombstones.revive(write, ids, reason=f"receipt {receipt.id} undone")


def _removed_by(receipt: Receipt) -> set[Id]:
    """Name what the receipt removed: the tombstones of what it had created bear its id too."""
    return {removed.session_id for removed in receipt.removed}

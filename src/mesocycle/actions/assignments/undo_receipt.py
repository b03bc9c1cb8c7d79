"""Take a receipt back: the state before it returns, while nothing of the new state has begun."""

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.domain.archive.assignment import restored, why_no_assignment
from mesocycle.domain.assignment.assignment import LIVE, AssignmentStatus, RoutineAssignment
from mesocycle.domain.assignment.receipt import MovedSession, Receipt, ReceiptKind
from mesocycle.domain.assignment.schedule import SessionFacts
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import UndoNotPossible
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.session import RemovalReason
from mesocycle.storage.assignments import assignments, receipts, session_facts
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.people import coachings, users
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import tombstones
from mesocycle.storage.sessions.removals import Removal, remove_scheduled


def undo_receipt(db: Database, user_id: Id, receipt_id: Id, act: Act) -> Receipt:
    """Undo the latest receipt of an assignment, or any of copies; gives it with `undoneAt`, there is no new receipt."""
    return db.write(user_id, act, lambda write: undo_receipt_in(write, receipt_id))


def undo_receipt_in(write: Write, receipt_id: Id) -> Receipt:
    """Undo inside a write that is open."""
    found = examine(write, write.owner, receipt_id, write.act.actor)
    if found.receipt.kind is ReceiptKind.COPY:
        _remove(write, found.receipt, tuple(each.id for each in found.leaving))
    if found.new is not None:
        assignments.change(write, replace(found.new, status=AssignmentStatus.UNDONE, updated_at=write.now), was=LIVE)
        _remove(write, found.receipt)
    if found.after is not None:
        _restore(write, found)
    return receipts.mark_undone(write, found.receipt.id)


class Examined(Struct, frozen=True, kw_only=True):
    """A receipt that can be undone, and what undoing it changes."""

    receipt: Receipt
    new: RoutineAssignment | None = None
    """What it created, to be withdrawn."""
    leaving: tuple[SessionFacts, ...] = ()
    """The sessions of that, or the copies that it made."""
    after: RoutineAssignment | None = None
    """What it changed, as it stood before."""
    moved: tuple[MovedSession, ...] = ()
    returning: tuple[Id, ...] = ()


def examine(read: Read, user_id: Id, receipt_id: Id, actor: Actor) -> Examined:
    """Say what undoing a receipt changes, or refuse: the same for a look beforehand and for the deed."""
    scope = coachings.permit(read, actor, user_id, Deed.PLAN)
    receipt, former = receipts.get_with_former(read, user_id, receipt_id, scope)
    if receipt.kind is ReceiptKind.COPY:
        return Examined(receipt=receipt, leaving=_copies(read, receipt))
    _require_latest(read, user_id, receipt)
    new: RoutineAssignment | None = None
    leaving: tuple[SessionFacts, ...] = ()
    if receipt.new_assignment_id is not None:
        new = assignments.get_live(read, user_id, receipt.new_assignment_id)
        leaving = _leaving(read, new)
    before = next((each for each in former if each.id == receipt.old_assignment_id), None)
    if before is None:
        return Examined(receipt=receipt, new=new, leaving=leaving)
    after = _as_before(read, user_id, before, new)
    theirs = {facts.id for facts in session_facts.of_assignment(read, user_id, before.id)}
    back = [MovedSession(session_id=m.session_id, from_=m.to, to=m.from_) for m in receipt.moved]
    removed = tombstones.of_receipt(read, user_id, receipt.id, before.id)
    return Examined(
        receipt=receipt,
        new=new,
        leaving=leaving,
        after=after,
        moved=tuple(each for each in back if each.session_id in theirs),
        returning=tuple(each for each in removed if each in _removed_by(receipt)),
    )


def _require_standing(receipt: Receipt) -> None:
    if receipt.undone_at is not None:
        raise UndoNotPossible(f"The receipt was undone at {receipt.undone_at}.", "Nothing is left to do.")


def _copies(read: Read, receipt: Receipt) -> tuple[SessionFacts, ...]:
    """Give the copies that nobody has begun: each stands for itself, beside the plans and beside the others."""
    _require_standing(receipt)
    copied = {each.session_id for each in receipt.created}
    there = session_facts.of_assignment(read, receipt.user_id, receipt.subject)
    leaving = tuple(each for each in there if each.id in copied and not each.kept)
    if not leaving:
        raise UndoNotPossible("None of the copies is left that has not begun.", "What has begun stays.")
    return leaving


def _require_latest(read: Read, user_id: Id, receipt: Receipt) -> None:
    _require_standing(receipt)
    latest = receipts.latest_standing(read, user_id, receipt.subject)
    if latest is not None and latest != receipt.id:
        raise UndoNotPossible(
            f"A later receipt ({latest}) stands on the same assignment.",
            f"Undo that one first: {Do('assignment undo', (latest,))}.",
            facts={"receiptId": latest},
        )


def _leaving(read: Read, new: RoutineAssignment) -> tuple[SessionFacts, ...]:
    """Give the sessions of what the receipt created, if none of it has begun."""
    there = session_facts.of_assignment(read, new.user_id, new.id)
    begun = [facts for facts in there if facts.kept]
    if begun:
        raise UndoNotPossible(
            f"{begun[0].workout_name} on {begun[0].day} is {begun[0].status.value} already.",
            "What has begun stays; replace the assignment by the version you want instead.",
            facts={"sessionIds": [facts.id for facts in begun]},
        )
    return tuple(there)


def _remove(write: Write, receipt: Receipt, only: tuple[Id, ...] | None = None) -> None:
    """Take what a receipt created off the calendar: all of its assignment, or some."""
    removal = Removal(
        assignment_id=receipt.subject,
        only=only,
        reason=RemovalReason.UNDONE,
        receipt_id=receipt.id,
        today=users.today(write, write.owner, write.now),
    )
    remove_scheduled({write.owner: write}, {write.owner: removal})


def _as_before(read: Read, user_id: Id, before: RoutineAssignment, new: RoutineAssignment | None) -> RoutineAssignment:
    """Give an assignment in its former state, if it can have it again.

    What a receipt says stood there before may have come from elsewhere: of it counts what doing changes, no more.
    """
    now = assignments.get(read, user_id, before.id)
    after = restored(now, before)
    if (no := why_no_assignment(after)) is not None:
        raise UndoNotPossible(
            f"What the receipt says stood there before can't have stood there: {no}.",
            "The assignment stays as it is; replace it or end it instead.",
        )
    if before.status.live:
        routine_id = now.parent_routine_id
        other = assignments.live_of_routine(read, [user_id], routine_id).get(user_id)
        if other is not None and other.id not in (before.id, None if new is None else new.id):
            raise UndoNotPossible(
                f"The athlete follows the routine by another assignment now ({other.id}).",
                "Cancel that assignment first.",
                facts={"assignmentId": other.id},
            )
    return after


def _restore(write: Write, found: Examined) -> None:
    """Give the assignment its former state, and its removed sessions their place."""
    assert found.after is not None  # noqa: S101  # asked by whoever calls
    assignments.change(write, replace(found.after, updated_at=write.now), was=tuple(AssignmentStatus))
    session_changes.shift(write, list(found.moved))
    ids = {session_id: write.new_id() for session_id in found.returning}
    tombstones.revive(write, ids, reason=f"receipt {found.receipt.id} undone")


def _removed_by(receipt: Receipt) -> set[Id]:
    """Name what the receipt removed: the tombstones of what it had created bear its id too."""
    return {removed.session_id for removed in receipt.removed}

"""`/receipts`: what assigning, replacing, pausing and ending did, and taking it back."""

from collections.abc import Callable

from mesocycle.actions.assignments.accept_carry_overs import accept_carry_overs, look_at_carry_overs
from mesocycle.actions.assignments.preview_undo import preview_undo
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.domain.assignment.carry_over import CarriedOver, CarryOver, CarryOverChoice, CarryOverNotPossible
from mesocycle.domain.assignment.receipt import Receipt, Undoing
from mesocycle.domain.document import Id
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import AssignmentNotLive, NotFound, NotPermitted, UndoNotPossible
from mesocycle.domain.session.rules import SessionChanged, SessionNotScheduled
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.conditions import seq_tag
from mesocycle.http.queries import OfUser, PageOfUser
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import coachings

routes = Routes("Receipts", described="What an assignment, a replacement or an end removed, kept and created.")


class ReceiptsOfUser(PageOfUser, frozen=True, kw_only=True):
    """Which receipts."""

    assignment_id: Id | None = None


def answer_with_receipt(read: Read, receipt: Receipt, *, status: int = 200, location: str | None = None) -> Answer:
    """Answer with a receipt; what only tells what would happen has no `ETag`."""
    return answers.document(receipt, status=status, tag=_tag(read, receipt), location=location)


def _tag(read: Read, receipt: Receipt) -> str | None:
    seq = None if receipt.dry_run else receipts.seq_of(read, receipt.user_id, receipt.id)
    return None if seq is None else seq_tag(seq, receipt.undone_at or receipt.at)


def receipt_tag(call: Call, receipt_id: Id) -> Callable[[Read], str | None]:
    """Give what finds the `ETag` that a receipt has now; who may not see it learns that it is not there."""

    def present(read: Read) -> str | None:
        scope = coachings.permit(read, call.actor, call.owner, Deed.SEE)
        return _tag(read, receipts.get(read, call.owner, receipt_id, scope))

    return present


@routes.get("/receipts", gives=list[Receipt], query=ReceiptsOfUser)
def every(call: Call) -> Answer:
    """List an athlete's receipts, newest first."""
    asked = call.asked(ReceiptsOfUser)
    after = answers.seen(asked, str)
    with call.seeing() as (read, scope):
        found = receipts.newest_first(
            read,
            call.owner,
            scope,
            assignment_id=asked.assignment_id,
            after=None if after is None else after[0],
            limit=asked.limit + 1,
        )
    return answers.cut(found, asked, lambda receipt: (receipt.id,))


@routes.get("/receipts/{receiptId}", gives=Receipt, query=OfUser, tagged=True)
def one(call: Call, receipt_id: Id) -> Answer:
    """Get one receipt; with `undoneAt` it was taken back."""
    with call.seeing() as (read, scope):
        return answer_with_receipt(read, receipts.get(read, call.owner, receipt_id, scope))


@routes.get(
    "/receipts/{receiptId}/undo-preview",
    gives=Undoing,
    query=OfUser,
    refusals=(UndoNotPossible, AssignmentNotLive, NotPermitted),
)
def preview(call: Call, receipt_id: Id) -> Answer:
    """Tell what undoing a receipt would do, and do nothing: what leaves, what returns, what goes back."""
    return answers.document(preview_undo(call.db, call.owner, receipt_id, call.act))


@routes.post(
    "/receipts/{receiptId}/undo",
    gives=Receipt,
    query=OfUser,
    tagged=True,
    refusals=(UndoNotPossible, AssignmentNotLive, NotFound, NotPermitted),
)
def undo(call: Call, receipt_id: Id) -> Answer:
    """Take a receipt back, while nothing of what it created has begun.

    Only the latest receipt of an assignment can be undone, of copies any: those that have begun stay. There is no new
    receipt, this one gets `undoneAt`.
    """
    return call.change(
        lambda db: undo_receipt(db, call.owner, receipt_id, call.act),
        answer_with_receipt,
        present=receipt_tag(call, receipt_id),
    )


@routes.get("/receipts/{receiptId}/carry-overs", gives=list[CarryOver], query=PageOfUser, refusals=(NotFound,))
def carry_overs(call: Call, receipt_id: Id) -> Answer:
    """List what was changed for the athlete alone in sessions that gave way, and what has become of each offer."""
    with call.db.read() as read:
        found = look_at_carry_overs(read, call.owner, receipt_id, call.act)
    place = {each.id: place for place, each in enumerate(found)}
    return answers.cut_sorted(found, call.asked(PageOfUser), lambda each: (place[each.id],), int)


@routes.post(
    "/receipts/{receiptId}/carry-overs/accept",
    takes=CarryOverChoice,
    gives=CarriedOver,
    query=OfUser,
    refusals=(CarryOverNotPossible, SessionNotScheduled, SessionChanged, NotFound, NotPermitted),
)
def carry_over(call: Call, receipt_id: Id) -> Answer:
    """Take the lines that are named over into the sessions of the new version, all or none.

    Each session is adjusted once; what was taken before is left alone.
    """
    given = call.body(CarryOverChoice)
    return call.change(
        lambda db: accept_carry_overs(db, call.owner, receipt_id, given.lines, call.act),
        lambda _, carried: answers.document(carried),
    )

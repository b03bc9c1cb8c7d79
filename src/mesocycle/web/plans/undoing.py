"""What taking a receipt back would do, in the form in which pages show what changes."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.actions.assignments.preview_undo import preview_undo
from mesocycle.domain.assignment.arrangement import blank_receipt
from mesocycle.domain.assignment.receipt import CreatedSession, Receipt, ReceiptKind, Undoing
from mesocycle.domain.document import Id
from mesocycle.domain.instant import ALL_DAY
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.session.summary import session_summary
from mesocycle.http.call import Call
from mesocycle.storage.engine.database import Read
from mesocycle.storage.sessions import sessions
from mesocycle.web.frame.said import Said
from mesocycle.web.frame.words import Words


class UndoShown(Struct, frozen=True, kw_only=True):
    """What would leave, return and go back, with the names of what moves; or why nothing can be taken back."""

    receipt: Receipt | None
    names: Mapping[Id, str]
    no: Said | None


def undo_shown(call: Call, user_id: Id, receipt_id: Id, words: Words) -> UndoShown:
    """Look at what taking a receipt back would do."""
    try:
        found = preview_undo(call.db, user_id, receipt_id, call.act)
    except Refusal as no:
        return UndoShown(receipt=None, names={}, no=Said.of(no, words))
    receipt = undoing_as_receipt(found, call.now)
    with call.db.read() as read:
        names = moved_names(read, user_id, receipt)
    return UndoShown(receipt=receipt, names=names, no=None)


def undoing_as_receipt(found: Undoing, now: str) -> Receipt:
    """Give what returns as what comes."""
    return replace(
        blank_receipt(
            receipt_id=found.receipt_id, kind=ReceiptKind.SHIFT, user_id=found.user_id, at=now, by="", dry_run=True
        ),
        removed=found.removed,
        created=tuple(
            CreatedSession(
                session_id=each.session_id,
                workout_name=each.workout_name,
                scheduled_date=each.scheduled_date,
                scheduled_time=ALL_DAY,
            )
            for each in found.returning
        ),
        moved=found.moved,
    )


def moved_names(read: Read, user_id: Id, receipt: Receipt) -> Mapping[Id, str]:
    """Name the sessions that a receipt moves: it knows only their ids."""
    there = sessions.several(read, user_id, [each.session_id for each in receipt.moved])
    return {each.id: session_summary(each).workout_name for each in there}

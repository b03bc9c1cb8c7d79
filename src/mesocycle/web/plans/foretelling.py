"""What a button of a plan asks for, what it will change, and whether that is still so when it is confirmed."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from mesocycle.actions.assignments.end_assignment import cancel_assignment, complete_assignment
from mesocycle.actions.assignments.foretell_move import foretell_move
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.domain.assignment.assignment import PauseRequest, ReplacementRequest, ResumeRequest, ShiftRequest
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind
from mesocycle.domain.document import Date, Id
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.http.call import Call
from mesocycle.web.frame.queries import PageQuery

PlanMove = Literal["pause", "resume", "shift", "replace", "cancel", "complete"]
MOVES: tuple[PlanMove, ...] = ("pause", "resume", "shift", "replace", "cancel", "complete")


class PlanQuery(PageQuery, frozen=True, kw_only=True):
    """What is asked for."""

    days: Annotated[int | None, Meta(description="By how many days; negative: earlier.")] = None
    back: Annotated[Literal["earlier", "later"], Meta(description="Which way `days` go.")] = "later"
    keep: Annotated[bool, Meta(description="Whether the rest keeps its dates after a pause.")] = False
    first: Annotated[Date | None, Meta(description="The first day of a pause, or after it.")] = None
    version: Annotated[Id | None, Meta(description="The version that takes its place.")] = None


class AskedMove(Struct, frozen=True, kw_only=True):
    """A move of one plan, from the address of its page or from the form that confirms it."""

    assignment_id: Id
    move: PlanMove
    days: int | None = None
    keep: bool = False
    first: Date | None = None
    version: Id | None = None


def foretold(call: Call, asked: AskedMove) -> Receipt:
    """Give the receipt that the move would leave, and change nothing."""
    me, plan = call.actor.id, asked.assignment_id
    if asked.move == "replace":
        return replace_assignment(call.db, me, plan, _version(asked), _CONTINUING, call.act, dry_run=True)
    wish: PauseRequest | ResumeRequest | ShiftRequest | ReceiptKind
    if asked.move == "pause":
        wish = PauseRequest(from_=asked.first)
    elif asked.move == "resume":
        wish = ResumeRequest(shift=not asked.keep, on=asked.first)
    elif asked.move == "shift":
        wish = ShiftRequest(days=asked.days or 0)
    else:
        wish = ReceiptKind.CANCELLATION if asked.move == "cancel" else ReceiptKind.COMPLETION
    return foretell_move(call.db, me, plan, wish, call.act)


def done(call: Call, asked: AskedMove, expected: str) -> Receipt:
    """Make the move, where it still comes to the receipt that was shown."""
    me, plan = call.actor.id, asked.assignment_id
    if asked.move == "replace":
        return replace_assignment(call.db, me, plan, _version(asked), _CONTINUING, call.act, expected=expected)
    if asked.move == "pause":
        return pause_assignment(call.db, me, plan, call.act, from_day=asked.first, expected=expected)
    if asked.move == "resume":
        return resume_assignment(
            call.db, me, plan, call.act, shift=not asked.keep, on_day=asked.first, expected=expected
        )
    if asked.move == "shift":
        return shift_assignment(call.db, me, plan, call.act, days=asked.days or 0, expected=expected)
    end = cancel_assignment if asked.move == "cancel" else complete_assignment
    return end(call.db, me, plan, call.act, expected=expected)


_CONTINUING = ReplacementRequest(continue_=True)


def _version(asked: AskedMove) -> Id:
    if asked.version is None:
        raise DocumentNotValid("No version was chosen.", "Choose the one that is to take its place.")
    return asked.version

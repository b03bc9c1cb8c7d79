"""`/routine-assignments/{id}/pause` and the like: what becomes of an assignment that is followed."""

from collections.abc import Callable

from mesocycle.actions.assignments.end_assignment import cancel_assignment, complete_assignment
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.api.assignments.receipts import answer_with_receipt
from mesocycle.api.assignments.routine_assignments import assignment_tag
from mesocycle.domain.assignment.assignment import PauseRequest, ResumeRequest, ShiftRequest
from mesocycle.domain.assignment.pausing import PauseNotPossible, ShiftNotPossible
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import Id
from mesocycle.domain.refusal import AssignmentNotLive, NotFound, NotPermitted
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Database

routes = Routes("Assignment moves", described="What becomes of an assignment that is followed.")

_ENDED = (AssignmentNotLive, NotFound, NotPermitted)


@routes.post(
    "/routine-assignments/{routineAssignmentId}/pause",
    takes=PauseRequest,
    body_optional=True,
    gives=Receipt,
    query=OfUser,
    tagged=True,
    refusals=(PauseNotPossible, *_ENDED),
)
def pause(call: Call, routine_assignment_id: Id) -> Answer:
    """Pause an assignment: nothing moves, and the days of the pause are not counted as missed."""
    given = call.body(PauseRequest)
    return _moved(
        call,
        routine_assignment_id,
        lambda db: pause_assignment(db, call.owner, routine_assignment_id, call.act, from_day=given.from_),
    )


@routes.post(
    "/routine-assignments/{routineAssignmentId}/resume",
    takes=ResumeRequest,
    gives=Receipt,
    query=OfUser,
    tagged=True,
    refusals=(PauseNotPossible, ShiftNotPossible, *_ENDED),
)
def resume(call: Call, routine_assignment_id: Id) -> Answer:
    """Resume after a pause; `shift` says whether the rest moves by the days lost or keeps its dates."""
    given = call.body(ResumeRequest)
    return _moved(
        call,
        routine_assignment_id,
        lambda db: resume_assignment(
            db, call.owner, routine_assignment_id, call.act, shift=given.shift, on_day=given.on
        ),
    )


@routes.post(
    "/routine-assignments/{routineAssignmentId}/shift",
    takes=ShiftRequest,
    gives=Receipt,
    query=OfUser,
    tagged=True,
    refusals=(ShiftNotPossible, *_ENDED),
)
def shift(call: Call, routine_assignment_id: Id) -> Answer:
    """Shift all sessions that have not begun by days, later or (negative) earlier."""
    given = call.body(ShiftRequest)
    return _moved(
        call,
        routine_assignment_id,
        lambda db: shift_assignment(db, call.owner, routine_assignment_id, call.act, days=given.days),
    )


@routes.post(
    "/routine-assignments/{routineAssignmentId}/cancel", gives=Receipt, query=OfUser, tagged=True, refusals=_ENDED
)
def cancel(call: Call, routine_assignment_id: Id) -> Answer:
    """Cancel an assignment: what has not begun leaves, history stays."""
    return _moved(
        call,
        routine_assignment_id,
        lambda db: cancel_assignment(db, call.owner, routine_assignment_id, call.act),
    )


@routes.post(
    "/routine-assignments/{routineAssignmentId}/complete", gives=Receipt, query=OfUser, tagged=True, refusals=_ENDED
)
def complete(call: Call, routine_assignment_id: Id) -> Answer:
    """Complete an assignment: the routine is done; what was never begun leaves, history stays."""
    return _moved(
        call,
        routine_assignment_id,
        lambda db: complete_assignment(db, call.owner, routine_assignment_id, call.act),
    )


def _moved(call: Call, assignment_id: Id, deed: Callable[[Database], Receipt]) -> Answer:
    return call.change(deed, answer_with_receipt, present=assignment_tag(call, assignment_id))

"""`/routine-assignments`: who follows which version, from when, and what takes its place."""

from collections.abc import Callable

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.api.assignments.receipts import answer_with_receipt
from mesocycle.domain.assignment.assignment import AssignmentStatus, NewAssignment, NewReplacement, RoutineAssignment
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.assignment.schedule import IncludeNotPossible
from mesocycle.domain.document import Id
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.placement import BeginNotPossible, NothingToSchedule
from mesocycle.domain.refusal import (
    AlreadyExists,
    AssignmentNotLive,
    NotFound,
    NotPermitted,
    RoutineAlreadyFollowed,
    VersionArchived,
)
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.conditions import seq_tag
from mesocycle.http.queries import OfUser, PageOfUser
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import coachings

routes = Routes("Routine assignments", described="One athlete following one version of a routine from a day on.")

_BEGIN = (BeginNotPossible, NothingToSchedule, RoutineAlreadyFollowed, VersionArchived, NotFound, NotPermitted)


class AssignmentsOfUser(PageOfUser, frozen=True, kw_only=True):
    """Which assignments."""

    status: tuple[AssignmentStatus, ...] = ()
    """Several parted by commas; absent: all."""
    parent_routine_id: Id | None = None


def assignment_tag(call: Call, assignment_id: Id) -> Callable[[Read], str | None]:
    """Give what finds the `ETag` that an assignment has now; who may not see it learns that it is not there."""

    def present(read: Read) -> str | None:
        scope = coachings.permit(read, call.actor, call.owner, Deed.SEE)
        state = assignments.state_of(read, call.owner, assignment_id, scope)
        return None if state is None else seq_tag(*state)

    return present


@routes.get("/routine-assignments", gives=list[RoutineAssignment], query=AssignmentsOfUser)
def every(call: Call) -> Answer:
    """List an athlete's assignments, newest first; among them the one that holds the one-off sessions."""
    asked = call.asked(AssignmentsOfUser)
    after = answers.seen(asked, str, str)
    with call.seeing() as (read, scope):
        found = assignments.newest_first(
            read,
            call.owner,
            scope,
            statuses=asked.status,
            routine_id=asked.parent_routine_id,
            after=after,
            limit=asked.limit + 1,
        )
    return answers.cut(found, asked, lambda assignment: (assignment.created_at, assignment.id))


@routes.get("/routine-assignments/{routineAssignmentId}", gives=RoutineAssignment, query=OfUser, tagged=True)
def one(call: Call, routine_assignment_id: Id) -> Answer:
    """Get one assignment."""
    with call.seeing() as (read, scope):
        found = assignments.get(read, call.owner, routine_assignment_id, scope)
        state = assignments.state_of(read, call.owner, routine_assignment_id, scope)
        return answers.document(found, tag=None if state is None else seq_tag(*state))


@routes.post(
    "/routine-assignments",
    takes=NewAssignment,
    gives=Receipt,
    query=OfUser,
    status=201,
    refusals=(*_BEGIN, AlreadyExists),
)
def assign(call: Call) -> Answer:
    """Assign a version to an athlete: its sessions stand on the calendar, each with its snapshot.

    The answer is the receipt; `newAssignmentId` names the assignment. What the plan asks for and the athlete does
    not have yet (a training max, a threshold pace) never blocks; it is named in `missingReferences`.
    """
    given = call.body(NewAssignment)

    def answer(read: Read, receipt: Receipt) -> Answer:
        location = call.address_of(f"/routine-assignments/{receipt.new_assignment_id}")
        return answer_with_receipt(read, receipt, status=201, location=location)

    return call.change(
        lambda db: assign_routine(
            db,
            call.owner,
            given.routine_version_id,
            given,
            call.act,
            assignment_id=given.id,
            expected=given.expected,
        ),
        answer,
    )


@routes.post(
    "/routine-assignments/preview",
    takes=NewAssignment,
    gives=Receipt,
    query=OfUser,
    keyed=False,
    refusals=(*_BEGIN, AlreadyExists),
)
def preview(call: Call) -> Answer:
    """Tell what assigning would do, and do nothing: the same receipt, with `dryRun`."""
    given = call.body(NewAssignment)
    call.require_sight()
    receipt = assign_routine(
        call.db, call.owner, given.routine_version_id, given, call.act, assignment_id=given.id, dry_run=True
    )
    return answers.document(receipt)


@routes.post(
    "/routine-assignments/{routineAssignmentId}/replacement",
    takes=NewReplacement,
    gives=Receipt,
    query=OfUser,
    tagged=True,
    refusals=(*_BEGIN, AssignmentNotLive, IncludeNotPossible),
)
def replace(call: Call, routine_assignment_id: Id) -> Answer:
    """Put a version in the place of an assignment: what has not begun gives way, what was begun or done stays.

    `continue` takes over where the athlete stands; else the version begins as `startDate`, `startWeek`, `startDay`
    or `raceDate` say. With `dryRun` nothing is done, and the receipt tells what would be.
    """
    given = call.body(NewReplacement)
    return call.change(
        lambda db: replace_assignment(
            db,
            call.owner,
            routine_assignment_id,
            given.routine_version_id,
            given,
            call.act,
            dry_run=given.dry_run,
            expected=given.expected,
        ),
        answer_with_receipt,
        present=assignment_tag(call, routine_assignment_id),
    )

"""What the tests of assigning and replacing share: one athlete, and versions of one routine."""

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentRequest, RoutineAssignment
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user, an_act, the_versions
from tests.builders import a_version, a_workout

MONDAY = AssignmentRequest(start_date="2026-01-05")
"""The day `NOW` falls on: four Mondays follow."""


def two_versions(owner: str, **given: object) -> tuple[RoutineVersion, RoutineVersion]:
    """Give versions v1 and v2 of one routine, four Mondays each; the second renames the workout."""
    first = a_version(id="v1", version=1, created_by=owner, **given)
    second = a_version(id="v2", version=2, created_by=owner, **{"workouts": (a_workout(name="Squat day II"),), **given})
    return first, second


def ann_follows(db: Database, **given: object) -> tuple[User, Receipt]:
    """Let Ann follow the first of two versions from Monday 5 January 2026."""
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann", **given))
    return ann, assign_routine(db, "ann", "v1", MONDAY, an_act(ann))


def new_of(receipt: Receipt) -> str:
    """Give the id of the assignment a receipt made."""
    assert receipt.new_assignment_id is not None
    return receipt.new_assignment_id


def stored(db: Database, assignment_id: str) -> RoutineAssignment:
    """Read one of Ann's assignments."""
    with db.read() as read:
        return assignments.get(read, "ann", assignment_id)

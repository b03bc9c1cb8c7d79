"""What the tests of people share."""

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.arrange import (
    an_act,
)

FROM_TODAY = AssignmentRequest(start_date="2026-01-05")


def a_trained_month(db: Database, athlete: User, version_id: str, by: User) -> str:
    """Assign a version, do its first session, and give the assignment's id."""
    receipt = assign_routine(db, athlete.id, version_id, FROM_TODAY, an_act(by))
    first = receipt.created[0].session_id
    start_session(db, athlete.id, first, an_act(athlete))
    complete_session(db, athlete.id, first, an_act(athlete, "2026-01-05T10:00:00.000Z"))
    return receipt.new_assignment_id or ""

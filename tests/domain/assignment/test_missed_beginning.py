"""A beginning so late in the week that its week is lost is said, with the day on which it would be whole."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.assignment.receipt import MissedBeginning
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine, a_user, an_act

SUNDAY, TUESDAY, MONDAY = "2031-01-05", "2031-01-07", "2031-01-06"


@pytest.fixture
def ann(db: Database) -> User:
    """Add Ann."""
    return a_user(db)


def missed(db: Database, ann: User, wish: AssignmentRequest) -> MissedBeginning | None:
    """Say what a receipt says of a beginning."""
    version = a_routine(db, ann)
    return assign_routine(db, ann.id, version.id, wish, an_act(ann), dry_run=True).missed_beginning


@pytest.mark.parametrize(("start", "monday"), [(SUNDAY, MONDAY), (TUESDAY, "2031-01-13")])
def test_a_week_without_any_session_left_is_named_with_the_monday_after(
    db: Database, ann: User, start: str, monday: str
) -> None:
    found = missed(db, ann, AssignmentRequest(start_date=start))

    assert found == MissedBeginning(first_week=2, weeks=4, begin_instead=monday)


@pytest.mark.parametrize(
    "wish",
    [
        AssignmentRequest(start_date=MONDAY),
        AssignmentRequest(start_date=SUNDAY, start_day=7),
        AssignmentRequest(start_date=SUNDAY, race_date="2031-03-02"),
    ],
)
def test_a_beginning_that_is_whole_or_was_asked_for_is_not_missed(
    db: Database, ann: User, wish: AssignmentRequest
) -> None:
    assert missed(db, ann, wish) is None

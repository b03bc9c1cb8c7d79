"""How far assignments are."""

from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.assignments import assignments
from mesocycle.storage.calendar import counts
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains
from tests.arrange import the_status


def test_the_sessions_of_an_assignment_are_counted_by_status_and_those_of_nobody_else(db: Database) -> None:
    _, _, (first, *_) = ann_trains(db)
    the_status(db, "ann", first, SessionStatus.SKIPPED)

    with db.read() as read:
        (followed,) = (each.id for each in assignments.of_user(read, "ann") if each.routine_version_id == "v1")
        found = counts.of_assignments(read, "ann", [followed, "nowhere"])
        assert counts.of_assignments(read, "bob", [followed]) == {followed: {}}

    assert found == {followed: {SessionStatus.SKIPPED: 1, SessionStatus.SCHEDULED: 3}, "nowhere": {}}

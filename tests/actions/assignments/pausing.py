"""What the tests of assignments share."""

from mesocycle.storage.assignments import session_facts
from mesocycle.storage.engine.database import Database

WEDNESDAY = "2026-01-14T09:00:00.000Z"
NEXT_WEDNESDAY = "2026-01-21T09:00:00.000Z"


def days(db: Database, assignment_id: str) -> list[tuple[str, str]]:
    with db.read() as read:
        facts = session_facts.of_assignment(read, "ann", assignment_id)
    return [(str(one.planned_date), str(one.scheduled_date)) for one in facts]

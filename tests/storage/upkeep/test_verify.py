"""Checking a whole database: nothing is found in a sound one, and whatever a row can break is."""

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.session.inputs import Completion, Skip
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine, a_user, an_act
from tests.storage.upkeep.checking import verified


def test_a_database_that_was_only_used_by_its_doors_is_sound(db: Database) -> None:
    ann = a_user(db)
    version, other = a_routine(db, ann), a_routine(db, ann, name="Presses")
    wish = AssignmentRequest(start_date="2026-01-05")
    receipt = assign_routine(db, ann.id, version.id, wish, an_act(ann))
    assert receipt.new_assignment_id is not None
    first, second, third, _ = [created.session_id for created in receipt.created]
    start_session(db, ann.id, first, an_act(ann))
    complete_session(db, ann.id, first, an_act(ann), given=Completion(as_planned=True))
    skip_session(db, ann.id, second, Skip(reason="travel"), an_act(ann))
    complete_session(db, ann.id, third, an_act(ann), given=Completion(performed_date="2026-01-05"))
    replaced = replace_assignment(
        db, ann.id, receipt.new_assignment_id, other.id, ReplacementRequest(start_date="2026-01-05"), an_act(ann)
    )
    undo_receipt(db, ann.id, replaced.id, an_act(ann))

    found = verified(db)

    assert (found.sound, found.findings, found.imported_dangling, found.unread_logs) == (True, (), 0, 0)
    assert (found.checked["workout_session"], found.checked["deleted_session"]) == (4, 5)
    assert found.checked["performed_set"] == 3

"""Assignments, receipts and roll-outs by the client."""

import msgspec
from msgspec.structs import replace

from mesocycle.domain.assignment.assignment import AssignmentStatus, NewAssignment, NewReplacement
from mesocycle.domain.assignment.roll_out import NewRollOut, RollOutStatus
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_routine_file, a_trainer, a_user
from tests.client.conftest import ClientOf
from tests.client.trained import COMING


def test_what_an_assignment_did_is_read_in_its_receipt_and_taken_back(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    version = client.routines.create(a_routine_file())
    new = NewAssignment(routine_version_id=version.id, start_date=COMING)
    told = client.assignments.preview(new)
    receipt = client.assignments.assign(new)

    undone = client.receipts.undo(receipt.id)

    assert len(told.created) == len(receipt.created) == 4
    assert undone.undone_at
    assert client.assignments.get(receipt.new_assignment_id or "").status is AssignmentStatus.UNDONE
    assert receipt.id in {each.id for each in client.receipts.every()}


def test_a_roll_out_is_watched_until_it_has_reached_everybody(db: Database, client_of: ClientOf) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann)
    trainer = client_of(tom)
    first = trainer.routines.create(a_routine_file())
    trainer.of(ann.id).assignments.assign(NewAssignment(routine_version_id=first.id, start_date=COMING))
    second = trainer.routines.publish(first.parent_routine_id, a_routine_file(changeNote="again"))

    begun = trainer.roll_outs.begin(NewRollOut(routine_version_id=second.id))
    *_, last = trainer.roll_outs.progress(begun.id, every_s=0.05)

    assert last.status is RollOutStatus.DONE


def test_what_was_changed_for_one_alone_is_taken_over_line_by_line(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    version = client.routines.create(a_routine_file())
    first = client.assignments.assign(NewAssignment(routine_version_id=version.id, start_date=COMING))
    session = client.sessions.get(first.created[1].session_id)
    held = msgspec.json.decode(session.workout_snapshot, type=WorkoutSnapshot)
    client.sessions.adjust(session.id, replace(held, objective="Easy today"))
    receipt = client.assignments.replace(
        first.new_assignment_id or "", NewReplacement(routine_version_id=version.id, continue_=True)
    )
    (offer,) = client.receipts.carry_overs(receipt.id)

    carried = client.receipts.carry_over(receipt.id, [offer.id])

    assert (offer.kind, offer.after, offer.state) == ("field", "Easy today", "open")
    assert [each.state for each in carried.lines] == ["taken"]

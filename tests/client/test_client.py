"""The Python client against the running server."""

import msgspec

from mesocycle.domain.assignment.assignment import NewAssignment, NewReplacement
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import Performance, PerformedSet
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_routine_file, a_trainer, a_user
from tests.client.conftest import ClientOf
from tests.client.trained import COMING


def test_a_plan_is_written_assigned_done_and_replaced_by_the_client_alone(db: Database, client_of: ClientOf) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann)
    trainer, athlete = client_of(tom), client_of(ann)
    first = trainer.routines.create(a_routine_file())
    receipt = trainer.of(ann.id).assignments.assign(NewAssignment(routine_version_id=first.id, start_date=COMING))
    session_id = receipt.created[0].session_id
    athlete.sessions.start(session_id)
    athlete.sessions.log_set(session_id, _five_repetitions(athlete.sessions.get(session_id)))
    athlete.sessions.complete(session_id)
    second = trainer.routines.publish(first.parent_routine_id, a_routine_file(changeNote="again"))

    replaced = trainer.of(ann.id).assignments.replace(
        receipt.new_assignment_id or "", NewReplacement(routine_version_id=second.id, continue_=True)
    )

    assert (len(replaced.removed), replaced.kept.completed, len(replaced.created)) == (3, 1, 3)
    statuses = [each.status for each in athlete.sessions.summaries()]
    assert statuses == [SessionStatus.COMPLETED] + [SessionStatus.SCHEDULED] * 3
    assert athlete.sessions.log(session_id).sections[0].exercises[0].sets[0].id == "set-1"


def _five_repetitions(session: WorkoutSession) -> SetEntry:
    snapshot = msgspec.json.decode(session.workout_snapshot, type=WorkoutSnapshot)
    [exercise] = snapshot.sections[0].exercises or ()
    done = PerformedSet(
        id="set-1",
        set_id=sets_of(exercise)[0].id,
        set_number=1,
        set_type="working",
        performance=Performance(reps=5, weight=100, weight_unit="kg"),
    )
    return SetEntry(set=done)

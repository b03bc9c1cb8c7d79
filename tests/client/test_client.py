"""The Python client against the running server."""

import itertools

import msgspec
import pytest

from mesocycle.client import Refused, Unreachable
from mesocycle.domain.assignment.assignment import NewAssignment, NewReplacement
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import Performance, PerformedSet
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.sync.feed import ChangeKind
from mesocycle.domain.sync.operations import Operation, OperationKind
from mesocycle.storage.engine.database import Database
from tests.arrange import NOW, a_coaching, a_routine_file, a_trainer, a_user
from tests.client.conftest import ClientOf
from tests.client.lossy import LosesAnswers

COMING = "2100-01-04"
"""A Monday that is to come whenever the test runs: the server's clock is the real one."""


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


def test_a_change_whose_answer_is_lost_is_sent_again_and_done_once(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    network = LosesAnswers("POST", 2)
    lossy = client_of(ann, transport=network)

    added = lossy.reference_values.add(NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=80, unit="kg"))

    assert network.sent == 3
    assert [each.id for each in client_of(ann).reference_values.every()] == [added.id]


def test_where_no_answer_comes_at_all_the_client_says_so_and_names_the_key(db: Database, client_of: ClientOf) -> None:
    lossy = client_of(a_user(db), transport=LosesAnswers("POST", 99), tries=2)

    with pytest.raises(Unreachable) as told:
        lossy.reference_values.add(NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=80, unit="kg"))

    assert told.value.key


def test_a_no_is_raised_with_its_code_and_remedy(db: Database, client_of: ClientOf) -> None:
    with pytest.raises(Refused, match="There is no such session") as told:
        client_of(a_user(db)).sessions.get("nowhere")

    assert (told.value.status, told.value.code) == (404, "not-found")
    assert told.value.problem.remedy


def test_a_long_list_comes_page_by_page(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    client = client_of(ann)
    for kilograms in range(70, 75):
        client.reference_values.add(NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=kilograms, unit="kg"))

    pages = client.connection.pages("/reference-values", dict[str, object], limit=2)

    assert [each["value"] for each in pages] == [70, 71, 72, 73, 74]


def test_the_feed_gives_every_change_from_the_last_position_on(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    *_, before = client.feed.pages()
    client.reference_values.add(NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=80, unit="kg"))

    changes = list(client.feed.changes(before.seq, epoch=before.epoch))

    assert [each.kind for each in changes] == [ChangeKind.REFERENCE_VALUE]


def test_offline_work_is_sent_in_as_many_batches_as_it_takes(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    client = client_of(ann)
    version = client.routines.create(a_routine_file())
    receipt = client.assignments.assign(NewAssignment(routine_version_id=version.id, start_date=COMING))
    seq = client.feed.pages()
    seen = [page.seq for page in seq][-1]
    ids = itertools.cycle(each.session_id for each in receipt.created)
    operations = [
        Operation(
            id=f"note-{number}",
            seen_seq=seen,
            session_id=next(ids),
            kind=OperationKind.NOTE,
            at=NOW,
            body={"notes": f"note {number}"},
        )
        for number in range(600)
    ]

    results = client.feed.sync(operations)

    assert [each.operation_id for each in results] == [each.id for each in operations]
    assert {each.outcome for each in results} == {"done"}

"""The feed and offline work."""

import itertools

from mesocycle.domain.assignment.assignment import NewAssignment
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.feed import ChangeKind
from mesocycle.domain.sync.operations import Operation
from mesocycle.storage.engine.database import Database
from tests.arrange import NOW, a_routine_file, a_user
from tests.client.conftest import ClientOf
from tests.client.trained import COMING


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

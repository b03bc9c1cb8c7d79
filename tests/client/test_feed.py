"""The feed, what is heard while it happens, and offline work."""

import itertools

import httpx
import pytest

from mesocycle.client import Client, FeedPosition, LiveEnd, LiveStart, Refused, Unreachable
from mesocycle.domain.assignment.assignment import NewAssignment
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.feed import ChangeKind
from mesocycle.domain.sync.operations import Operation
from mesocycle.storage.engine.database import Database
from tests.arrange import NOW, a_coaching, a_routine_file, a_trainer, a_user
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


def test_a_trainer_hears_first_where_everybody_stands(db: Database, client_of: ClientOf) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann)

    (everybody,) = client_of(tom).live.events(seconds=0)
    (one,) = client_of(tom).of(ann.id).live.events(seconds=0)

    assert isinstance(everybody, LiveStart)
    assert [each.user_id for each in everybody.positions] == [ann.id]
    assert one == everybody


def test_a_stranger_hears_a_no(db: Database, client_of: ClientOf) -> None:
    a_user(db)

    with pytest.raises(Refused):
        list(client_of(a_trainer(db)).of("ann").live.events())


class _Broken(httpx.SyncByteStream):
    """Says something, and breaks off."""

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204  # as httpx has it
        yield b'retry: 1000\n\nevent: change\ndata: {"userId":"ann","epoch":"e","seq":3}\n\nevent: beat\ndata: {}\n\n'
        yield b'event: of tomorrow\ndata: {"x":1}\n\nevent: end\ndata: {"userId":"ann"}\n\n'
        raise httpx.ReadError("gone")


def test_what_was_said_before_a_stream_broke_off_is_heard_and_what_nobody_knows_is_passed_over() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=_Broken()))

    with Client("http://x", token="t", transport=transport) as client:  # noqa: S106  # no secret
        events = client.live.events()
        heard = [next(events), next(events)]
        with pytest.raises(Unreachable):
            next(events)

    assert heard == [FeedPosition(user_id="ann", epoch="e", seq=3), LiveEnd(user_id="ann")]

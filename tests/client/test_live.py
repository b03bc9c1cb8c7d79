"""What is heard while it happens, by the client."""

import httpx
import pytest

from mesocycle.client import Client, FeedPosition, LiveEnd, LiveStart, Refused, Unreachable
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_trainer, a_user
from tests.client.conftest import ClientOf


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

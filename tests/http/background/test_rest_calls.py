"""The end of a rest is told to who still rests, once, also by a server that was started anew."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.people.sign_out import sign_out_everywhere
from mesocycle.actions.sessions.call_device import call_device, keep_device
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import instant, shifted
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import Performance, PerformedSet
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.device import RestCall
from mesocycle.domain.people.user import User
from mesocycle.http import push
from mesocycle.http.background.rest_calls import RestCaller
from mesocycle.http.push import PushService
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import devices
from mesocycle.storage.people.devices import DueCall
from mesocycle.storage.tables.people import device, rest_call
from tests.actions.signing_in import a_sign_in
from tests.actions.training import ann_trains
from tests.arrange import an_actor
from tests.http.push_service import PushStandIn, a_push_service


def now_is() -> str:
    """Give this moment: the caller of rests has a clock of its own."""
    return instant(datetime.now(UTC))


@pytest.fixture
def service() -> Iterator[PushStandIn]:
    """Give a stand-in of a push service."""
    with a_push_service() as there:
        yield there


@contextmanager
def calling(db: Database) -> Iterator[RestCaller]:
    """Run what calls."""
    caller = RestCaller(db, PushService(db, "https://training.example.org"))
    yield caller
    caller.close()


def resting(db: Database, service: PushStandIn, in_s: float, session: Id | None = None) -> tuple[User, Id]:
    """Let Ann rest amid her session; her phone is to be called."""
    ann, _, sessions = ann_trains(db)
    push.public_key(db, now_is())
    act = Act(actor=an_actor(ann), now=now_is())
    start_session(db, ann.id, sessions[0], act)
    keep_device(db, service.device(), a_sign_in(db, ann, now=act.now).sign_in.id, ("127.0.0.1",), act)
    wish = RestCall(
        endpoint=service.device().endpoint,
        session_id=sessions[0],
        begun_at=act.now,
        in_s=in_s,
        title="Rest is over",
        text="Squat 5 × 100 kg",
    )
    call_device(db, wish, act)
    return ann, sessions[0]


def left(db: Database) -> int:
    """Count the calls that are still to come."""
    with db.read() as read:
        return int(read.execute(sa.select(sa.func.count()).select_from(rest_call)).scalar_one())


def settled(db: Database, within_s: float = 20) -> None:
    """Wait until no call is to come."""
    ends = time.monotonic() + within_s
    while left(db):
        assert time.monotonic() < ends, "the call is still to come"
        time.sleep(0.05)


def test_who_rests_is_told_what_comes_next_when_the_rest_is_over(db: Database, service: PushStandIn) -> None:
    _, session = resting(db, service, in_s=1)
    with calling(db):
        (message,) = service.wait()
        settled(db)

    assert message.path == "/phone"
    assert message.told["notification"] == {
        "title": "Rest is over",
        "body": "Squat 5 × 100 kg",
        "navigate": f"/sessions/{session}/player",
        "tag": "rest",
    }
    assert len(service.messages) == 1


def test_a_call_that_was_asked_for_is_made_by_a_server_that_was_started_after_it(
    db: Database, service: PushStandIn
) -> None:
    resting(db, service, in_s=0)
    time.sleep(0.2)  # its end fell into a time without a server

    with calling(db):
        assert len(service.wait()) == 1


def test_who_has_done_the_next_set_meanwhile_is_not_called(db: Database, service: PushStandIn) -> None:
    ann, session = resting(db, service, in_s=1)
    done = PerformedSet(
        id="d", set_id="set-1", set_number=1, set_type="working", performance=Performance(reps=5), performed_at=now_is()
    )
    act = Act(actor=an_actor(ann), now=now_is())
    log_set(db, ann.id, session, SetEntry(set=done), act)

    with calling(db):
        settled(db)

    assert service.messages == []


def test_who_has_finished_or_signed_out_is_not_called(db: Database, service: PushStandIn) -> None:
    ann, session = resting(db, service, in_s=1)
    act = Act(actor=an_actor(ann), now=now_is())
    complete_session(db, ann.id, session, act)

    with calling(db):
        settled(db)
    again = RestCall(endpoint=service.device().endpoint, session_id=session, begun_at=act.now, in_s=0)
    call_device(db, again, act)
    sign_out_everywhere(db, act)
    with calling(db):
        settled(db)

    assert service.messages == []


def test_a_browser_that_is_there_no_more_is_forgotten(db: Database, service: PushStandIn) -> None:
    resting(db, service, in_s=0)
    service.status = 410

    with calling(db):
        settled(db)

    with db.read() as read:
        assert read.execute(sa.select(device.c.hash)).all() == []


def test_a_rest_that_ended_long_ago_is_no_news(db: Database, service: PushStandIn) -> None:
    resting(db, service, in_s=0)
    long_ago = shifted(now_is(), seconds=-600)
    db.write_across_owners(lambda all_: all_.execute(rest_call.update().values(ends_at=long_ago, due_at=long_ago)))

    with calling(db):
        settled(db)

    assert service.messages == []


def test_of_two_servers_one_calls(db: Database, service: PushStandIn) -> None:
    resting(db, service, in_s=1)

    with calling(db), calling(db):
        service.wait()
        settled(db)
        time.sleep(0.3)

    assert len(service.messages) == 1


def test_a_call_that_fails_holds_up_no_other(
    db: Database, service: PushStandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    resting(db, service, in_s=0)
    rests, take = RestCaller._rests, devices.take_due

    def take_more(db: Database, now: Instant) -> list[DueCall]:
        return [call for one in take(db, now) for call in (one._replace(title="broken"), one)]

    def fail(caller: RestCaller, call: DueCall) -> bool:
        if call.title == "broken":
            raise KeyError("a defect")
        return rests(caller, call)

    monkeypatch.setattr(devices, "take_due", take_more)

    monkeypatch.setattr(RestCaller, "_rests", fail)
    with calling(db):
        (message,) = service.wait()
        settled(db)

    assert message.told["notification"]["title"] == "Rest is over"
    assert "the end of a rest was not told" in caplog.text

"""Roll-outs that run behind the requests."""

import sys
import threading
from collections.abc import Callable
from contextlib import closing
from typing import cast

import pytest
from litestar.testing import TestClient

from mesocycle.actions.assignments import roll_out
from mesocycle.actions.assignments.roll_out import begin_roll_out
from mesocycle.domain.assignment.roll_out import RollOutStatus
from mesocycle.domain.refusal import DatabaseBusy
from mesocycle.http.background.roll_outs import RollOutRunner
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.assignments import roll_out_serving, roll_outs
from mesocycle.storage.engine.database import Database
from tests.api.assignments.rolling import finished, on, team, until
from tests.api.conftest import SignedClient, a_secret
from tests.arrange import an_act


def test_a_server_that_stops_lets_the_chunk_end_and_another_takes_it_up(db: Database) -> None:
    names = ("ann", "ben", "cleo", "dora")
    trainer = team(db, *names)
    begun = begin_roll_out(db, "v2", an_act(trainer))
    first = RollOutRunner(db, chunk=1)
    first.take_up(begun, an_act(trainer))
    until(lambda: bool(on(db, "v2", *names)))

    first.close()

    with db.read() as read:
        stopped = roll_outs.progress_of(read, begun, trainer.id)
    served = on(db, "v2", *names)
    assert (len(served), stopped.waiting) == (stopped.done, 4 - stopped.done)
    assert (stopped.status is RollOutStatus.DONE) == (stopped.waiting == 0)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("roll-out")]
    with TestClient(create_app(ServerSettings(threads=2), db), raise_server_exceptions=False) as server:
        tom = SignedClient(server, a_secret(db, "tom"))
        tom.post(f"/roll-outs/{begun}/resume")
        assert finished(tom, f"/roll-outs/{begun}")["done"] == 4


def test_a_server_that_stops_during_the_last_chunk_notes_that_all_are_served(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = team(db, "ann", "ben")
    begun = begin_roll_out(db, "v2", an_act(trainer))
    runner = RollOutRunner(db)
    closing = threading.Thread(target=runner.close)

    serve = cast("Callable[..., int]", roll_out._serve)

    def serve_while_the_server_stops(*given: object) -> int:
        closing.start()
        runner._stopping.wait()
        return serve(*given)

    monkeypatch.setattr(roll_out, "_serve", serve_while_the_server_stops)

    runner.take_up(begun, an_act(trainer))
    until(lambda: closing.ident is not None)
    closing.join()

    with db.read() as read:
        assert roll_outs.progress_of(read, begun, trainer.id).status is RollOutStatus.DONE


def test_a_stopped_runner_takes_nothing_up(db: Database) -> None:
    trainer = team(db, "ann")
    begun = begin_roll_out(db, "v2", an_act(trainer))
    runner = RollOutRunner(db)
    runner.close()

    runner.take_up(begun, an_act(trainer))

    assert on(db, "v2", "ann") == []


def test_one_that_could_not_be_claimed_is_taken_up_when_it_is_asked_for_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = team(db, "ann")
    begun = begin_roll_out(db, "v2", an_act(trainer))
    with closing(RollOutRunner(db)) as runner:
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(roll_out_serving, "claim", busy)
            with pytest.raises(DatabaseBusy):
                runner.take_up(begun, an_act(trainer))

        runner.take_up(begun, an_act(trainer))

        until(lambda: bool(on(db, "v2", "ann")))


def test_others_have_short_turns_while_a_roll_out_computes(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = team(db, "ann")
    begun = begin_roll_out(db, "v2", an_act(trainer))
    serve = cast("Callable[..., int]", roll_out._serve)
    seen: list[float] = []

    def see(*given: object) -> int:
        seen.append(sys.getswitchinterval())
        return serve(*given)

    monkeypatch.setattr(roll_out, "_serve", see)
    before = sys.getswitchinterval()
    with closing(RollOutRunner(db)) as runner:
        runner.take_up(begun, an_act(trainer))
        until(lambda: bool(on(db, "v2", "ann")))

    assert seen == [pytest.approx(0.000_02)]
    assert sys.getswitchinterval() == before > 0.001


def busy(*_: object) -> bool:
    raise DatabaseBusy("Others write.", "Try again.")

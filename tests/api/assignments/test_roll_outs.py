"""`/roll-outs` over HTTP: begun by a request, carried out behind it."""

import threading
import time
from collections.abc import Callable
from typing import Any, cast

import pytest
from litestar.testing import TestClient

from mesocycle.actions.assignments import roll_out
from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.roll_out import begin_roll_out
from mesocycle.domain.assignment.roll_out import RollOutStatus
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Role, User
from mesocycle.http.background.roll_outs import RollOutRunner
from mesocycle.server.app import create_app
from mesocycle.settings import Settings
from mesocycle.storage.assignments import assignments, roll_outs
from mesocycle.storage.engine.database import Database
from tests.actions.following import MONDAY, two_versions
from tests.api.conftest import ClientOf, SignedClient, a_secret
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions

PATIENCE_S = 30


def _team(db: Database, *names: str) -> User:
    """Let a trainer's athletes follow the first of two versions."""
    tom = a_trainer(db)
    the_versions(db, tom, *two_versions("tom"))
    for name in names:
        a_coaching(db, tom, a_user(db, name))
        assign_routine(db, name, "v1", an_act(tom), MONDAY)
    return tom


def _until(so: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not so():
        assert time.monotonic() - began < PATIENCE_S, "it did not come about"
        time.sleep(0.01)


def _finished(client: SignedClient, location: str) -> dict[str, Any]:
    _until(lambda: client.get(location).json()["status"] == "done")
    document: dict[str, Any] = client.get(location).json()
    return document


def _on(db: Database, version_id: str, *names: str) -> list[str]:
    with db.read() as read:
        live = assignments.live_of_routine(read, names, "routine-1")
    return [name for name in names if live[name].routine_version_id == version_id]


def test_a_roll_out_is_accepted_and_goes_to_everybody_within_reach(db: Database, client_of: ClientOf) -> None:
    trainer = _team(db, "ann", "ben", "cleo")
    tom = client_of(trainer)

    answer = tom.post("/roll-outs", json={"routineVersionId": "v2"})

    assert (answer.status_code, answer.json()["waiting"]) == (202, 3)
    done = _finished(tom, answer.headers["location"])
    assert (done["waiting"], done["done"], done["refused"]) == (0, 3, 0)
    assert [each["userId"] for each in done["members"]] == ["ann", "ben", "cleo"]
    assert all(each["receiptId"] for each in done["members"])
    assert _on(db, "v2", "ann", "ben", "cleo") == ["ann", "ben", "cleo"]


def test_a_roll_out_to_some_tells_who_was_refused(db: Database, client_of: ClientOf) -> None:
    trainer = _team(db, "ann", "ben")
    tom = client_of(trainer)

    answer = tom.post("/roll-outs", json={"routineVersionId": "v2", "members": ["ann", "nobody"]})

    done = _finished(tom, answer.headers["location"])
    assert [(each["userId"], each["status"]) for each in done["members"]] == [("ann", "done"), ("nobody", "refused")]
    assert done["members"][1]["refusal"]["remedy"]
    assert _on(db, "v2", "ann", "ben") == ["ann"]


def test_members_come_in_pages_and_by_what_became_of_them(db: Database, client_of: ClientOf) -> None:
    tom = client_of(_team(db, "ann", "ben"))
    members = ["ann", "ben", "nobody"]
    location = tom.post("/roll-outs", json={"routineVersionId": "v2", "members": members}).headers["location"]
    _finished(tom, location)

    first = tom.get(location, params={"limit": 2}).json()
    second = tom.get(location, params={"limit": 2, "after": first["next"]}).json()
    refused = tom.get(location, params={"status": "refused"}).json()

    assert [each["userId"] for each in (*first["members"], *second["members"])] == members
    assert "next" not in second
    assert [each["userId"] for each in refused["members"]] == ["nobody"]


def test_a_roll_out_that_is_sent_again_with_its_key_is_begun_once(db: Database, client_of: ClientOf) -> None:
    tom = client_of(_team(db, "ann"))
    key = {"idempotency-key": "roll-1"}

    once, again = (tom.post("/roll-outs", json={"routineVersionId": "v2"}, headers=key) for _ in range(2))

    assert once.content == again.content
    _finished(tom, once.headers["location"])
    assert len(tom.get("/roll-outs").json()["items"]) == 1


def test_a_second_roll_out_of_a_version_waits_for_the_first(db: Database, client_of: ClientOf) -> None:
    trainer = _team(db, "ann")
    broken_off = begin_roll_out(db, "v2", an_act(trainer))
    tom = client_of(trainer)

    answer = tom.post("/roll-outs", json={"routineVersionId": "v2"})

    assert (answer.status_code, answer.json()["code"]) == (409, "roll-out-running")
    assert answer.json()["facts"]["rollOutId"] == broken_off


def test_a_roll_out_that_was_broken_off_is_taken_up(db: Database, client_of: ClientOf) -> None:
    trainer = _team(db, "ann", "ben")
    broken_off = begin_roll_out(db, "v2", an_act(trainer))
    tom = client_of(trainer)

    answer = tom.post(f"/roll-outs/{broken_off}/resume")

    assert answer.status_code == 202
    assert _finished(tom, answer.headers["location"])["done"] == 2
    assert tom.post(f"/roll-outs/{broken_off}/resume").status_code == 202


def test_roll_outs_are_listed_newest_first_with_how_far_they_are(db: Database, client_of: ClientOf) -> None:
    trainer = _team(db, "ann")
    begin_roll_out(db, "v1", an_act(trainer, "2026-01-05T09:01:00.000Z"), members=[])
    begin_roll_out(db, "v2", an_act(trainer, "2026-01-05T09:02:00.000Z"))
    tom = client_of(trainer)

    first = tom.get("/roll-outs", params={"limit": 1}).json()
    second = tom.get("/roll-outs", params={"limit": 1, "after": first["next"]}).json()

    listed = [*first["items"], *second["items"]]
    assert [(each["routineVersionId"], each["waiting"]) for each in listed] == [("v2", 1), ("v1", 0)]
    assert "next" not in second


def test_a_roll_out_is_there_for_whoever_began_it_and_for_admins(db: Database, client_of: ClientOf) -> None:
    begun = begin_roll_out(db, "v2", an_act(_team(db, "ann")))
    eve, root = client_of(a_trainer(db, "eve")), client_of(a_user(db, "root", roles=(Role.ADMIN,)))

    assert eve.get(f"/roll-outs/{begun}").status_code == 404
    assert eve.post(f"/roll-outs/{begun}/resume").status_code == 404
    assert eve.get("/roll-outs").json()["items"] == []
    assert root.get(f"/roll-outs/{begun}").json()["waiting"] == 1
    assert root.post(f"/roll-outs/{begun}/resume").status_code == 404


def test_members_who_can_not_be_are_named(db: Database, client_of: ClientOf) -> None:
    tom = client_of(_team(db, "ann"))

    answer = tom.post("/roll-outs", json={"routineVersionId": "v2", "members": ["ann", "no id"]})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "members[1]")
    assert tom.get("/roll-outs").json()["items"] == []


def test_a_version_that_may_not_be_read_is_not_rolled_out(db: Database, client_of: ClientOf) -> None:
    _team(db, "ann")

    answer = client_of(a_trainer(db, "eve")).post("/roll-outs", json={"routineVersionId": "v2"})

    assert answer.status_code == 404


def test_a_token_that_may_only_read_rolls_nothing_out(db: Database, client_of: ClientOf) -> None:
    answer = client_of(_team(db, "ann"), TokenScope.READ).post("/roll-outs", json={"routineVersionId": "v2"})

    assert answer.status_code == 403


def test_a_server_that_stops_lets_the_chunk_end_and_another_takes_it_up(db: Database) -> None:
    names = ("ann", "ben", "cleo", "dora")
    trainer = _team(db, *names)
    begun = begin_roll_out(db, "v2", an_act(trainer))
    first = RollOutRunner(db, chunk=1)
    first.take_up(begun, an_act(trainer))
    _until(lambda: bool(_on(db, "v2", *names)))

    first.close()

    with db.read() as read:
        stopped = roll_outs.progress_of(read, begun, trainer.id)
    served = _on(db, "v2", *names)
    assert (len(served), stopped.waiting) == (stopped.done, 4 - stopped.done)
    assert (stopped.status is RollOutStatus.DONE) == (stopped.waiting == 0)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("roll-out")]
    with TestClient(create_app(Settings(threads=2), db), raise_server_exceptions=False) as server:
        tom = SignedClient(server, a_secret(db, "tom"))
        tom.post(f"/roll-outs/{begun}/resume")
        assert _finished(tom, f"/roll-outs/{begun}")["done"] == 4


def test_a_server_that_stops_during_the_last_chunk_notes_that_all_are_served(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = _team(db, "ann", "ben")
    begun = begin_roll_out(db, "v2", an_act(trainer))
    runner = RollOutRunner(db)
    closing = threading.Thread(target=runner.close)

    serve = cast("Callable[..., None]", roll_out._serve)

    def serve_while_the_server_stops(*given: object) -> None:
        closing.start()
        runner._stopping.wait()
        serve(*given)

    monkeypatch.setattr(roll_out, "_serve", serve_while_the_server_stops)

    runner.take_up(begun, an_act(trainer))
    _until(lambda: closing.ident is not None)
    closing.join()

    with db.read() as read:
        assert roll_outs.progress_of(read, begun, trainer.id).status is RollOutStatus.DONE


def test_a_stopped_runner_takes_nothing_up(db: Database) -> None:
    trainer = _team(db, "ann")
    begun = begin_roll_out(db, "v2", an_act(trainer))
    runner = RollOutRunner(db)
    runner.close()

    runner.take_up(begun, an_act(trainer))

    assert _on(db, "v2", "ann") == []

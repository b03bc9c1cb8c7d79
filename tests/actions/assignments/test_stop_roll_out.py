"""A roll-out stops half way: who was served keeps the version, who waits is never served."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.roll_out import begin_roll_out, roll_out, run_roll_out
from mesocycle.actions.assignments.stop_roll_out import stop_roll_out
from mesocycle.domain.assignment.roll_out import RollOutNotRunning, RollOutStatus
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.assignments import assignments, roll_outs
from mesocycle.storage.engine.database import Database
from tests.actions.following import MONDAY, two_versions
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions


@pytest.fixture
def tom(db: Database) -> User:
    """Let Tom's three athletes follow the first of two versions."""
    trainer = a_trainer(db)
    the_versions(db, trainer, *two_versions("tom"))
    for name in ("ann", "ben", "cleo"):
        a_coaching(db, trainer, a_user(db, name))
        assign_routine(db, name, "v1", MONDAY, an_act(trainer))
    return trainer


def _on(db: Database) -> list[str]:
    with db.read() as read:
        live = assignments.live_of_routine(read, ["ann", "ben", "cleo"], "routine-1")
    return [live[name].routine_version_id for name in ("ann", "ben", "cleo")]


def test_stopped_half_way_nobody_else_is_served(db: Database, tom: User) -> None:
    begun = begin_roll_out(db, "v2", an_act(tom))

    def then_stop(served: int, _of: int) -> None:
        if served == 1:
            stop_roll_out(db, begun, an_act(tom))

    run_roll_out(db, begun, an_act(tom), progress=then_stop, chunk=1)

    assert _on(db) == ["v2", "v1", "v1"]
    with db.read() as read:
        found = roll_outs.progress_of(read, begun, tom.id)
    assert (found.status, found.done, found.waiting) == (RollOutStatus.STOPPED, 1, 2)


def test_a_chunk_that_was_read_before_the_stop_is_not_served_after_it(
    db: Database, tom: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = begin_roll_out(db, "v2", an_act(tom))
    read_first = roll_outs.waiting

    def then_stop(*asked: object) -> list[str]:
        found = read_first(*asked)  # type: ignore[arg-type]  # passed on
        monkeypatch.setattr(roll_outs, "waiting", read_first)
        stop_roll_out(db, begun, an_act(tom))
        return found

    monkeypatch.setattr(roll_outs, "waiting", then_stop)
    run_roll_out(db, begun, an_act(tom))

    assert _on(db) == ["v1", "v1", "v1"]


def test_after_a_stop_the_version_can_be_rolled_out_anew(db: Database, tom: User) -> None:
    stop_roll_out(db, begin_roll_out(db, "v2", an_act(tom)), an_act(tom))

    roll_out(db, "v2", an_act(tom))

    assert _on(db) == ["v2", "v2", "v2"]


def test_what_is_over_is_not_stopped_and_nobody_stops_another_s(db: Database, tom: User) -> None:
    done = roll_out(db, "v2", an_act(tom))
    eve = a_trainer(db, "eve")

    with pytest.raises(RollOutNotRunning):
        stop_roll_out(db, done.id, an_act(tom))
    with pytest.raises(NotFound):
        stop_roll_out(db, done.id, an_act(eve))

"""A roll-out is taken back as a whole: those not begun return, the others keep it and have the reason."""

import pytest
from msgspec.structs import replace

from mesocycle.actions.assignments import undo_roll_out as undoing
from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.preview_undo import preview_roll_out_undo
from mesocycle.actions.assignments.roll_out import begin_roll_out, roll_out, run_roll_out
from mesocycle.actions.assignments.undo_receipt import undo_receipt, undo_receipt_in
from mesocycle.actions.assignments.undo_roll_out import run_undo, undo_roll_out
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.erase_account import erase_user
from mesocycle.actions.sessions.put_back_session import put_back_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.roll_out import RollOut, RollOutStatus
from mesocycle.domain.people.user import Role, User
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.assignments import assignments, receipts, session_facts
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.upkeep.verify import verify
from tests.actions.following import MONDAY, two_versions
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions

NAMES = ("ann", "ben", "cleo")
LATER = "2026-01-05T12:00:00.000Z"


@pytest.fixture
def tom(db: Database) -> User:
    """Let Tom's three athletes follow the first of two versions."""
    trainer = a_trainer(db)
    the_versions(db, trainer, *two_versions("tom"))
    for name in NAMES:
        a_coaching(db, trainer, a_user(db, name))
        assign_routine(db, name, "v1", MONDAY, an_act(trainer))
    return trainer


def _on(db: Database) -> list[str]:
    with db.read() as read:
        live = assignments.live_of_routine(read, NAMES, "routine-1")
    return [live[name].routine_version_id for name in NAMES]


def _sessions(db: Database, name: str) -> list[str]:
    with db.read() as read:
        live = assignments.live_of_routine(read, [name], "routine-1")[name]
        return [facts.id for facts in session_facts.of_assignment(read, name, live.id)]


def _outcomes(rolled: RollOut) -> list[tuple[str, bool, str | None]]:
    return [(m.user_id, m.undone_at is not None, m.not_undone.code if m.not_undone else None) for m in rolled.members]


def test_everybody_s_calendar_is_as_it_was_and_each_receipt_says_so(db: Database, tom: User) -> None:
    before = {name: _sessions(db, name) for name in NAMES}
    done = roll_out(db, "v2", an_act(tom))
    told: list[tuple[int, int]] = []

    back = undo_roll_out(db, done.id, an_act(tom, LATER), progress=lambda served, of: told.append((served, of)))

    assert _on(db) == ["v1", "v1", "v1"]
    assert {name: _sessions(db, name) for name in NAMES} == before
    assert _outcomes(back) == [(name, True, None) for name in NAMES]
    assert (back.undo_at, told) == (LATER, [(3, 3)])
    with db.read() as read:
        undone = [receipts.get(read, m.user_id, m.receipt_id or "").undone_at for m in back.members]
    assert undone == [LATER] * 3
    with db.read() as read:
        assert verify(read).findings == ()


def test_who_has_begun_keeps_it_and_has_the_reason_and_nobody_is_held_up(db: Database, tom: User) -> None:
    done = roll_out(db, "v2", an_act(tom))
    start_session(db, "ben", _sessions(db, "ben")[0], an_act(as_athlete("ben")))

    back = undo_roll_out(db, done.id, an_act(tom))

    assert _on(db) == ["v1", "v2", "v1"]
    assert _outcomes(back) == [("ann", True, None), ("ben", False, "undo-not-possible"), ("cleo", True, None)]


def test_asked_again_who_stayed_is_looked_at_again(db: Database, tom: User) -> None:
    done = roll_out(db, "v2", an_act(tom))
    first = _sessions(db, "ben")[0]
    start_session(db, "ben", first, an_act(as_athlete("ben")))
    undo_roll_out(db, done.id, an_act(tom))
    put_back_session(db, "ben", first, an_act(as_athlete("ben")))

    back = undo_roll_out(db, done.id, an_act(tom, LATER))

    assert _outcomes(back) == [(name, True, None) for name in NAMES]
    assert _on(db) == ["v1", "v1", "v1"]


def test_who_was_undone_alone_before_is_undone(db: Database, tom: User) -> None:
    done = roll_out(db, "v2", an_act(tom))
    undo_receipt(db, "ann", done.members[0].receipt_id or "", an_act(tom))

    back = undo_roll_out(db, done.id, an_act(tom))

    assert _outcomes(back) == [(name, True, None) for name in NAMES]


def test_whom_the_trainer_coaches_no_more_and_who_is_gone_stay_untouched(db: Database, tom: User) -> None:
    done = roll_out(db, "v2", an_act(tom))
    end_coaching(db, tom.id, an_act(as_athlete("ann")))
    erase_user(db, "cleo", an_act(a_user(db, "ada", roles=(Role.ADMIN,))))

    back = undo_roll_out(db, done.id, an_act(tom))

    assert [each for each in _outcomes(back) if each[0] != "cleo"] == [
        ("ann", False, "not-found"),
        ("ben", True, None),
    ]


def test_a_roll_out_that_still_runs_is_stopped_and_what_it_did_taken_back(db: Database, tom: User) -> None:
    begun = begin_roll_out(db, "v2", an_act(tom))

    def power_cut(served: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_roll_out(db, begun, an_act(tom), progress=power_cut, chunk=1)

    back = undo_roll_out(db, begun, an_act(tom))
    run_roll_out(db, begun, an_act(tom))

    assert back.status is RollOutStatus.STOPPED
    assert _on(db) == ["v1", "v1", "v1"]


def test_broken_off_it_is_taken_up_where_it_was(db: Database, tom: User) -> None:
    done = roll_out(db, "v2", an_act(tom))

    def power_cut(served: int, _of: int) -> None:
        raise KeyboardInterrupt

    undoing.begin_undo(db, done.id, an_act(tom))
    with pytest.raises(KeyboardInterrupt):
        run_undo(db, done.id, an_act(tom), progress=power_cut, chunk=1)
    assert _on(db) == ["v1", "v2", "v2"]

    run_undo(db, done.id, an_act(tom))

    assert _on(db) == ["v1", "v1", "v1"]


def test_a_defect_with_one_athlete_stops_nobody_else(db: Database, tom: User, monkeypatch: pytest.MonkeyPatch) -> None:
    done = roll_out(db, "v2", an_act(tom))
    whole = undo_receipt_in

    def broken(write: Write, receipt_id: str) -> object:
        if write.owner == "ben":
            raise ZeroDivisionError
        return whole(write, receipt_id)

    monkeypatch.setattr(undoing, "undo_receipt_in", broken)

    back = undo_roll_out(db, done.id, an_act(tom))

    assert _on(db) == ["v1", "v2", "v1"]
    assert [undone for _, undone, _ in _outcomes(back)] == [True, False, True]
    assert back.members[1].not_undone is not None


def test_only_who_began_a_roll_out_takes_it_back(db: Database, tom: User) -> None:
    done = roll_out(db, "v2", an_act(tom))

    with pytest.raises(NotFound):
        undo_roll_out(db, done.id, an_act(a_trainer(db, "eve")))

    assert _on(db) == ["v2", "v2", "v2"]


def test_what_the_look_beforehand_says_is_what_undoing_does(db: Database, tom: User) -> None:
    done = roll_out(db, "v2", an_act(tom))
    start_session(db, "ben", _sessions(db, "ben")[0], an_act(as_athlete("ben")))
    there = {name: set(_sessions(db, name)) for name in NAMES}

    told = preview_roll_out_undo(db, done.id, an_act(tom))
    back = undo_roll_out(db, done.id, an_act(tom))

    for member, after in zip(told.members, back.members, strict=True):
        now = set(_sessions(db, member.user_id))
        leaves = {each.session_id for each in member.undoing.removed} if member.undoing else set()
        returns = {each.session_id for each in member.undoing.returning} if member.undoing else set()
        assert (leaves, returns) == (there[member.user_id] - now, now - there[member.user_id])
        assert member.refusal == (after.not_undone and replace(after.not_undone))


def as_athlete(name: str) -> User:
    """Give an athlete as the one who acts for themselves."""
    return User(
        id=name,
        email=f"{name}@example.org",
        name=name.title(),
        roles=(Role.ATHLETE,),
        time_zone="Europe/Berlin",
        units="metric",  # type: ignore[arg-type]  # nothing of it is looked at
        created_at=LATER,
        updated_at=LATER,
    )

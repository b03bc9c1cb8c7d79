"""A roll-out gives each athlete a receipt or a refusal, and can be broken off and taken up."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.roll_out import _as_many, begin_roll_out, roll_out, run_roll_out
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.erase_account import erase_user
from mesocycle.actions.plans.archive_version import archive_version
from mesocycle.domain.assignment.roll_out import MemberStatus, RollOutStatus
from mesocycle.domain.people.user import Role, Sees, User
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.assignments import assignments, receipts, roll_outs, session_facts
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import users
from mesocycle.storage.tables.training import routine_assignment
from tests.actions.following import MONDAY, two_versions
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions


def _team(db: Database, *names: str) -> tuple[User, list[User]]:
    """Let a trainer's athletes follow the first of two versions."""
    tom = a_trainer(db)
    the_versions(db, tom, *two_versions("tom"))
    athletes = [a_user(db, name) for name in names]
    for athlete in athletes:
        a_coaching(db, tom, athlete)
        assign_routine(db, athlete.id, "v1", MONDAY, an_act(tom))
    return tom, athletes


def _version_of(db: Database, user_id: str) -> str:
    with db.read() as read:
        return assignments.live_of_routine(read, [user_id], "routine-1")[user_id].routine_version_id


def test_athletes_erased_between_the_look_and_the_lock_are_strangers_and_stop_nothing(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tom, (ann,) = _team(db, "ann")
    an_admin = a_user(db, "ada", roles=(Role.ADMIN,))
    roll_out_id = begin_roll_out(db, "v2", an_act(tom))
    looked = users.several

    def then_erased(read: Read, ids: list[str]) -> dict[str, User]:
        found = looked(read, ids)
        monkeypatch.setattr(users, "several", looked)
        erase_user(db, ann.id, an_act(an_admin))
        return found

    monkeypatch.setattr(users, "several", then_erased)
    run_roll_out(db, roll_out_id, an_act(tom))

    with db.read() as read:
        assert roll_outs.get(read, roll_out_id).status is RollOutStatus.DONE


def test_of_long_plans_fewer_athletes_are_served_in_one_transaction() -> None:
    assert [_as_many(50, sessions) for sessions in (0, 48, 400, 1_000, 10_000, 30_000)] == [50, 50, 50, 20, 2, 1]


def test_everybody_on_the_routine_gets_the_version_and_a_receipt(db: Database) -> None:
    tom, _ = _team(db, "ann", "ben", "cleo")
    told: list[tuple[int, int]] = []

    rolled = roll_out(db, "v2", an_act(tom), progress=lambda served, of: told.append((served, of)))

    assert rolled.status is RollOutStatus.DONE
    assert [(m.user_id, m.status) for m in rolled.members] == [
        (name, MemberStatus.DONE) for name in ("ann", "ben", "cleo")
    ]
    assert told == [(3, 3)]
    with db.read() as read:
        for member in rolled.members:
            assert member.receipt_id is not None
            assert len(receipts.get(read, member.user_id, member.receipt_id).created) == 4
    assert {_version_of(db, name) for name in ("ann", "ben", "cleo")} == {"v2"}


def test_a_refusal_concerns_its_own_athlete_only(db: Database) -> None:
    tom, (_, ben) = _team(db, "ann", "ben")
    end_coaching(db, tom.id, an_act(ben))

    rolled = roll_out(db, "v2", an_act(tom), members=["ann", "ben", "nobody"])

    assert [(m.user_id, m.status, m.refusal and m.refusal.code) for m in rolled.members] == [
        ("ann", MemberStatus.DONE, None),
        ("ben", MemberStatus.REFUSED, "not-found"),
        ("nobody", MemberStatus.REFUSED, "not-found"),
    ]
    assert (_version_of(db, "ann"), _version_of(db, "ben")) == ("v2", "v1")


def test_all_means_those_within_the_trainer_s_reach_who_follow_another_version(db: Database) -> None:
    tom, (_, ben, cleo) = _team(db, "ann", "ben", "cleo")
    end_coaching(db, tom.id, an_act(ben))
    eve = a_trainer(db, "eve")
    a_coaching(db, eve, cleo, sees=Sees.ASSIGNED)
    roll_out(db, "v2", an_act(tom), members=["ann"])

    rolled = roll_out(db, "v2", an_act(tom))

    assert [member.user_id for member in rolled.members] == ["cleo"]


def test_a_broken_off_roll_out_is_taken_up_where_it_stopped(db: Database) -> None:
    tom, _ = _team(db, "ann", "ben", "cleo")
    act = an_act(tom)
    started = begin_roll_out(db, "v2", act)

    def power_cut(served: int, _of: int) -> None:
        if served == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_roll_out(db, started, act, progress=power_cut, chunk=1)
    assert [_version_of(db, name) for name in ("ann", "ben", "cleo")] == ["v2", "v1", "v1"]
    with db.read() as read:
        first = assignments.live_of_routine(read, ["ann"], "routine-1")["ann"]

    rolled = roll_out(db, "v2", act)

    assert rolled.id == started
    assert [member.status for member in rolled.members] == [MemberStatus.DONE] * 3
    with db.read() as read:
        assert assignments.live_of_routine(read, ["ann"], "routine-1")["ann"] == first
        assert roll_outs.find_running(read, "v2", "tom") is None


def test_a_roll_out_is_taken_up_by_whoever_began_it(db: Database) -> None:
    tom, _ = _team(db, "ann")
    started = begin_roll_out(db, "v2", an_act(tom))
    eve = a_trainer(db, "eve")

    with pytest.raises(NotFound):
        run_roll_out(db, started, an_act(eve))

    assert _version_of(db, "ann") == "v1"


def test_nobody_left_to_serve_is_an_empty_roll_out(db: Database) -> None:
    tom, _ = _team(db, "ann")
    roll_out(db, "v2", an_act(tom))

    rolled = roll_out(db, "v2", an_act(tom))

    assert (rolled.status, rolled.members) == (RollOutStatus.DONE, ())


def test_each_athlete_s_own_history_decides_what_is_created(db: Database) -> None:
    tom, _ = _team(db, "ann", "ben")

    roll_out(db, "v2", an_act(tom, "2026-01-15T09:00:00.000Z"))

    with db.read() as read:
        live = assignments.live_of_routine(read, ["ann", "ben"], "routine-1")
        facts = session_facts.of_assignments(read, {user_id: [one.id] for user_id, one in live.items()})
    assert {user_id: [str(f.scheduled_date) for f in found] for user_id, found in facts.items()} == {
        "ann": ["2026-01-19", "2026-01-26"],
        "ben": ["2026-01-19", "2026-01-26"],
    }


def test_a_version_archived_on_the_way_goes_to_nobody_else(db: Database) -> None:
    tom, _ = _team(db, "ann", "ben")
    act = an_act(tom)
    started = begin_roll_out(db, "v2", act)

    def archived_after_the_first(served: int, _of: int) -> None:
        if served == 1:
            archive_version(db, "v2", act)

    run_roll_out(db, started, act, chunk=1, progress=archived_after_the_first)

    with db.read() as read:
        rolled = roll_outs.get(read, started)
    assert [(m.user_id, m.status, m.refusal and m.refusal.code) for m in rolled.members] == [
        ("ann", MemberStatus.DONE, None),
        ("ben", MemberStatus.REFUSED, "version-archived"),
    ]
    assert _version_of(db, "ben") == "v1"


def test_an_unexpected_error_ends_only_the_part_of_the_athlete_it_is_about(db: Database) -> None:
    tom, _ = _team(db, "ann", "ben", "cleo")
    with db.engine.connect() as connection, connection.begin():
        of_ben = routine_assignment.c.user_id == "ben"
        connection.execute(routine_assignment.update().where(of_ben).values(pauses="[broken"))

    rolled = roll_out(db, "v2", an_act(tom))

    assert rolled.status is RollOutStatus.DONE
    assert [(m.user_id, m.status, m.refusal and m.refusal.code) for m in rolled.members] == [
        ("ann", MemberStatus.DONE, None),
        ("ben", MemberStatus.REFUSED, "part-failed"),
        ("cleo", MemberStatus.DONE, None),
    ]
    assert (_version_of(db, "ann"), _version_of(db, "cleo")) == ("v2", "v2")


def test_a_plan_shifted_further_than_any_calendar_reaches_is_a_refusal_of_its_athlete(db: Database) -> None:
    tom, _ = _team(db, "ann", "ben")
    with db.engine.connect() as connection, connection.begin():
        of_ben = routine_assignment.c.user_id == "ben"
        connection.execute(routine_assignment.update().where(of_ben).values(shift_days=2**31 - 1))

    rolled = roll_out(db, "v2", an_act(tom))

    assert [(m.user_id, m.status, m.refusal and m.refusal.code) for m in rolled.members] == [
        ("ann", MemberStatus.DONE, None),
        ("ben", MemberStatus.REFUSED, "begin-not-possible"),
    ]

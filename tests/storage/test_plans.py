"""Rows of plans: routines and versions, exercises, reference values, snapshots."""

from functools import partial

import pytest
from msgspec.structs import replace

from mesocycle.domain.plan.snapshot import stored
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.refusal import AlreadyExists, NotFound, VersionInUse
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import (
    exercises,
    reference_values,
    routines,
    snapshot_movements,
    snapshots,
)
from mesocycle.storage.sessions import sessions
from tests.actions.training import ann_trains
from tests.arrange import a_user, an_act, the_versions
from tests.builders import a_version
from tests.domain.logs import SNAPSHOT
from tests.domain.plans import a_library_exercise


def a_value(id_: str, value: float = 100) -> ReferenceValue:
    return ReferenceValue(
        id=id_,
        user_id="ann",
        kind=ReferenceKind.BODYWEIGHT,
        value=value,
        unit="kg",
        valid_from="2026-01-01",
        source="tested",
    )


def test_of_the_versions_of_a_routine_exactly_one_is_the_latest(db: Database) -> None:
    ann = a_user(db)
    first, second = a_version(id="v1", created_by="ann"), a_version(id="v2", version=2, created_by="ann")
    the_versions(db, ann, first, second)

    with db.read() as read:
        assert [(each.id, each.is_latest) for each in routines.versions_of(read, "routine-1")] == [
            ("v2", True),
            ("v1", False),
        ]
        assert routines.get_latest(read, "routine-1").id == "v2"
        assert routines.owner_of(read, "routine-1") == "ann"
    db.write("ann", an_act(ann), lambda write: routines.delete_version(write, second))
    with db.read() as read:
        assert routines.get_latest(read, "routine-1").id == "v1"


def test_a_version_that_any_session_names_is_not_deleted(db: Database) -> None:
    ann, _, _ = ann_trains(db)
    with db.read() as read:
        version = routines.get_version(read, "v1")

    with pytest.raises(VersionInUse):
        db.write("ann", an_act(ann), lambda write: routines.delete_version(write, version))
    with pytest.raises(VersionInUse):
        db.write("ann", an_act(ann), lambda write: routines.delete_routine(write, version.parent_routine_id))


def test_an_id_that_a_routine_has_is_taken_for_everybody(db: Database) -> None:
    ann, _ = a_user(db), a_user(db, "bob")
    the_versions(db, ann, a_version(created_by="ann"))

    with db.read() as read, pytest.raises(AlreadyExists):
        routines.require_free(read, a_version(created_by="bob"))


def test_an_own_exercise_is_its_owner_s_and_what_an_admin_adds_is_everybody_s(db: Database) -> None:
    ann, bob = a_user(db), a_user(db, "bob")
    own, shared = (replace(a_library_exercise(name), owner_id=owner) for name, owner in (("A", "ann"), ("B", None)))
    db.write("ann", an_act(ann), lambda write: exercises.add(write, [own, shared]))
    db.write("bob", an_act(bob), lambda write: exercises.keep(write, {"kniebeuge": "b"}))

    with db.read() as read:
        assert exercises.readable_by(read, "ann") == [own, shared]
        assert exercises.readable_by(read, "bob") == [shared]
        assert exercises.taken_by_others(read, [own.id], "bob") == [own.id]
        assert exercises.of_user(read, "bob") == {"kniebeuge": "b"}
        assert exercises.of_user(read, "ann") == {}


def test_reference_values_come_in_the_order_they_were_added_page_by_page(db: Database) -> None:
    ann = a_user(db)
    for number in ("c", "a", "b"):
        added = partial(reference_values.add, value=a_value(number))
        db.write("ann", an_act(ann), added)

    with db.read() as read:
        assert [each.id for each in reference_values.of_user(read, "ann")] == ["c", "a", "b"]
        (first,) = reference_values.in_order(read, "ann", after=None, limit=1)
        rest = reference_values.in_order(read, "ann", after=(first[0], first[1].id), limit=9)
        assert [each.id for _, each in rest] == ["a", "b"]
        assert reference_values.of_users(read, ["ann", "bob"])["ann"] == [value for _, value in [first, *rest]]
        with pytest.raises(NotFound):
            reference_values.get(read, "bob", "a")
    with pytest.raises(AlreadyExists):
        db.write("ann", an_act(ann), lambda write: reference_values.require_free(write, "a"))


def test_a_snapshot_is_stored_once_and_goes_when_nothing_points_at_it(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    with db.read() as read:
        planned = get_snapshot(sessions.get(read, "ann", first))
    kept, other = stored(planned), stored(replace(planned, name="Nobody's"))
    db.write("ann", an_act(ann), lambda write: snapshots.keep(write, [kept, kept, other]))

    assert db.write_across_owners(snapshots.sweep) == 1

    with db.read() as read:
        assert dict(snapshots.bodies(read, [kept.hash, other.hash])) == {kept.hash: kept.body}
        assert snapshots.of_snapshots(read, [kept.hash])[kept.hash].name == "Squat day"


def test_the_warm_ups_of_the_days_are_named_and_never_none_so_that_a_statement_can_name_them(db: Database) -> None:
    ann_trains(db)

    with db.read() as read:
        found = snapshot_movements.easy_sections(read, "ann", "2026-01-01", "2026-12-31")

    assert len(found) == 1
    assert found != ["section-1"]


@pytest.mark.parametrize("most_bytes", [1, 10**9])
def test_every_snapshot_asked_for_is_given_however_few_are_held_at_a_time(
    db: Database, monkeypatch: pytest.MonkeyPatch, most_bytes: int
) -> None:
    ann = a_user(db, "ann")
    kept = [stored(replace(SNAPSHOT, name=f"Day {number}")) for number in range(5)]
    db.write("ann", an_act(ann), lambda write: snapshots.keep(write, kept))
    monkeypatch.setattr(snapshots, "_MOST_BYTES", most_bytes)

    with db.read() as read:
        found = dict(snapshots.each_body(read, [each.hash for each in kept]))

    assert found == {each.hash: each.body for each in kept}

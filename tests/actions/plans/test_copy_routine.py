"""Copying: where it is allowed, and with nothing that ties the copy to its source."""

import msgspec
import pytest

from mesocycle.actions.plans.copy_routine import copy_routine
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from tests.arrange import a_routine, a_user, an_act


def ids_in(node: object) -> set[str]:
    if isinstance(node, dict):
        inner = [ids_in(each) for each in node.values()]
        return set().union(*inner, {node["_id"]} if "_id" in node else set())
    return set().union(*map(ids_in, node)) if isinstance(node, list) else set()


def all_ids(version: RoutineVersion) -> set[str]:
    return ids_in(msgspec.to_builtins(version))


def test_a_copy_is_a_routine_of_ones_own_with_the_same_lines_under_new_ids(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    source = a_routine(db, ann, isPublic=True, allowCopy=True)

    copy = copy_routine(db, source.id, an_act(bob), name="My squats")

    assert (copy.name, copy.version, copy.created_by, copy.is_public) == ("My squats", 1, bob.id, False)
    assert copy.parent_routine_id != source.parent_routine_id
    assert not all_ids(copy) & all_ids(source)
    assert [each.name for each in copy.workouts] == [each.name for each in source.workouts]
    with db.read() as read:
        assert routines.get_version(read, copy.id) == copy
        assert routines.get_version(read, source.id) == source


def test_a_readable_routine_is_not_copied_where_its_owner_does_not_allow_it(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    source = a_routine(db, ann, isPublic=True)

    with pytest.raises(NotPermitted):
        copy_routine(db, source.id, an_act(bob))


def test_a_routine_that_can_not_be_read_is_not_there(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")
    source = a_routine(db, ann, allowCopy=True)

    with pytest.raises(NotFound):
        copy_routine(db, source.id, an_act(bob))


def test_the_owner_always_copies(db: Database) -> None:
    ann = a_user(db, "ann")
    source = a_routine(db, ann)

    assert copy_routine(db, source.id, an_act(ann)).name == "Squats (copy)"

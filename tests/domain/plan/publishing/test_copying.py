"""A copy of a routine."""

import msgspec

from mesocycle.domain.plan.publishing.copying import copied
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.rules.version import check_version
from tests.builders import a_version
from tests.domain.plans import NOW, line_ids, new_ids

SOURCE = a_version(version=7, is_public=True, allow_copy=True, is_archived=True, created_by="tom")


def a_copy() -> RoutineVersion:
    return copied(SOURCE, name="My squats", created_by="ann", now=NOW, new_id=new_ids())


def test_it_is_version_1_of_a_routine_of_one_s_own_and_nobody_else_sees_it() -> None:
    copy = a_copy()

    check_version(copy)
    assert (copy.version, copy.is_latest, copy.created_by, copy.name) == (1, True, "ann", "My squats")
    assert (copy.is_public, copy.allow_copy, copy.is_archived) == (False, False, None)
    assert copy.change_note == "Copied from Squats, version 7."


def test_no_line_of_it_is_ever_taken_for_one_of_the_source() -> None:
    assert set(line_ids(a_copy())).isdisjoint(line_ids(SOURCE))


def test_it_says_the_same() -> None:
    def without_ids(value: object) -> object:
        if isinstance(value, dict):
            return {name: without_ids(each) for name, each in value.items() if name != "_id"}
        return [without_ids(each) for each in value] if isinstance(value, list | tuple) else value

    ours, theirs = (without_ids(msgspec.to_builtins(one.workouts)) for one in (a_copy(), SOURCE))

    assert ours == theirs

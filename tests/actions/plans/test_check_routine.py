"""Checking a routine file keeps nothing."""

import pytest

from mesocycle.actions.plans.check_routine import check_routine
from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from tests.actions.training import ann_trains
from tests.arrange import a_routine_file


def test_a_file_that_is_right_becomes_a_version_that_nobody_keeps(db: Database) -> None:
    _, act, _ = ann_trains(db)
    with db.read() as read:
        before = routines.listed(read, visible_to=None)

    version = check_routine(db, a_routine_file(name="Another"), act)

    with db.read() as read:
        assert routines.listed(read, visible_to=None) == before
    assert version.name == "Another"


def test_a_file_is_checked_as_the_next_version_of_a_routine(db: Database) -> None:
    _, act, _ = ann_trains(db)
    first = create_routine(db, a_routine_file(name="Another"), act)

    version = check_routine(db, a_routine_file(name="Another"), act, routine_id=first.parent_routine_id)

    assert version.version == 2


def test_all_that_is_wrong_is_refused_at_once(db: Database) -> None:
    _, act, _ = ann_trains(db)

    with pytest.raises(DocumentNotValid) as refused:
        check_routine(db, {"name": 5, "difficulty": "soft", "goal": "strength", "workouts": []}, act)

    assert {each.path for each in refused.value.errors or ()} >= {"name", "difficulty", "duration"}

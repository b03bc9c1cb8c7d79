"""Resuming: the rest keeps its dates, or shifts by the days lost."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.domain.assignment.assignment import AssignmentRequest, AssignmentStatus
from mesocycle.domain.assignment.pausing import PauseNotPossible
from mesocycle.storage.engine.database import Database
from tests.actions.assignments.pausing import NEXT_WEDNESDAY, WEDNESDAY, days
from tests.actions.following import ann_follows, new_of, stored, two_versions
from tests.arrange import a_user, an_act, the_versions


def test_resuming_may_shift_the_rest_by_the_days_lost(db: Database) -> None:
    ann, first = ann_follows(db)
    pause_assignment(db, "ann", new_of(first), an_act(ann, WEDNESDAY))

    receipt = resume_assignment(db, "ann", new_of(first), an_act(ann, NEXT_WEDNESDAY), shift=True)

    assert [scheduled for _, scheduled in days(db, new_of(first))] == [
        "2026-01-05",
        "2026-01-12",
        "2026-01-26",
        "2026-02-02",
    ]
    assert len(receipt.moved) == 2
    assert stored(db, new_of(first)).shift_days == 7


def test_a_plan_towards_a_race_keeps_its_dates(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann"))
    first = assign_routine(db, "ann", "v1", AssignmentRequest(race_date="2026-02-01"), an_act(ann))
    pause_assignment(db, "ann", new_of(first), an_act(ann))

    with pytest.raises(PauseNotPossible):
        resume_assignment(db, "ann", new_of(first), an_act(ann, WEDNESDAY), shift=True)

    assert stored(db, new_of(first)).status is AssignmentStatus.PAUSED

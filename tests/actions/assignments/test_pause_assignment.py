"""Pausing: nothing moves, and only what runs is paused."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.domain.assignment.assignment import AssignmentStatus, Pause, ReplacementRequest
from mesocycle.domain.assignment.pausing import PauseNotPossible
from mesocycle.storage.engine.database import Database
from tests.actions.assignments.pausing import NEXT_WEDNESDAY, WEDNESDAY, days
from tests.actions.following import MONDAY, ann_follows, new_of, stored, two_versions
from tests.arrange import a_user, an_act, the_versions


def test_pausing_moves_nothing_and_resuming_may_keep_the_dates(db: Database) -> None:
    ann, first = ann_follows(db)
    before = days(db, new_of(first))

    pause_assignment(db, "ann", new_of(first), an_act(ann, WEDNESDAY))
    assert stored(db, new_of(first)).status is AssignmentStatus.PAUSED
    resume_assignment(db, "ann", new_of(first), an_act(ann, NEXT_WEDNESDAY), shift=False)

    assert days(db, new_of(first)) == before
    assert stored(db, new_of(first)).pauses == (Pause(from_="2026-01-14", to="2026-01-20"),)
    assert stored(db, new_of(first)).status is AssignmentStatus.ACTIVE


def test_only_what_runs_is_paused_and_only_what_is_paused_resumes(db: Database) -> None:
    ann, first = ann_follows(db)
    with pytest.raises(PauseNotPossible):
        resume_assignment(db, "ann", new_of(first), an_act(ann), shift=True)
    pause_assignment(db, "ann", new_of(first), an_act(ann))

    with pytest.raises(PauseNotPossible):
        pause_assignment(db, "ann", new_of(first), an_act(ann))


def test_a_running_pause_and_the_shift_go_over_to_a_version_that_continues(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann"))
    first = assign_routine(db, "ann", "v1", MONDAY, an_act(ann))
    shift_assignment(db, "ann", new_of(first), an_act(ann), days=2)
    pause_assignment(db, "ann", new_of(first), an_act(ann))

    receipt = replace_assignment(db, "ann", new_of(first), "v2", ReplacementRequest(continue_=True), an_act(ann))

    new = stored(db, new_of(receipt))
    assert (new.status, new.shift_days, new.pauses) == (
        AssignmentStatus.PAUSED,
        2,
        (Pause(from_="2026-01-05"),),
    )
    assert receipt.created[0].scheduled_date == "2026-01-07"

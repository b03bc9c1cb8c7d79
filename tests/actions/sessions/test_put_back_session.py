"""Putting a session back."""

import pytest

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.correct_session import correct_session
from mesocycle.actions.sessions.put_back_session import put_back_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.refusal import AssignmentNotLive, MoveNotAllowed
from mesocycle.domain.session.inputs import Correction, Skip
from mesocycle.domain.session.rules import LogNotEmpty
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING, a_set_entry, ann_trains, before, history, rows_of, stored_session


def test_a_session_with_feedback_alone_goes_back_and_leaves_all_of_it_in_the_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    fresh = stored_session(db, first)
    start_session(db, "ann", first, act)
    correct_session(db, "ann", first, Correction(feedback=Feedback(feeling=2)), act)

    back = put_back_session(db, "ann", first, act)

    kept = before(history(db, first)[-1])
    assert (back.status, back.started_at, back.performed_date, back.performance_log) == (
        SessionStatus.SCHEDULED,
        None,
        None,
        None,
    )
    assert back.workout_snapshot == fresh.workout_snapshot
    assert kept["startedAt"] == MONDAY_EVENING
    assert kept["performedDate"] == "2026-01-05"
    assert kept["performanceLog"]["feedback"] == {"feeling": 2}


def test_something_logged_asks_for_discard_log_and_then_stays_in_the_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry(), act)

    with pytest.raises(LogNotEmpty):
        put_back_session(db, "ann", first, act)
    put_back_session(db, "ann", first, act, discard_log=True)

    kept = before(history(db, first)[-1])["performanceLog"]
    assert kept["sections"][0]["exercises"][0]["sets"][0]["_id"] == "done-1"
    assert rows_of(db, first) == []


def test_a_skipped_session_goes_back_and_a_completed_one_does_not(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    skip_session(db, "ann", first, Skip(reason="travel"), act)
    complete_session(db, "ann", second, act)

    assert put_back_session(db, "ann", first, act).status is SessionStatus.SCHEDULED
    with pytest.raises(MoveNotAllowed):
        put_back_session(db, "ann", second, act)


def test_nothing_goes_back_to_an_assignment_that_was_replaced(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    old = stored_session(db, first).routine_assignment_id
    replaced = replace_assignment(db, "ann", old, "v1", ReplacementRequest(), act)

    with pytest.raises(AssignmentNotLive) as refused:
        put_back_session(db, "ann", first, act)

    assert (refused.value.facts or {})["newAssignmentId"] == replaced.new_assignment_id
    assert stored_session(db, first).status is SessionStatus.IN_PROGRESS

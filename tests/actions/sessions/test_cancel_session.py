"""Cancelling sessions."""

import pytest

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.cancel_session import cancel_session, cancel_sessions
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.refusal import MoveNotAllowed
from mesocycle.domain.session.inputs import Cancel, Skip
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Database
from tests.actions.training import a_set_entry, ann_trains, history, reps_of, stored_session

ILL = Skip(reason="illness", notes="a cold")


def test_a_session_under_way_is_cancelled_with_its_log_and_not_skipped(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry(), act)

    with pytest.raises(MoveNotAllowed):
        skip_session(db, "ann", first, ILL, act)
    cancelled = cancel_session(db, "ann", first, act, given=Cancel(reason="the gym closed"))

    assert cancelled.status is SessionStatus.CANCELLED
    assert reps_of(cancelled) == {"done-1": 5}
    assert history(db, first)[-1].reason == "the gym closed"


def test_several_sessions_are_cancelled_all_or_none(db: Database) -> None:
    _, act, (first, second, third, _) = ann_trains(db)
    complete_session(db, "ann", third, act)

    with pytest.raises(MoveNotAllowed):
        cancel_sessions(db, "ann", [first, third], act)
    assert stored_session(db, first).status is SessionStatus.SCHEDULED
    assert [s.status for s in cancel_sessions(db, "ann", [first, second], act)] == [SessionStatus.CANCELLED] * 2

"""Skipping sessions."""

import pytest

from mesocycle.actions.sessions.skip_session import skip_session, skip_sessions
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.refusal import MoveNotAllowed
from mesocycle.domain.session.inputs import Skip
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains, history, log_of

ILL = Skip(reason="illness", notes="a cold")


def test_a_skipped_session_says_why(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    skipped = skip_session(db, "ann", first, ILL, act)

    assert skipped.status is SessionStatus.SKIPPED
    assert skipped.performed_date is None
    assert log_of(skipped).feedback == Feedback(reason="illness", notes="a cold")
    assert [event.reason for event in history(db, first)] == ["illness"]


def test_several_sessions_are_skipped_all_or_none(db: Database) -> None:
    _, act, (first, second, third, _) = ann_trains(db)
    start_session(db, "ann", third, act)

    with pytest.raises(MoveNotAllowed):
        skip_sessions(db, "ann", [first, third], ILL, act)
    skipped = skip_sessions(db, "ann", [first, second, first], ILL, act)

    assert [session.id for session in skipped] == [first, second]
    assert len(history(db, first)) == 1

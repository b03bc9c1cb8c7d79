"""Reopening a session."""

import pytest

from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.reopen_session import reopen_session
from mesocycle.domain.refusal import MoveNotAllowed
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains


def test_only_a_completed_session_is_reopened(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)

    assert reopen_session(db, "ann", first, act).status is SessionStatus.IN_PROGRESS
    with pytest.raises(MoveNotAllowed):
        reopen_session(db, "ann", second, act)

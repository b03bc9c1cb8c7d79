"""Saying how a session felt."""

from mesocycle.actions.complete_session import complete_session
from mesocycle.actions.give_feedback import give_feedback
from mesocycle.domain.performance import Feedback
from mesocycle.storage.database import Database
from tests.actions.sessions import ann_trains, before, history, log_of


def test_other_feedback_leaves_the_first_in_the_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)
    give_feedback(db, "ann", first, act, Feedback(rpe=7))

    given = give_feedback(db, "ann", first, act, Feedback(rpe=8))

    assert log_of(given).feedback == Feedback(rpe=8)
    assert before(history(db, first)[-1]) == {"feedback": {"rpe": 7}}

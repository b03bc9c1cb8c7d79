"""A whole session told in one text."""

import pytest

from mesocycle.actions.log.log_done import log_done
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.editing import each_set
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.inputs import Completion
from mesocycle.domain.session.rules import SessionNotBegun
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.session.stored_log import get_log
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains, before, history, rows_of


def test_a_session_is_completed_with_all_that_was_done_in_one_act(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    done = complete_session(
        db, "ann", first, act, given=Completion(done="squat: 5,4 @ 100 RPE 9; + Face pull: 15 @ 20 kg")
    )

    performed = [one.performance for _, one in each_set(get_log(done))]
    assert done.status is SessionStatus.COMPLETED
    assert [(one.reps, one.weight, one.weight_unit) for one in performed] == [
        (5, 100, "kg"),
        (4, 100, "kg"),
        (15, 20, "kg"),
    ]
    assert [event.kind for event in history(db, first)] == [EventKind.COMPLETED]
    assert len(rows_of(db, first)) == 3


def test_what_is_told_of_a_begun_session_leaves_what_stood_there_in_the_history(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_done(db, "ann", first, "squat: 5 @ 100", act)

    log_done(db, "ann", first, "squat: 5 @ 105", act)

    assert "performanceLog" in before(history(db, first)[-1])


def test_completing_over_what_was_logged_keeps_the_first_in_the_history(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_done(db, "ann", first, "squat: 5 @ 100", act)

    complete_session(db, "ann", first, act, given=Completion(done="squat: 5 @ 105"))

    assert "performanceLog" in before(history(db, first)[-1])


def test_a_session_that_has_not_begun_takes_no_log_alone(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(SessionNotBegun):
        log_done(db, "ann", first, "squat: 5 @ 100", act)


def test_what_nobody_lifts_is_asked_back_and_the_session_stays_as_it_was(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(DocumentNotValid):
        complete_session(db, "ann", first, act, given=Completion(done="squat: 5 @ 2000 kg"))

    assert history(db, first) == []

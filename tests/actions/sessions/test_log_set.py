"""Logging sets."""

import pytest

from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.correct_log import correct_log
from mesocycle.actions.sessions.correct_session import correct_session
from mesocycle.actions.sessions.log_set import log_set
from mesocycle.actions.sessions.put_log import put_log
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.inputs import Completion, Correction
from mesocycle.domain.session.rules import SessionNotBegun
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.session.stored_log import LogNotReadable
from mesocycle.storage.engine.database import Database
from tests.actions.training import (
    a_log,
    a_set_entry,
    ann_trains,
    before,
    history,
    log_of,
    reps_of,
    with_snapshot,
)
from tests.arrange import a_coaching, a_trainer, an_act


def test_the_same_set_again_is_a_correction_and_the_first_stays_in_the_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, act, a_set_entry(reps=5))

    corrected = log_set(db, "ann", first, act, a_set_entry(id_="done-again", reps=4))

    event = history(db, first)[-1]
    assert reps_of(corrected) == {"done-again": 4}
    assert event.kind is EventKind.CORRECTED
    assert before(event)["setAside"][0]["performance"]["reps"] == 5


def test_the_very_same_entry_again_changes_nothing(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    once = log_set(db, "ann", first, act, a_set_entry())

    assert log_set(db, "ann", first, act, a_set_entry()) == once
    assert [event.kind for event in history(db, first)] == [EventKind.STARTED]


def test_a_log_is_corrected_after_the_end_and_after_a_cancel_with_an_event(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)
    start_session(db, "ann", second, act)
    cancel_session(db, "ann", second, act)

    for session_id in (first, second):
        log_set(db, "ann", session_id, act, a_set_entry())
        assert history(db, session_id)[-1].kind is EventKind.CORRECTED


def test_nothing_is_logged_on_a_scheduled_session(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(SessionNotBegun):
        log_set(db, "ann", first, act, a_set_entry())
    with pytest.raises(SessionNotBegun):
        put_log(db, "ann", first, act, a_log())
    with pytest.raises(SessionNotBegun):
        correct_log(db, "ann", first, act, entries=[a_set_entry()])
    with pytest.raises(SessionNotBegun):
        correct_session(db, "ann", first, act, Correction(feedback=Feedback(rpe=7)))


def test_a_set_that_the_session_does_not_have_is_refused_with_its_path(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)

    with pytest.raises(DocumentNotValid) as refused:
        log_set(db, "ann", first, act, a_set_entry("set-9"))

    assert [error.path for error in refused.value.errors or ()] == ["set.setId"]


def test_what_a_trainer_logs_for_an_athlete_is_told_by_an_event(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann, may_log=True)
    start_session(db, "ann", first, act)

    log_set(db, "ann", first, an_act(tom, act.now), a_set_entry())

    assert [(event.kind, event.by) for event in history(db, first)][1:] == [(EventKind.LOGGED, "tom")]


def test_a_session_from_elsewhere_in_another_form_is_done_as_ever_but_takes_no_single_sets(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    foreign = b'{"name":"Push","sections":[{"type":"yoga"}],"type":"flow"}'
    with_snapshot(db, first, foreign)

    start_session(db, "ann", first, act)
    with pytest.raises(LogNotReadable):
        log_set(db, "ann", first, act, a_set_entry())
    done = complete_session(db, "ann", first, act, Completion(feedback=Feedback(rpe=7), notes="20 minutes"))

    assert bytes(done.workout_snapshot) == foreign
    assert log_of(done).feedback == Feedback(rpe=7)

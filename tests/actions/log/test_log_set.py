"""Logging sets."""

import pytest
import sqlalchemy as sa

from mesocycle.actions.log.correct_log import correct_log
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.correct_session import correct_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.inputs import Completion, Correction
from mesocycle.domain.session.rules import SessionNotBegun
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.session.stored_log import LogNotReadable
from mesocycle.domain.sync.operations import Operation
from mesocycle.offline.sync import sync
from mesocycle.storage.engine.database import Database
from tests.actions.training import (
    a_log,
    a_set_entry,
    ann_trains,
    before,
    history,
    log_of,
    reps_of,
    rows_of,
    stored_session,
    with_snapshot,
)
from tests.arrange import a_coaching, a_trainer, an_act
from tests.offline.many import a_set_logged
from tests.offline.phone import an_operation, outcomes


def test_the_same_set_again_is_a_correction_and_the_first_stays_in_the_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry(reps=5), act)

    corrected = log_set(db, "ann", first, a_set_entry(id_="done-again", reps=4), act)

    event = history(db, first)[-1]
    assert reps_of(corrected) == {"done-again": 4}
    assert event.kind is EventKind.CORRECTED
    assert before(event)["setAside"][0]["performance"]["reps"] == 5


def test_the_very_same_entry_again_changes_nothing(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    once = log_set(db, "ann", first, a_set_entry(), act)

    assert log_set(db, "ann", first, a_set_entry(), act) == once
    assert [event.kind for event in history(db, first)] == [EventKind.STARTED]


def test_a_log_is_corrected_after_the_end_and_after_a_cancel_with_an_event(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)
    start_session(db, "ann", second, act)
    cancel_session(db, "ann", second, act)

    for session_id in (first, second):
        log_set(db, "ann", session_id, a_set_entry(), act)
        assert history(db, session_id)[-1].kind is EventKind.CORRECTED


def test_nothing_is_logged_on_a_scheduled_session(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(SessionNotBegun):
        log_set(db, "ann", first, a_set_entry(), act)
    with pytest.raises(SessionNotBegun):
        put_log(db, "ann", first, a_log(), act)
    with pytest.raises(SessionNotBegun):
        correct_log(db, "ann", first, act, entries=[a_set_entry()])
    with pytest.raises(SessionNotBegun):
        correct_session(db, "ann", first, Correction(feedback=Feedback(rpe=7)), act)


def test_a_set_that_the_session_does_not_have_is_refused_with_its_path(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)

    with pytest.raises(DocumentNotValid) as refused:
        log_set(db, "ann", first, a_set_entry("set-9"), act)

    assert [error.path for error in refused.value.errors or ()] == ["set.setId"]


def test_what_a_trainer_logs_for_an_athlete_is_told_by_an_event(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann, may_log=True)
    start_session(db, "ann", first, act)

    log_set(db, "ann", first, a_set_entry(), an_act(tom, act.now))

    assert [(event.kind, event.by) for event in history(db, first)][1:] == [(EventKind.LOGGED, "tom")]


def test_a_session_from_elsewhere_in_another_form_is_done_as_ever_but_takes_no_single_sets(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    foreign = b'{"name":"Push","sections":[{"type":"yoga"}],"type":"flow"}'
    with_snapshot(db, first, foreign)

    start_session(db, "ann", first, act)
    with pytest.raises(LogNotReadable):
        log_set(db, "ann", first, a_set_entry(), act)
    done = complete_session(db, "ann", first, act, given=Completion(feedback=Feedback(rpe=7), notes="20 minutes"))

    assert bytes(done.workout_snapshot) == foreign
    assert log_of(done).feedback == Feedback(rpe=7)


def statements_of(db: Database, batch: list[Operation], act: Act) -> int:
    """Count the statements that a batch takes."""
    heard: list[str] = []

    def note(*said: object) -> None:
        heard.append(str(said[2]))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    sync(db, "ann", batch, act)
    sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(heard)


def test_sets_logged_one_after_the_other_are_written_by_as_many_statements_however_many_they_are(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)

    few = statements_of(db, [a_set_logged(first, number) for number in range(10)], act)
    many = statements_of(db, [a_set_logged(second, number) for number in range(1_000, 1_200)], act)

    assert few == many
    assert len(reps_of(stored_session(db, second))) == len(rows_of(db, second)) == 200


def test_one_set_without_a_place_is_refused_and_the_others_of_its_run_are_logged(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    batch = [
        a_set_logged(first, 1),
        a_set_logged(first, 2, setId="nowhere", added=False),
        a_set_logged(first, 3, performance={"reps": -1}),
        a_set_logged(first, 4),
    ]

    results = sync(db, "ann", batch, act)

    assert outcomes(results) == ["done", "document-not-valid", "document-not-valid", "done"]
    assert set(reps_of(stored_session(db, first))) == {"done-1", "done-4"}


def test_an_id_that_is_an_exercises_already_is_refused_inside_a_run_too(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    curl = {
        "sectionId": "section-1",
        "addedExerciseId": "curl",
        "exercise": {"name": "Curl"},
        "set": {"_id": "c1", "setNumber": 1, "setType": "working", "performance": {"reps": 8}},
    }
    batch = [
        a_set_logged(first, 1),
        an_operation("log-set", first, curl, id_="op-curl"),
        a_set_logged(first, 2, _id="curl"),
    ]

    results = sync(db, "ann", batch, act)

    assert outcomes(results) == ["done", "done", "document-not-valid"]

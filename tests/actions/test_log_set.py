"""Logging sets, putting whole logs, correcting them."""

from collections.abc import Callable

import pytest
from msgspec import Raw

from mesocycle.actions.cancel_session import cancel_session
from mesocycle.actions.complete_session import complete_session
from mesocycle.actions.correct_log import correct_log
from mesocycle.actions.give_feedback import give_feedback
from mesocycle.actions.log_set import log_set
from mesocycle.actions.put_log import put_log
from mesocycle.actions.start_session import start_session
from mesocycle.domain.act import Act
from mesocycle.domain.event import EventKind
from mesocycle.domain.performance import (
    ExerciseName,
    Feedback,
    PerformedExercise,
    PerformedSection,
    WorkoutPerformanceLog,
)
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.domain.session_rules import SessionNotBegun
from mesocycle.storage.database import Database
from tests.actions.sessions import (
    a_set_entry,
    ann_has_a_training_max,
    ann_trains,
    before,
    history,
    log_of,
    reps_of,
    rows_of,
    stored_session,
)
from tests.arrange import a_coaching, a_trainer, an_act


def a_log(*, reps: int = 5, id_: str = "done-1") -> WorkoutPerformanceLog:
    """Give a log of the first set alone."""
    exercise = PerformedExercise(
        exercise_id="exercise-1", order_index=0, sets=(a_set_entry(id_=id_, reps=reps).set,)
    )
    return WorkoutPerformanceLog(
        sections=(PerformedSection(section_id="section-1", order_index=0, exercises=(exercise,)),)
    )


def test_a_logged_set_has_its_unit_and_instant_written_out_and_a_row_beside_it(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)

    logged = log_set(db, "ann", first, act, a_set_entry())

    (one,) = log_of(logged).sections[0].exercises[0].sets
    assert (one.performance.weight_unit, one.performed_at) == ("kg", act.now)
    assert rows_of(db, first) == [("done-1", "2026-01-05", 100.0)]


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


def _log_set(db: Database, session_id: str, act: Act) -> object:
    return log_set(db, "ann", session_id, act, a_set_entry())


def _put_log(db: Database, session_id: str, act: Act) -> object:
    return put_log(db, "ann", session_id, act, a_log())


def _correct_log(db: Database, session_id: str, act: Act) -> object:
    return correct_log(db, "ann", session_id, act, entries=[a_set_entry()])


def _give_feedback(db: Database, session_id: str, act: Act) -> object:
    return give_feedback(db, "ann", session_id, act, Feedback(rpe=7))


@pytest.mark.parametrize("deed", [_log_set, _put_log, _correct_log, _give_feedback])
def test_nothing_is_logged_on_a_scheduled_session(
    db: Database, deed: Callable[[Database, str, Act], object]
) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(SessionNotBegun):
        deed(db, first, act)


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


def test_a_substituted_exercise_counts_as_what_was_really_done(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    other = ExerciseName(exercise_id="leg-press", exercise_variant_id="leg-press", name="Leg press")

    logged = log_set(db, "ann", first, act, a_set_entry(substituted_by=other))

    assert log_of(logged).sections[0].exercises[0].substituted_by == other
    assert rows_of(db, first) == [("done-1", "2026-01-05", 100.0)]


def test_a_whole_log_takes_the_place_of_another_that_stays_in_the_event(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    ann_has_a_training_max(db, ann, 140)
    start_session(db, "ann", first, act)
    put_log(db, "ann", first, act, a_log(reps=5))

    put = put_log(db, "ann", first, act, a_log(reps=6, id_="other"))

    logged, corrected = history(db, first)[1:]
    assert reps_of(put) == {"other": 6}
    assert [used.value for used in log_of(put).references or ()] == [140]
    assert (logged.kind, corrected.kind) == (EventKind.LOGGED, EventKind.CORRECTED)
    assert before(corrected)["performanceLog"]["sections"][0]["exercises"][0]["sets"][0]["_id"] == "done-1"
    assert rows_of(db, first) == [("other", "2026-01-05", 100.0)]


def test_a_whole_log_that_does_not_fit_the_snapshot_is_refused_with_every_path(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    stray = WorkoutPerformanceLog(
        sections=(PerformedSection(section_id="nowhere", order_index=0, exercises=()),), feedback=Feedback(rpe=99)
    )

    with pytest.raises(DocumentNotValid) as refused:
        put_log(db, "ann", first, act, stray)

    assert [error.path for error in refused.value.errors or ()] == ["sections[0].sectionId", "feedback.rpe"]


def test_one_correction_takes_entries_out_and_puts_others_in(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, act, a_set_entry("set-1", id_="done-1"))
    log_set(db, "ann", first, act, a_set_entry("set-2", id_="done-2"))

    corrected = correct_log(
        db, "ann", first, act, entries=[a_set_entry("set-2", id_="done-2", reps=8)], removed=["done-1"]
    )

    assert reps_of(corrected) == {"done-2": 8}
    assert [entry["_id"] for entry in before(history(db, first)[-1])["entries"]] == ["done-1", "done-2"]
    with pytest.raises(NotFound, match="done-1"):
        correct_log(db, "ann", first, act, removed=["done-1"])


def test_other_feedback_leaves_the_first_in_the_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)
    give_feedback(db, "ann", first, act, Feedback(rpe=7))

    given = give_feedback(db, "ann", first, act, Feedback(rpe=8))

    assert log_of(given).feedback == Feedback(rpe=8)
    assert before(history(db, first)[-1]) == {"feedback": {"rpe": 7}}


def test_the_snapshot_is_never_touched_by_what_is_logged(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    planned: Raw = stored_session(db, first).workout_snapshot

    start_session(db, "ann", first, act)
    log_set(db, "ann", first, act, a_set_entry(reps=1))
    complete_session(db, "ann", first, act)

    assert stored_session(db, first).workout_snapshot == planned

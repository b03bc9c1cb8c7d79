"""What keeping a log has in common: rows beside it, values frozen into it, what stood there before."""

from msgspec import Raw

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.correct_session import correct_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import ExerciseName, Feedback
from mesocycle.domain.session.inputs import Correction
from mesocycle.storage.engine.database import Database
from tests.actions.training import (
    a_set_entry,
    ann_has_a_training_max,
    ann_trains,
    before,
    history,
    log_of,
    rows_of,
    stored_session,
)


def test_a_logged_set_has_its_unit_and_instant_written_out_and_a_row_beside_it(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)

    logged = log_set(db, "ann", first, a_set_entry(), act)

    (one,) = log_of(logged).sections[0].exercises[0].sets
    assert (one.performance.weight_unit, one.performed_at) == ("kg", act.now)
    assert rows_of(db, first) == [("done-1", "2026-01-05", 100.0)]


def test_a_substituted_exercise_counts_as_what_was_really_done(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    other = ExerciseName(exercise_id="leg-press", exercise_variant_id="leg-press", name="Leg press")

    logged = log_set(db, "ann", first, a_set_entry(instead=other), act)

    assert log_of(logged).sections[0].exercises[0].substituted_by == other
    assert rows_of(db, first) == [("done-1", "2026-01-05", 100.0)]


def test_the_snapshot_is_never_touched_by_what_is_logged(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    planned: Raw = stored_session(db, first).workout_snapshot

    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry(reps=1), act)
    complete_session(db, "ann", first, act)

    assert stored_session(db, first).workout_snapshot == planned


def test_the_reference_values_used_are_frozen_into_the_log_at_the_start(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    ann_has_a_training_max(db, ann, 140)

    started = start_session(db, "ann", first, act)

    assert [(used.kind, used.value) for used in log_of(started).references or ()] == [("trainingMax", 140)]


def test_a_missing_reference_value_never_blocks_the_start(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    assert start_session(db, "ann", first, act).performance_log is None


def test_other_feedback_leaves_the_first_in_the_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)
    correct_session(db, "ann", first, Correction(feedback=Feedback(rpe=7)), act)

    given = correct_session(db, "ann", first, Correction(feedback=Feedback(rpe=8)), act)

    assert log_of(given).feedback == Feedback(rpe=8)
    assert before(history(db, first)[-1]) == {"feedback": {"rpe": 7}}

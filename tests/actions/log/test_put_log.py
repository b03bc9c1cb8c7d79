"""Putting a whole log."""

import pytest

from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import Feedback, PerformedSection, WorkoutPerformanceLog
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database
from tests.actions.training import a_log, ann_has_a_training_max, ann_trains, before, history, log_of, reps_of, rows_of


def test_a_whole_log_takes_the_place_of_another_that_stays_in_the_event(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    ann_has_a_training_max(db, ann, 140)
    start_session(db, "ann", first, act)
    put_log(db, "ann", first, a_log(reps=5), act)

    put = put_log(db, "ann", first, a_log(reps=6, id_="other"), act)

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
        put_log(db, "ann", first, stray, act)

    assert [error.path for error in refused.value.errors or ()] == ["sections[0].sectionId", "feedback.rpe"]

"""Correcting times, day, notes and feedback afterwards."""

import pytest

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.correct_session import correct_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.inputs import Completion, Correction, Skip
from mesocycle.domain.session.rules import SessionNotBegun
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING, a_set_entry, ann_trains, before, history, log_of, rows_of


def test_a_corrected_day_takes_the_performed_sets_with_it(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry(), act)

    corrected = correct_session(
        db, "ann", first, Correction(performed_date="2026-01-03", duration_minutes=50, notes="On Saturday."), act
    )

    event = history(db, first)[-1]
    assert (corrected.performed_date, corrected.duration_minutes) == ("2026-01-03", 50)
    assert (corrected.completed_at, corrected.notes) == (MONDAY_EVENING, "On Saturday.")
    assert rows_of(db, first) == [("done-1", "2026-01-03", 100.0)]
    assert (event.kind, before(event)) == (EventKind.CORRECTED, {"performedDate": "2026-01-05"})


def test_only_what_is_given_changes(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    done = complete_session(db, "ann", first, act)

    corrected = correct_session(db, "ann", first, Correction(feedback=Feedback(feeling=5)), act)

    assert log_of(corrected).feedback == Feedback(feeling=5)
    assert (corrected.completed_at, corrected.performed_date) == (done.completed_at, done.performed_date)


def test_what_stands_there_already_is_no_correction(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    done = complete_session(db, "ann", first, act, given=Completion(notes="Good."))
    told = history(db, first)

    corrected = correct_session(db, "ann", first, Correction(completed_at=done.completed_at, notes="Good."), act)

    assert corrected == done
    assert history(db, first) == told


def test_a_day_that_is_still_to_come_is_refused(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)

    with pytest.raises(DocumentNotValid):
        correct_session(db, "ann", first, Correction(performed_date="2026-01-06"), act)


def test_what_has_not_begun_has_no_times_to_correct(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    skip_session(db, "ann", second, Skip(reason="weather"), act)

    with pytest.raises(SessionNotBegun):
        correct_session(db, "ann", first, Correction(duration_minutes=10), act)
    with pytest.raises(SessionNotBegun, match="skipped"):
        correct_session(db, "ann", second, Correction(duration_minutes=10), act)
    assert correct_session(db, "ann", second, Correction(notes="Ice."), act).notes == "Ice."

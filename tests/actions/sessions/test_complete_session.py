"""Completing a session."""

import pytest

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.reopen_session import reopen_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.user import Settings
from mesocycle.domain.refusal import DocumentNotValid, MoveNotAllowed
from mesocycle.domain.session.inputs import Completion, Skip
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database
from tests.actions.training import (
    MONDAY_EVENING,
    a_set_entry,
    ann_has_a_training_max,
    ann_trains,
    before,
    history,
    log_of,
    reps_of,
    rows_of,
)
from tests.arrange import an_act

AN_HOUR_LATER = "2026-01-05T19:00:00.000Z"
TUESDAY = "2026-01-06T08:00:00.000Z"


def test_completing_what_was_started_gives_end_and_duration(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)

    done = complete_session(db, "ann", first, an_act(ann, AN_HOUR_LATER))

    assert done.status is SessionStatus.COMPLETED
    assert (done.completed_at, done.duration_minutes, done.performed_date) == (AN_HOUR_LATER, 60, "2026-01-05")
    assert [event.kind for event in history(db, first)] == [EventKind.STARTED, EventKind.COMPLETED]


def test_finish_pressed_next_morning_ends_the_session_at_its_last_set(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    last = "2026-01-05T18:40:00.000Z"
    log_set(db, "ann", first, a_set_entry(at=last), an_act(ann, last))

    done = complete_session(db, "ann", first, an_act(ann, TUESDAY))

    assert (done.completed_at, done.duration_minutes) == ("2026-01-05T18:40:00.000Z", 40)


def test_done_without_the_player_takes_what_is_said_and_freezes_the_values_of_that_day(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    ann_has_a_training_max(db, ann, 140)
    said = Completion(performed_date="2026-01-04", duration_minutes=45, notes=" easy ", feedback=Feedback(rpe=6))

    done = complete_session(db, "ann", first, an_act(ann, TUESDAY), given=said)

    assert (done.performed_date, done.duration_minutes, done.notes) == ("2026-01-04", 45, "easy")
    assert log_of(done).feedback == Feedback(rpe=6)
    assert [used.value for used in log_of(done).references or ()] == [140]


def test_an_end_given_later_counts_on_the_day_it_was_where_the_athlete_lived_then(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    change_settings(db, "ann", Settings(time_zone="America/Los_Angeles"), an_act(ann, "2026-01-06T12:00:00.000Z"))

    done = complete_session(
        db,
        "ann",
        first,
        an_act(ann, "2026-01-09T08:00:00.000Z"),
        given=Completion(completed_at="2026-01-06T07:30:00.000Z"),
    )

    assert done.performed_date == "2026-01-06", "in Berlin it was the morning of the 6th"


def test_completing_again_after_a_reopen_keeps_the_first_end(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)
    reopen_session(db, "ann", first, an_act(ann, TUESDAY))

    assert complete_session(db, "ann", first, an_act(ann, TUESDAY)).completed_at == MONDAY_EVENING


def test_as_planned_writes_the_log_from_the_targets_and_marks_it(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    ann_has_a_training_max(db, ann, 140)

    done = complete_session(db, "ann", first, act, given=Completion(as_planned=True))

    sets = log_of(done).sections[0].exercises[0].sets
    assert [(one.set_id, one.performance.weight, one.as_planned) for one in sets] == [
        ("set-1", 100, True),
        ("set-2", 120, True),
    ]
    assert sorted(row[1:] for row in rows_of(db, first)) == [("2026-01-05", 100.0), ("2026-01-05", 120.0)]


def test_as_planned_leaves_what_was_logged_as_it_is(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry("set-1", reps=3), act)

    done = complete_session(db, "ann", first, act, given=Completion(as_planned=True))

    sets = log_of(done).sections[0].exercises[0].sets
    assert [(one.set_id, one.performance.reps, one.as_planned) for one in sets] == [
        ("set-1", 3, None),
        ("set-2", 5, True),
    ]


def test_completed_without_entries_has_no_log(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    assert complete_session(db, "ann", first, act).performance_log is None


def test_feedback_that_takes_the_place_of_other_feedback_leaves_it_in_the_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    skip_session(db, "ann", first, Skip(reason="travel"), act)

    done = complete_session(db, "ann", first, act, given=Completion(feedback=Feedback(feeling=4)))

    assert log_of(done).feedback == Feedback(feeling=4)
    assert before(history(db, first)[-1]) == {"feedback": {"reason": "travel"}}


CAN_NOT_HAVE_BEEN = {
    "performedDate": Completion(performed_date="2026-01-06"),
    "completedAt": Completion(started_at=MONDAY_EVENING, completed_at="2026-01-05T17:00:00.000Z"),
    "startedAt": Completion(started_at="yesterday"),
    "feedback.rpe": Completion(feedback=Feedback(rpe=11)),
}


def test_what_can_not_have_been_is_refused_with_its_path_and_changes_nothing(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    for path, said in CAN_NOT_HAVE_BEEN.items():
        with pytest.raises(DocumentNotValid) as refused:
            complete_session(db, "ann", first, act, given=said)
        assert [error.path for error in refused.value.errors or ()] == [path]

    assert history(db, first) == []


def test_completing_what_is_completed_is_refused_and_names_what_is_open(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)

    with pytest.raises(MoveNotAllowed) as refused:
        complete_session(db, "ann", first, act)

    assert (refused.value.facts or {})["open"] == ["reopen"]
    assert (refused.value.facts or {})["movedBy"] == "ann"


def test_sets_logged_before_a_reopen_stay(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry(), act)
    complete_session(db, "ann", first, act)

    assert reps_of(reopen_session(db, "ann", first, act)) == {"done-1": 5}

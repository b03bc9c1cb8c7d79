"""Changing parts of a session at once; null takes away."""

import pytest

from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.change_session import change_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.reopen_session import reopen_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.refusal import DocumentNotValid, NotPermitted
from mesocycle.domain.session.changes import SessionChanges
from mesocycle.domain.session.inputs import Completion, Skip
from mesocycle.domain.session.rules import SessionNotBegun, SessionNotScheduled
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.calendar import as_of as calendar_as_of
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING, ann_trains, before, history, log_of, stored_session
from tests.arrange import a_coaching, a_trainer, an_act

STARTED = "2026-01-05T17:00:00.000Z"
WHEN = Completion(started_at=STARTED, completed_at=MONDAY_EVENING, feedback=Feedback(feeling=2))
ON_TUESDAY = Act(actor=Actor("ann", frozenset()), now="2026-01-06T09:00:00.000Z")


def _completed(db: Database) -> WorkoutSession:
    _, act, (first, *_) = ann_trains(db)
    return complete_session(db, "ann", first, act, given=WHEN)


def test_day_time_and_notes_change_in_one_act(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    changes = SessionChanges(scheduled_date="2026-01-06", scheduled_time="18:30", notes="With Bob.")

    changed = change_session(db, "ann", first, changes, act)

    assert (changed.scheduled_date, changed.scheduled_time, changed.all_day) == ("2026-01-06", "18:30", None)
    assert (changed.notes, changed.planned_date) == ("With Bob.", "2026-01-05")
    assert [event.kind for event in history(db, first)] == [EventKind.RESCHEDULED, EventKind.NOTED]


def test_where_one_part_is_refused_nothing_is_changed(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    as_it_was = stored_session(db, first)

    with pytest.raises(SessionNotBegun):
        change_session(db, "ann", first, SessionChanges(scheduled_date="2026-01-06", duration_minutes=50), act)

    assert stored_session(db, first) == as_it_was
    assert history(db, first) == []


def test_a_session_without_its_time_stands_all_day(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    timed = change_session(db, "ann", first, SessionChanges(scheduled_time="07:00"), act)

    untimed = change_session(db, "ann", first, SessionChanges(scheduled_time=None), act)
    moved = change_session(
        db, "ann", second, SessionChanges(scheduled_date="2026-01-13", scheduled_time="00:00", all_day=True), act
    )

    assert (timed.scheduled_time, timed.all_day) == ("07:00", None)
    assert (untimed.scheduled_time, untimed.all_day) == ("00:00", True)
    assert (moved.scheduled_date, moved.all_day) == ("2026-01-13", True)


@pytest.mark.parametrize(
    "changes",
    [
        SessionChanges(all_day=False),
        SessionChanges(all_day=None),
        SessionChanges(all_day=False, scheduled_time=None),
        SessionChanges(all_day=True, scheduled_time="07:00"),
        SessionChanges(scheduled_time="7"),
        SessionChanges(scheduled_date="2026-02-30"),
    ],
)
def test_a_day_or_time_that_is_none_is_refused(db: Database, changes: SessionChanges) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(DocumentNotValid) as no:
        change_session(db, "ann", first, changes, act)

    assert no.value.errors is not None
    assert no.value.errors[0].path in {"scheduledTime", "scheduledDate"}


def test_what_stands_there_already_is_no_change_whatever_the_status(db: Database) -> None:
    done = _completed(db)
    told = history(db, done.id)
    same = SessionChanges(
        scheduled_date=done.scheduled_date,
        scheduled_time=done.scheduled_time,
        all_day=done.all_day,
        notes=None,
        started_at=STARTED,
        completed_at=MONDAY_EVENING,
        duration_minutes=done.duration_minutes,
        performed_date=done.performed_date,
        feedback=Feedback(feeling=2),
    )

    changed = change_session(db, "ann", done.id, same, ON_TUESDAY)

    assert changed == done
    assert history(db, done.id) == told


def test_another_day_for_what_is_done_is_refused(db: Database) -> None:
    done = _completed(db)

    with pytest.raises(SessionNotScheduled):
        change_session(db, "ann", done.id, SessionChanges(scheduled_date="2026-01-06"), ON_TUESDAY)


def test_times_that_are_said_take_the_place_of_those_before(db: Database) -> None:
    done = _completed(db)
    changes = SessionChanges(started_at="2026-01-05T16:30:00.000Z", duration_minutes=60, notes="Warm-up outside.")

    changed = change_session(db, "ann", done.id, changes, ON_TUESDAY)

    assert (changed.started_at, changed.completed_at) == ("2026-01-05T16:30:00.000Z", "2026-01-05T17:30:00.000Z")
    assert (changed.duration_minutes, changed.notes) == (60, "Warm-up outside.")
    assert [event.kind for event in history(db, done.id)][1:] == [EventKind.NOTED, EventKind.CORRECTED]


def test_a_duration_taken_away_is_no_more_and_stays_in_the_event(db: Database) -> None:
    done = _completed(db)

    changed = change_session(db, "ann", done.id, SessionChanges(duration_minutes=None), ON_TUESDAY)

    assert (done.duration_minutes, changed.duration_minutes) == (60, None)
    assert before(history(db, done.id)[-1]) == {"durationMinutes": 60}


def test_a_start_taken_away_leaves_the_length_that_is_known(db: Database) -> None:
    done = _completed(db)

    changed = change_session(db, "ann", done.id, SessionChanges(started_at=None), ON_TUESDAY)

    assert (changed.started_at, changed.completed_at) == (None, MONDAY_EVENING)
    assert (changed.duration_minutes, changed.performed_date) == (60, "2026-01-05")


def test_without_a_day_that_was_given_it_counts_on_the_day_of_its_start(db: Database) -> None:
    done = _completed(db)
    change_session(db, "ann", done.id, SessionChanges(performed_date="2026-01-03"), ON_TUESDAY)

    changed = change_session(db, "ann", done.id, SessionChanges(performed_date=None), ON_TUESDAY)

    assert changed.performed_date == "2026-01-05"


def test_feedback_taken_away_stays_in_the_event_and_in_the_past(db: Database) -> None:
    done = _completed(db)

    changed = change_session(db, "ann", done.id, SessionChanges(feedback=None), ON_TUESDAY)

    assert log_of(changed).feedback is None
    assert before(history(db, done.id)[-1]) == {"feedback": {"feeling": 2}}
    with db.read() as read:
        (then,) = calendar_as_of.between(read, "ann", "2026-01-05", "2026-01-05", MONDAY_EVENING)
    assert log_of(then).feedback == Feedback(feeling=2)


def test_a_completed_session_keeps_an_end_and_one_in_progress_a_start(db: Database) -> None:
    done = _completed(db)

    with pytest.raises(DocumentNotValid, match="completedAt is null"):
        change_session(db, "ann", done.id, SessionChanges(completed_at=None), ON_TUESDAY)
    reopen_session(db, "ann", done.id, ON_TUESDAY)
    with pytest.raises(DocumentNotValid, match="startedAt is null"):
        change_session(db, "ann", done.id, SessionChanges(started_at=None), ON_TUESDAY)


def test_the_first_end_of_a_reopened_session_can_be_taken_away(db: Database) -> None:
    done = _completed(db)
    reopen_session(db, "ann", done.id, ON_TUESDAY)

    changed = change_session(db, "ann", done.id, SessionChanges(completed_at=None), ON_TUESDAY)
    again = complete_session(db, "ann", done.id, ON_TUESDAY)

    assert (changed.completed_at, changed.started_at) == (None, STARTED)
    assert again.completed_at == "2026-01-05T17:06:00.000Z"  # nobody trained all night: as long as its plan takes


def test_all_times_of_a_cancelled_session_can_be_taken_away(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    cancel_session(db, "ann", first, act)
    nothing = SessionChanges(started_at=None, completed_at=None, duration_minutes=None, performed_date=None)

    changed = change_session(db, "ann", first, nothing, act)

    assert (changed.started_at, changed.completed_at, changed.performed_date) == (None, None, None)


def test_a_skipped_session_takes_notes_and_feedback_and_no_times(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    skip_session(db, "ann", first, Skip(reason="weather"), act)

    changed = change_session(db, "ann", first, SessionChanges(notes="Ice.", feedback=Feedback(reason="travel")), act)

    assert (changed.notes, log_of(changed).feedback) == ("Ice.", Feedback(reason="travel"))
    with pytest.raises(SessionNotBegun):
        change_session(db, "ann", first, SessionChanges(duration_minutes=10), act)


def test_a_trainer_may_move_and_note_but_not_say_when_it_was_done(db: Database) -> None:
    ann, act, (first, second, *_) = ann_trains(db)
    complete_session(db, "ann", first, act, given=WHEN)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)

    noted = change_session(db, "ann", first, SessionChanges(notes="Well done."), an_act(tom, ON_TUESDAY.now))
    moved = change_session(db, "ann", second, SessionChanges(scheduled_date="2026-01-14"), an_act(tom, ON_TUESDAY.now))

    assert (noted.notes, moved.scheduled_date) == ("Well done.", "2026-01-14")
    with pytest.raises(NotPermitted):
        change_session(db, "ann", first, SessionChanges(duration_minutes=10), an_act(tom, ON_TUESDAY.now))

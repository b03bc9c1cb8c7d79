"""Rescheduling: what a trainer may do with a session too."""

import pytest

from mesocycle.actions.sessions.reschedule_session import reschedule_session, reschedule_sessions
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.inputs import Reschedule
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains, history, stored_session
from tests.arrange import a_coaching, a_trainer, an_act


def test_a_rescheduled_session_keeps_its_snapshot_and_planned_date(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    planned = stored_session(db, first)

    moved = reschedule_session(
        db, "ann", first, Reschedule(scheduled_date="2026-01-07", scheduled_time="06:30"), an_act(tom)
    )

    assert (moved.scheduled_date, moved.scheduled_time, moved.all_day) == ("2026-01-07", "06:30", None)
    assert (moved.planned_date, moved.workout_snapshot) == (planned.planned_date, planned.workout_snapshot)
    assert [(event.kind, event.by) for event in history(db, first)] == [(EventKind.RESCHEDULED, "tom")]


def test_a_time_can_be_taken_away_again(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    reschedule_session(db, "ann", first, Reschedule(scheduled_time="06:30"), act)

    timeless = reschedule_session(db, "ann", first, Reschedule(all_day=True), act)

    assert (timeless.scheduled_time, timeless.all_day) == ("00:00", True)


def test_rescheduling_to_where_it_stands_changes_nothing(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    reschedule_session(db, "ann", first, Reschedule(scheduled_date="2026-01-05"), act)

    assert history(db, first) == []


def test_a_day_or_time_that_is_none_is_refused(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    for to, path in (
        (Reschedule(scheduled_date="2026-02-30"), "scheduledDate"),
        (Reschedule(scheduled_time="24:00"), "scheduledTime"),
        (Reschedule(scheduled_time="07:00", all_day=True), "scheduledTime"),
    ):
        with pytest.raises(DocumentNotValid) as refused:
            reschedule_session(db, "ann", first, to, act)
        assert [error.path for error in refused.value.errors or ()] == [path]


def test_several_sessions_are_rescheduled_all_or_none(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    start_session(db, "ann", second, act)
    later = Reschedule(scheduled_date="2026-01-20")

    with pytest.raises(SessionNotScheduled, match="in-progress"):
        reschedule_sessions(db, "ann", {first: later, second: later}, act)

    assert stored_session(db, first).scheduled_date == "2026-01-05"

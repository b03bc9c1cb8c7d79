"""Starting a session."""

import pytest

from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.put_back_session import put_back_session
from mesocycle.actions.sessions.reopen_session import reopen_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.people.user import Sees
from mesocycle.domain.refusal import DocumentNotValid, MoveNotAllowed, NotFound, NotPermitted
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database
from tests.actions.training import (
    MONDAY_EVENING,
    ann_has_a_training_max,
    ann_trains,
    before,
    history,
    log_of,
    stored_session,
)
from tests.arrange import a_coaching, a_trainer, a_user, an_act


def test_a_started_session_has_its_start_and_counts_on_the_civil_day_of_the_athlete(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)

    started = start_session(db, "ann", first, an_act(ann, "2026-01-05T23:30:00.000Z"))

    assert started.status is SessionStatus.IN_PROGRESS
    assert started.started_at == "2026-01-05T23:30:00.000Z"
    assert started.performed_date == "2026-01-06"
    assert started == stored_session(db, first)


def test_a_start_writes_an_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    start_session(db, "ann", first, act)

    (event,) = history(db, first)
    assert (event.kind, event.by, event.at) == (EventKind.STARTED, "ann", MONDAY_EVENING)


def test_starting_what_is_in_progress_is_refused_and_says_who_started_it_when(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)

    with pytest.raises(MoveNotAllowed, match=f"Ann moved the session to in-progress at {MONDAY_EVENING}"):
        start_session(db, "ann", first, act)


def test_a_start_may_be_given_afterwards_but_not_in_the_future(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(DocumentNotValid) as refused:
        start_session(db, "ann", first, act, started_at="2026-01-05T20:00:00.000Z")
    started = start_session(db, "ann", first, act, started_at="2026-01-04T20:00:00.000Z")

    assert [error.path for error in refused.value.errors or ()] == ["startedAt"]
    assert (started.started_at, started.performed_date) == ("2026-01-04T20:00:00.000Z", "2026-01-04")


def test_the_reference_values_used_are_frozen_into_the_log_at_the_start(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    ann_has_a_training_max(db, ann, 140)

    started = start_session(db, "ann", first, act)

    assert [(used.kind, used.value) for used in log_of(started).references or ()] == [("trainingMax", 140)]


def test_a_missing_reference_value_never_blocks_the_start(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    assert start_session(db, "ann", first, act).performance_log is None


def test_a_cancelled_session_can_be_started_all_the_same(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    cancel_session(db, "ann", first, act)

    assert start_session(db, "ann", first, act).status is SessionStatus.IN_PROGRESS


def test_a_session_given_up_and_started_again_days_later_was_done_on_the_later_day(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    cancel_session(db, "ann", first, act)

    begun = start_session(db, "ann", first, an_act(ann, "2026-01-08T18:00:00.000Z"))

    assert (begun.started_at, begun.performed_date) == ("2026-01-08T18:00:00.000Z", "2026-01-08")
    assert before(history(db, first)[-1])["startedAt"] == MONDAY_EVENING


@pytest.mark.parametrize("said", [None, "2026-01-05T18:20:00.000Z"])
def test_done_without_a_start_then_reopened_cancelled_and_started_it_can_be_completed_again(
    db: Database, said: str | None
) -> None:
    ann, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)
    reopen_session(db, "ann", first, act)
    cancel_session(db, "ann", first, act)
    later = an_act(ann, "2026-01-05T18:30:00.000Z")

    begun = start_session(db, "ann", first, later, started_at=said)
    again = complete_session(db, "ann", first, later)

    assert (begun.started_at, begun.completed_at) == (said or later.now, None)
    assert again.completed_at == later.now
    assert before(history(db, first)[-2])["completedAt"] == MONDAY_EVENING


def test_a_trainer_starts_nothing_unless_the_athlete_allowed_it(db: Database) -> None:
    ann, _, (first, second, *_) = ann_trains(db)
    tom, tim = a_trainer(db, "tom"), a_trainer(db, "tim")
    a_coaching(db, tom, ann)
    a_coaching(db, tim, ann, may_log=True)

    with pytest.raises(NotPermitted):
        start_session(db, "ann", first, an_act(tom, MONDAY_EVENING))
    assert start_session(db, "ann", second, an_act(tim, MONDAY_EVENING)).status is SessionStatus.IN_PROGRESS


def test_a_trainer_who_sees_only_what_they_assigned_does_not_find_the_others(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    tom = a_trainer(db, "tom")
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED, may_log=True)

    with pytest.raises(NotFound, match="no such session"):
        start_session(db, "ann", first, an_act(tom, MONDAY_EVENING))


def test_a_stranger_does_not_even_learn_of_the_athlete(db: Database) -> None:
    _, _, (first, *_) = ann_trains(db)
    eve = a_user(db, "eve")

    with pytest.raises(NotFound, match="no such athlete"):
        start_session(db, "ann", first, an_act(eve))


def test_a_session_put_back_starts_anew(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    put_back_session(db, "ann", first, act)

    again = start_session(db, "ann", first, an_act(ann, "2026-01-06T18:00:00.000Z"))

    assert (again.started_at, again.performed_date) == ("2026-01-06T18:00:00.000Z", "2026-01-06")

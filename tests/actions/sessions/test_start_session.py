"""Starting a session."""

import pytest

from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.put_back_session import put_back_session
from mesocycle.actions.sessions.reopen_session import reopen_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.people.user import Sees
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Database
from tests.actions.training import (
    MONDAY_EVENING,
    ann_trains,
    before,
    history,
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

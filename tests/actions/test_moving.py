"""What every move of a session has in common: its event, its guard, its time."""

import pytest

from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.refusal import DocumentNotValid, MoveNotAllowed
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database
from tests.actions.training import (
    MONDAY_EVENING,
    ann_trains,
    history,
)


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

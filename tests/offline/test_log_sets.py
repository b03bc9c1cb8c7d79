"""Sets that a device logged one after the other."""

import random

import msgspec

from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.domain.session.inputs import Skip
from mesocycle.domain.session.session import SessionStatus
from mesocycle.offline.sync import sync
from mesocycle.storage.engine.database import Database
from tests.actions.training import a_set_entry, ann_trains, history, log_of, rows_of, stored_session
from tests.offline.many import a_set_logged
from tests.offline.phone import an_operation, outcomes


def test_a_run_sent_again_gets_the_same_answers_and_changes_nothing(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    batch = [a_set_logged(first, number) for number in range(5)]

    once = sync(db, "ann", batch, act)
    before = stored_session(db, first)
    again = sync(db, "ann", [*batch, a_set_logged(first, 3, notes="other")], act)

    assert [result.outcome for result in again[:5]] == [result.outcome for result in once]
    assert outcomes(again)[5] == "key-used-otherwise"
    assert stored_session(db, first) == before


def test_sets_on_a_session_skipped_meanwhile_begin_it_once_and_are_all_logged(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    skip_session(db, "ann", first, Skip(reason="illness"), act)

    sync(db, "ann", [a_set_logged(first, number) for number in range(4)], act)

    assert stored_session(db, first).status is SessionStatus.IN_PROGRESS
    assert [event.kind for event in history(db, first)] == ["skipped", "late-work"]


def test_each_set_logged_late_on_a_completed_session_has_its_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)

    sync(db, "ann", [a_set_logged(first, number) for number in range(3)], act)

    assert [event.kind for event in history(db, first)] == ["completed", "corrected", "corrected", "corrected"]


def test_a_run_leaves_the_log_and_the_rows_that_its_sets_leave_one_by_one(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    drawn = random.Random(7)
    entries = [
        msgspec.to_builtins(
            a_set_entry(
                drawn.choice(["set-1", "set-2"]),
                id_=f"done-{drawn.randrange(4)}",
                reps=drawn.randrange(1, 9),
                at=f"2026-01-05T17:00:0{drawn.randrange(9)}.000Z",
            )
        )
        for _ in range(40)
    ]

    sync(db, "ann", [an_operation("log-set", first, body, id_=f"a-{n}") for n, body in enumerate(entries)], act)
    for n, body in enumerate(entries):
        sync(db, "ann", [an_operation("log-set", second, body, id_=f"b-{n}")], act)

    assert log_of(stored_session(db, first)) == log_of(stored_session(db, second))
    assert [row[::2] for row in rows_of(db, first)] == [row[::2] for row in rows_of(db, second)]
    assert len(history(db, first)) == len(history(db, second))

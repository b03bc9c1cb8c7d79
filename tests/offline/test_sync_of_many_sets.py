"""A long batch of one session: what it costs does not grow with what was logged before, and nothing else changes."""

import random

import msgspec
import pytest
import sqlalchemy as sa

from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.session.inputs import Skip
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.sync import operations
from mesocycle.domain.sync.operations import BatchTooMuchWork, Operation
from mesocycle.offline import sync as syncing
from mesocycle.offline.sync import sync
from mesocycle.storage.engine.database import Database
from tests.actions.training import a_set_entry, ann_trains, history, log_of, reps_of, rows_of, stored_session
from tests.arrange import feed_position
from tests.offline.test_sync import an_operation, outcomes, position, replaced

EXERCISE = "exercise-1"


def a_set_logged(session_id: Id, number: int, **said: object) -> Operation:
    """Give the operation that logs the n-th added set of the exercise."""
    done = {
        "_id": f"done-{number}",
        "added": True,
        "setNumber": number % 1_000 + 1,
        "setType": "working",
        "performance": {"reps": 5, "weight": 100, "weightUnit": "kg"},
    }
    body = {"exerciseId": EXERCISE, "set": {**done, **said}}
    return an_operation("log-set", session_id, body, id_=f"op-{number}")


def statements_of(db: Database, batch: list[Operation], act: Act) -> int:
    """Count the statements that a batch takes."""
    heard: list[str] = []

    def note(*said: object) -> None:
        heard.append(str(said[2]))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    sync(db, "ann", act, batch)
    sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(heard)


def test_sets_logged_one_after_the_other_are_written_by_as_many_statements_however_many_they_are(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)

    few = statements_of(db, [a_set_logged(first, number) for number in range(10)], act)
    many = statements_of(db, [a_set_logged(second, number) for number in range(1_000, 1_200)], act)

    assert few == many
    assert len(reps_of(stored_session(db, second))) == len(rows_of(db, second)) == 200


def test_one_set_without_a_place_is_refused_and_the_others_of_its_run_are_logged(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    batch = [
        a_set_logged(first, 1),
        a_set_logged(first, 2, setId="nowhere", added=False),
        a_set_logged(first, 3, performance={"reps": -1}),
        a_set_logged(first, 4),
    ]

    results = sync(db, "ann", act, batch)

    assert outcomes(results) == ["done", "document-not-valid", "document-not-valid", "done"]
    assert set(reps_of(stored_session(db, first))) == {"done-1", "done-4"}


def test_an_id_that_is_an_exercises_already_is_refused_inside_a_run_too(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    curl = {
        "sectionId": "section-1",
        "addedExerciseId": "curl",
        "exercise": {"name": "Curl"},
        "set": {"_id": "c1", "setNumber": 1, "setType": "working", "performance": {"reps": 8}},
    }
    batch = [
        a_set_logged(first, 1),
        an_operation("log-set", first, curl, id_="op-curl"),
        a_set_logged(first, 2, _id="curl"),
    ]

    results = sync(db, "ann", act, batch)

    assert outcomes(results) == ["done", "done", "document-not-valid"]


def test_a_run_sent_again_gets_the_same_answers_and_changes_nothing(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    batch = [a_set_logged(first, number) for number in range(5)]

    once = sync(db, "ann", act, batch)
    before = stored_session(db, first)
    again = sync(db, "ann", act, [*batch, a_set_logged(first, 3, notes="other")])

    assert [result.outcome for result in again[:5]] == [result.outcome for result in once]
    assert outcomes(again)[5] == "key-used-otherwise"
    assert stored_session(db, first) == before


def test_sets_on_a_session_skipped_meanwhile_begin_it_once_and_are_all_logged(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    skip_session(db, "ann", first, act, Skip(reason="illness"))

    sync(db, "ann", act, [a_set_logged(first, number) for number in range(4)])

    assert stored_session(db, first).status is SessionStatus.IN_PROGRESS
    assert [event.kind for event in history(db, first)] == ["skipped", "late-work"]


def test_each_set_logged_late_on_a_completed_session_has_its_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    complete_session(db, "ann", first, act)

    sync(db, "ann", act, [a_set_logged(first, number) for number in range(3)])

    assert [event.kind for event in history(db, first)] == ["completed", "corrected", "corrected", "corrected"]


def test_a_batch_of_too_much_work_is_done_in_parts_and_goes_on_when_it_is_sent_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, act, (first, *_) = ann_trains(db)
    monkeypatch.setattr(syncing, "_FEW", 0)
    monkeypatch.setattr(operations, "_MOST_WORK_BYTES", 250_000)
    batch = [an_operation("note", first, {"notes": str(number)}, id_=f"note-{number}") for number in range(30)]

    with pytest.raises(BatchTooMuchWork):
        sync(db, "ann", act, batch)
    done = len(history(db, first))
    with pytest.raises(BatchTooMuchWork):
        sync(db, "ann", act, batch)

    assert 0 < done < len(history(db, first)) < 30


def test_what_was_done_already_is_no_work(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _, act, (first, *_) = ann_trains(db)
    batch = [an_operation("note", first, {"notes": str(number)}, id_=f"note-{number}") for number in range(30)]
    sync(db, "ann", act, batch)
    monkeypatch.setattr(syncing, "_FEW", 0)
    monkeypatch.setattr(operations, "_MOST_WORK_BYTES", 250_000)

    assert outcomes(sync(db, "ann", act, batch)) == ["done"] * 30


def test_sessions_that_would_make_an_answer_too_long_are_left_out_of_it(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, act, (first, second, third, *_) = ann_trains(db)
    monkeypatch.setattr(syncing, "_MOST_TOLD_BYTES", 1_500)

    results = sync(db, "ann", act, [an_operation("start", one) for one in (first, second, third)])

    assert outcomes(results) == ["done"] * 3
    assert [result.session is None for result in results] == [False, False, True]


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

    sync(db, "ann", act, [an_operation("log-set", first, body, id_=f"a-{n}") for n, body in enumerate(entries)])
    for n, body in enumerate(entries):
        sync(db, "ann", act, [an_operation("log-set", second, body, id_=f"b-{n}")])

    assert log_of(stored_session(db, first)) == log_of(stored_session(db, second))
    assert [row[::2] for row in rows_of(db, first)] == [row[::2] for row in rows_of(db, second)]
    assert len(history(db, first)) == len(history(db, second))


def test_work_of_another_epoch_brings_back_what_was_removed_whatever_position_it_had_seen(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    replaced(db, first)

    results = sync(db, "ann", act, [an_operation("start", first, seen=position(db))], epoch="before-the-restore")

    assert outcomes(results) == ["revived"]


def test_a_position_that_the_feed_has_not_reached_is_of_another_epoch(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    replaced(db, first)

    results = sync(db, "ann", act, [an_operation("start", first, seen=position(db) + 30)])

    assert outcomes(results) == ["revived"]


def test_work_of_this_epoch_counts_what_its_device_had_seen(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    replaced(db, first)
    with db.read() as read:
        epoch, seq = feed_position(read, "ann")

    results = sync(db, "ann", act, [an_operation("start", first, seen=seq)], epoch=epoch)

    assert outcomes(results) == ["session-removed"]

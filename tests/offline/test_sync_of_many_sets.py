"""A long batch of one session: what it costs does not grow with what was logged before, and nothing else changes."""

import pytest

from mesocycle.domain.sync import operations
from mesocycle.domain.sync.operations import BatchTooMuchWork
from mesocycle.offline import sync as syncing
from mesocycle.offline.sync import sync
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains, history
from tests.arrange import feed_position
from tests.offline.phone import an_operation, outcomes, position, replaced


def test_a_batch_of_too_much_work_is_done_in_parts_and_goes_on_when_it_is_sent_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, act, (first, *_) = ann_trains(db)
    monkeypatch.setattr(syncing, "_FEW", 0)
    monkeypatch.setattr(operations, "_MOST_WORK_BYTES", 250_000)
    batch = [an_operation("note", first, {"notes": str(number)}, id_=f"note-{number}") for number in range(30)]

    with pytest.raises(BatchTooMuchWork):
        sync(db, "ann", batch, act)
    done = len(history(db, first))
    with pytest.raises(BatchTooMuchWork):
        sync(db, "ann", batch, act)

    assert 0 < done < len(history(db, first)) < 30


def test_what_was_done_already_is_no_work(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _, act, (first, *_) = ann_trains(db)
    batch = [an_operation("note", first, {"notes": str(number)}, id_=f"note-{number}") for number in range(30)]
    sync(db, "ann", batch, act)
    monkeypatch.setattr(syncing, "_FEW", 0)
    monkeypatch.setattr(operations, "_MOST_WORK_BYTES", 250_000)

    assert outcomes(sync(db, "ann", batch, act)) == ["done"] * 30


def test_sessions_that_would_make_an_answer_too_long_are_left_out_of_it(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, act, (first, second, third, *_) = ann_trains(db)
    monkeypatch.setattr(syncing, "_MOST_TOLD_BYTES", 1_500)

    results = sync(db, "ann", [an_operation("start", one) for one in (first, second, third)], act)

    assert outcomes(results) == ["done"] * 3
    assert [result.session is None for result in results] == [False, False, True]


def test_work_of_another_epoch_brings_back_what_was_removed_whatever_position_it_had_seen(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    replaced(db, first)

    results = sync(db, "ann", [an_operation("start", first, seen=position(db))], act, epoch="before-the-restore")

    assert outcomes(results) == ["revived"]


def test_a_position_that_the_feed_has_not_reached_is_of_another_epoch(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    replaced(db, first)

    results = sync(db, "ann", [an_operation("start", first, seen=position(db) + 30)], act)

    assert outcomes(results) == ["revived"]


def test_work_of_this_epoch_counts_what_its_device_had_seen(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    replaced(db, first)
    with db.read() as read:
        epoch, seq = feed_position(read, "ann")

    results = sync(db, "ann", [an_operation("start", first, seen=seq)], act, epoch=epoch)

    assert outcomes(results) == ["session-removed"]

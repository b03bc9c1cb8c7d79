"""Correcting entries of a log."""

import pytest

from mesocycle.actions.log.correct_log import correct_log
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Database
from tests.actions.training import a_set_entry, ann_trains, before, history, reps_of


def test_one_correction_takes_entries_out_and_puts_others_in(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry("set-1", id_="done-1"), act)
    log_set(db, "ann", first, a_set_entry("set-2", id_="done-2"), act)

    corrected = correct_log(
        db, "ann", first, act, entries=[a_set_entry("set-2", id_="done-2", reps=8)], removed=["done-1"]
    )

    assert reps_of(corrected) == {"done-2": 8}
    assert [entry["_id"] for entry in before(history(db, first)[-1])["entries"]] == ["done-1", "done-2"]
    with pytest.raises(NotFound, match="done-1"):
        correct_log(db, "ann", first, act, removed=["done-1"])

"""Adjusting one scheduled session for one athlete."""

import pytest
from msgspec.structs import replace

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, snapshot
from mesocycle.domain.refusal import DocumentNotValid, SessionRemoved
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.domain.session.session import RemovalReason
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import tombstones
from tests.actions.training import WORKOUT, ann_trains, stored_session
from tests.arrange import a_coaching, a_trainer, an_act


def lighter(**given: object) -> WorkoutSnapshot:
    """Give Ann's workout under another name."""
    return replace(snapshot(WORKOUT, 1, 4), **{"name": "Easy squats", **given})


def test_the_new_session_takes_the_slot_and_the_old_one_leaves_a_tombstone(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    note_session(db, "ann", first, "Knee!", act)
    old = stored_session(db, first)

    new = adjust_session(db, "ann", first, lighter(), an_act(tom), new_id="easier")

    with db.read() as read:
        laid = tombstones.find(read, "ann", first)
    slot = ("routine_assignment_id", "workout_id", "plan_week", "plan_day", "planned_date", "scheduled_date", "notes")
    assert (new.id, new.adjusted_from) == ("easier", first)
    assert [getattr(new, name) for name in slot] == [getattr(old, name) for name in slot]
    assert b"Easy squats" in bytes(new.workout_snapshot)
    assert laid is not None
    assert (laid.tombstone.reason, laid.tombstone.session) == (RemovalReason.ADJUSTED, old)
    with pytest.raises(SessionRemoved) as refused:
        start_session(db, "ann", first, act)
    assert (refused.value.facts or {})["sessionId"] == "easier"


def test_only_a_scheduled_session_is_adjusted(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)

    with pytest.raises(SessionNotScheduled, match="adjusted"):
        adjust_session(db, "ann", first, lighter(), act)


def test_a_content_that_breaks_a_rule_is_refused_and_the_old_session_stays(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(DocumentNotValid) as refused:
        adjust_session(db, "ann", first, lighter(name=""), act)

    assert [error.path for error in refused.value.errors or ()] == ["name"]
    assert stored_session(db, first).id == first


def test_a_replacement_removes_an_adjusted_session_like_any_other(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    new = adjust_session(db, "ann", first, lighter(), act)

    receipt = replace_assignment(db, "ann", new.routine_assignment_id, "v1", ReplacementRequest(), act)

    assert new.id in [removed.session_id for removed in receipt.removed]
    assert len(receipt.removed) == 4

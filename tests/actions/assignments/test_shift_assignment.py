"""Pausing moves nothing, resuming and shifting move what is scheduled; the plan's own dates stay."""

import pytest

from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.domain.assignment.pausing import ShiftNotPossible
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import events
from tests.actions.assignments.pausing import days
from tests.actions.following import ann_follows, new_of, stored
from tests.arrange import an_act, the_status


def test_shifting_moves_all_scheduled_sessions_and_keeps_planned_dates(db: Database) -> None:
    ann, first = ann_follows(db)
    the_status(db, "ann", first.created[0].session_id, SessionStatus.COMPLETED)

    receipt = shift_assignment(db, "ann", new_of(first), an_act(ann), days=3)

    assert sorted(days(db, new_of(first))) == [
        ("2026-01-05", "2026-01-05"),
        ("2026-01-12", "2026-01-15"),
        ("2026-01-19", "2026-01-22"),
        ("2026-01-26", "2026-01-29"),
    ]
    assert [(move.from_, move.to) for move in receipt.moved] == [
        ("2026-01-12", "2026-01-15"),
        ("2026-01-19", "2026-01-22"),
        ("2026-01-26", "2026-01-29"),
    ]
    assert stored(db, new_of(first)).shift_days == 3


def test_each_session_that_a_shift_moved_says_so_in_its_history(db: Database) -> None:
    ann, first = ann_follows(db)

    shift_assignment(db, "ann", new_of(first), an_act(ann), days=-1)

    with db.read() as read:
        (event,) = events.of_session(read, "ann", first.created[2].session_id)
    assert event.kind is EventKind.SHIFTED
    assert b"2026-01-18" in bytes(event.after or b"")


def test_a_shift_beyond_the_calendar_is_refused_and_moves_nothing(db: Database) -> None:
    ann, first = ann_follows(db)
    before = days(db, new_of(first))

    for far in (0, 99_999_999):
        with pytest.raises(ShiftNotPossible):
            shift_assignment(db, "ann", new_of(first), an_act(ann), days=far)

    assert days(db, new_of(first)) == before

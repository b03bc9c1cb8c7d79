"""Cancelling and completing an assignment remove what has not begun, and create nothing."""

from collections.abc import Callable

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.end_assignment import cancel_assignment, complete_assignment
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.domain.assignment.assignment import AssignmentStatus, ReplacementRequest
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import AssignmentNotLive
from mesocycle.domain.session.session import RemovalReason, SessionStatus
from mesocycle.storage.assignments import assignments, session_facts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import tombstones
from tests.actions.following import MONDAY, ann_follows, new_of, stored
from tests.arrange import an_act, the_status


def test_cancelling_removes_what_has_not_begun_and_keeps_history(db: Database) -> None:
    ann, first = ann_follows(db)
    done = first.created[0].session_id
    the_status(db, "ann", done, SessionStatus.COMPLETED)

    receipt = cancel_assignment(db, "ann", new_of(first), an_act(ann))

    assert receipt.kind is ReceiptKind.CANCELLATION
    assert (len(receipt.removed), receipt.kept.completed, receipt.created) == (3, 1, ())
    with db.read() as read:
        assert [facts.id for facts in session_facts.of_assignment(read, "ann", new_of(first))] == [done]
        laid = tombstones.of_assignment(read, "ann", new_of(first))
    assert {tomb.reason for tomb in laid} == {RemovalReason.CANCELLED}
    assert stored(db, new_of(first)).status is AssignmentStatus.CANCELLED


def test_completing_says_completed(db: Database) -> None:
    ann, first = ann_follows(db)

    receipt = complete_assignment(db, "ann", new_of(first), an_act(ann))

    assert receipt.kind is ReceiptKind.COMPLETION
    assert stored(db, new_of(first)).status is AssignmentStatus.COMPLETED


def test_an_assignment_ends_once(db: Database) -> None:
    ann, first = ann_follows(db)
    cancel_assignment(db, "ann", new_of(first), an_act(ann))

    with pytest.raises(AssignmentNotLive):
        complete_assignment(db, "ann", new_of(first), an_act(ann))


def test_after_the_end_the_routine_can_be_assigned_anew(db: Database) -> None:
    ann, first = ann_follows(db)
    cancel_assignment(db, "ann", new_of(first), an_act(ann))

    again = assign_routine(db, "ann", "v1", MONDAY, an_act(ann))

    assert len(again.created) == 4


@pytest.mark.parametrize(
    "end",
    [
        lambda db, own, act: cancel_assignment(db, "ann", own, act),
        lambda db, own, act: complete_assignment(db, "ann", own, act),
        lambda db, own, act: pause_assignment(db, "ann", own, act),
        lambda db, own, act: shift_assignment(db, "ann", own, act, days=1),
        lambda db, own, act: replace_assignment(db, "ann", own, "v2", ReplacementRequest(), act),
        lambda db, own, act: replace_assignment(db, "ann", own, "v2", ReplacementRequest(), act, dry_run=True),
    ],
    ids=["cancel", "complete", "pause", "shift", "replace", "dry-run"],
)
def test_the_own_routine_s_assignment_is_never_paused_shifted_ended_or_replaced(
    db: Database, end: Callable[[Database, str, Act], Receipt]
) -> None:
    ann, _ = ann_follows(db)
    with db.read() as read:
        own = assignments.own_of(read, "ann")

    with pytest.raises(AssignmentNotLive):
        end(db, own.id, an_act(ann))

    assert stored(db, own.id) == own

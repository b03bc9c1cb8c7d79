"""Undo takes a receipt back while nothing of the new state has begun."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.end_assignment import cancel_assignment
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.domain.assignment.assignment import AssignmentStatus, ReplacementRequest
from mesocycle.domain.people.user import Sees
from mesocycle.domain.refusal import NotFound, UndoNotPossible
from mesocycle.domain.session.session import RemovalReason, SessionStatus
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.operations import Operation
from mesocycle.offline.sync import sync
from mesocycle.storage.assignments import session_facts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import events, sessions, tombstones
from tests.actions.following import MONDAY, ann_follows, new_of, stored
from tests.arrange import NOW, a_coaching, a_trainer, an_act, feed_position, the_status

CONTINUE = ReplacementRequest(continue_=True)


def _ids(db: Database, assignment_id: str) -> list[str]:
    with db.read() as read:
        return [facts.id for facts in session_facts.of_assignment(read, "ann", assignment_id)]


def test_undoing_a_replacement_brings_the_old_sessions_back_as_they_were(db: Database) -> None:
    ann, first = ann_follows(db)
    the_status(db, "ann", first.created[0].session_id, SessionStatus.COMPLETED)
    with db.read() as read:
        before = [sessions.get(read, "ann", created.session_id) for created in first.created]
    second = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))

    undone = undo_receipt(db, "ann", second.id, an_act(ann))

    assert undone.undone_at is not None
    with db.read() as read:
        assert [sessions.get(read, "ann", created.session_id) for created in first.created] == before
    assert _ids(db, new_of(second)) == []
    old, new = stored(db, new_of(first)), stored(db, new_of(second))
    assert (old.status, old.replaced_by_id, new.status) == (
        AssignmentStatus.ACTIVE,
        None,
        AssignmentStatus.UNDONE,
    )


def test_undone_sessions_leave_tombstones_that_never_count_as_missed(db: Database) -> None:
    ann, first = ann_follows(db)
    second = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))

    undo_receipt(db, "ann", second.id, an_act(ann))

    with db.read() as read:
        laid = tombstones.of_assignment(read, "ann", new_of(second))
        (back,) = events.of_session(read, "ann", first.created[0].session_id)
    assert {tomb.reason for tomb in laid} == {RemovalReason.UNDONE}
    assert back.reason == f"receipt {second.id} undone"


def test_what_has_begun_is_not_undone(db: Database) -> None:
    ann, first = ann_follows(db)
    second = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))
    the_status(db, "ann", second.created[0].session_id, SessionStatus.IN_PROGRESS)

    with pytest.raises(UndoNotPossible) as refused:
        undo_receipt(db, "ann", second.id, an_act(ann))

    assert refused.value.facts == {"sessionIds": [second.created[0].session_id]}
    assert stored(db, new_of(second)).status is AssignmentStatus.ACTIVE


def test_the_latest_receipt_of_an_assignment_is_undone_first(db: Database) -> None:
    ann, first = ann_follows(db)
    second = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))
    shifted = shift_assignment(db, "ann", new_of(second), an_act(ann), days=1)

    with pytest.raises(UndoNotPossible) as refused:
        undo_receipt(db, "ann", second.id, an_act(ann))
    assert refused.value.facts == {"receiptId": shifted.id}

    undo_receipt(db, "ann", shifted.id, an_act(ann))
    undo_receipt(db, "ann", second.id, an_act(ann))
    assert stored(db, new_of(first)).status is AssignmentStatus.ACTIVE


def test_what_late_work_brought_back_stays_when_the_replacement_is_undone(db: Database) -> None:
    ann, first = ann_follows(db)
    with db.read() as read:
        _, seen = feed_position(read, "ann")
    receipt = replace_assignment(db, "ann", new_of(first), "v2", ReplacementRequest(continue_=True), an_act(ann))
    late, other = (removed.session_id for removed in receipt.removed[:2])
    work = Operation(id="op-1", seen_seq=seen, session_id=late, kind=OperationKind.START, at=NOW, body={})
    sync(db, "ann", [work], an_act(ann))

    undo_receipt(db, "ann", receipt.id, an_act(ann))

    with db.read() as read:
        stands = {facts.id: facts.status for facts in session_facts.of_assignment(read, "ann", new_of(first))}
    assert (stands[late], stands[other]) == (SessionStatus.IN_PROGRESS, SessionStatus.SCHEDULED)
    assert len(stands) == 4


def test_who_sees_only_their_own_doing_does_not_undo_the_end_of_another_s_assignment(db: Database) -> None:
    ann, first = ann_follows(db, is_public=True)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    receipt = replace_assignment(db, "ann", new_of(first), "v2", ReplacementRequest(), an_act(tom))
    change_coaching(db, "tom", an_act(ann), sees=Sees.ASSIGNED)

    with pytest.raises(NotFound):
        undo_receipt(db, "ann", receipt.id, an_act(tom))

    assert undo_receipt(db, "ann", receipt.id, an_act(ann)).undone_at is not None


def test_a_receipt_is_undone_once(db: Database) -> None:
    ann, first = ann_follows(db)
    undo_receipt(db, "ann", first.id, an_act(ann))

    with pytest.raises(UndoNotPossible):
        undo_receipt(db, "ann", first.id, an_act(ann))


def test_undoing_an_assignment_takes_its_sessions_away(db: Database) -> None:
    ann, first = ann_follows(db)

    undo_receipt(db, "ann", first.id, an_act(ann))

    assert _ids(db, new_of(first)) == []
    assert stored(db, new_of(first)).status is AssignmentStatus.UNDONE


def test_undoing_a_cancellation_needs_no_other_live_assignment_of_the_routine(db: Database) -> None:
    ann, first = ann_follows(db)
    cancelled = cancel_assignment(db, "ann", new_of(first), an_act(ann))
    other = assign_routine(db, "ann", "v1", MONDAY, an_act(ann))

    with pytest.raises(UndoNotPossible) as refused:
        undo_receipt(db, "ann", cancelled.id, an_act(ann))
    assert refused.value.facts == {"assignmentId": new_of(other)}

    cancel_assignment(db, "ann", new_of(other), an_act(ann))
    undo_receipt(db, "ann", cancelled.id, an_act(ann))
    assert _ids(db, new_of(first)) == [created.session_id for created in first.created]


def test_undoing_a_shift_returns_what_is_still_scheduled_where_it_was_moved(db: Database) -> None:
    ann, first = ann_follows(db)
    shifted = shift_assignment(db, "ann", new_of(first), an_act(ann), days=2)
    the_status(db, "ann", first.created[1].session_id, SessionStatus.COMPLETED)

    undo_receipt(db, "ann", shifted.id, an_act(ann))

    with db.read() as read:
        days = {f.id: str(f.scheduled_date) for f in session_facts.of_assignment(read, "ann", new_of(first))}
    assert [days[created.session_id] for created in first.created] == [
        "2026-01-05",
        "2026-01-14",
        "2026-01-19",
        "2026-01-26",
    ]
    assert stored(db, new_of(first)).shift_days == 0


def test_pause_and_resume_are_taken_back_too(db: Database) -> None:
    ann, first = ann_follows(db)
    paused = pause_assignment(db, "ann", new_of(first), an_act(ann))
    resumed = resume_assignment(db, "ann", new_of(first), an_act(ann, "2026-01-10T09:00:00.000Z"), shift=True)

    undo_receipt(db, "ann", resumed.id, an_act(ann))
    assert stored(db, new_of(first)).status is AssignmentStatus.PAUSED
    undo_receipt(db, "ann", paused.id, an_act(ann))

    assert (stored(db, new_of(first)).status, stored(db, new_of(first)).pauses) == (AssignmentStatus.ACTIVE, ())


def test_a_receipt_that_is_not_there_is_said_so(db: Database) -> None:
    ann, _ = ann_follows(db)

    with pytest.raises(NotFound):
        undo_receipt(db, "ann", "no-such-receipt", an_act(ann))

"""What a move of an assignment would do is told by the receipt that it would leave."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.end_assignment import cancel_assignment, complete_assignment
from mesocycle.actions.assignments.foretell_move import Wish, foretell_move
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.domain.assignment.assignment import (
    AssignmentRequest,
    AssignmentStatus,
    PauseRequest,
    ResumeRequest,
    ShiftRequest,
)
from mesocycle.domain.assignment.pausing import PauseNotPossible, ShiftNotPossible
from mesocycle.domain.assignment.receipt import PreviewOutdated, Receipt, ReceiptKind, fingerprint_of
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import User
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine, a_user, an_act


@pytest.fixture
def ann(db: Database) -> User:
    """Add Ann."""
    return a_user(db)


@pytest.fixture
def plan(db: Database, ann: User) -> Id:
    """Let Ann follow a routine from the next week on."""
    version = a_routine(db, ann)
    made = assign_routine(db, ann.id, version.id, AssignmentRequest(start_date="2026-01-12"), an_act(ann))
    return made.new_assignment_id or ""


def told(receipt: Receipt) -> tuple[object, ...]:
    """Give what a receipt says, without its id."""
    return receipt.kind, receipt.removed, receipt.kept, receipt.kept_sessions, receipt.created, receipt.moved


def test_a_shift_is_foretold_as_it_is_then_done(db: Database, ann: User, plan: Id) -> None:
    before = foretell_move(db, ann.id, plan, ShiftRequest(days=3), an_act(ann))

    assert told(before) == told(shift_assignment(db, ann.id, plan, an_act(ann), days=3))
    assert before.dry_run


def test_an_end_is_foretold_as_it_is_then_done(db: Database, ann: User, plan: Id) -> None:
    before = foretell_move(db, ann.id, plan, ReceiptKind.CANCELLATION, an_act(ann))

    assert told(before) == told(cancel_assignment(db, ann.id, plan, an_act(ann)))
    assert len(before.removed) == 4


def test_going_on_later_is_foretold_as_it_is_then_done(db: Database, ann: User, plan: Id) -> None:
    paused = foretell_move(db, ann.id, plan, PauseRequest(from_="2026-01-12"), an_act(ann))
    pause_assignment(db, ann.id, plan, an_act(ann), from_day="2026-01-12")

    before = foretell_move(db, ann.id, plan, ResumeRequest(shift=True, on="2026-01-20"), an_act(ann))

    done = resume_assignment(db, ann.id, plan, an_act(ann), shift=True, on_day="2026-01-20")
    assert paused.kind is ReceiptKind.PAUSE
    assert told(before) == told(done)
    assert len(before.moved) == 4


@pytest.mark.parametrize(
    ("wish", "no"),
    [
        (ShiftRequest(days=0), ShiftNotPossible),
        (ShiftRequest(days=5000), ShiftNotPossible),
        (ResumeRequest(shift=True), PauseNotPossible),
    ],
)
def test_what_the_move_is_refused_for_is_refused_here_too(
    db: Database, ann: User, plan: Id, wish: Wish, no: type[Exception]
) -> None:
    with pytest.raises(no):
        foretell_move(db, ann.id, plan, wish, an_act(ann))


def test_nothing_changes(db: Database, ann: User, plan: Id) -> None:
    with db.read() as read:
        before = assignments.get(read, ann.id, plan)

    foretell_move(db, ann.id, plan, ReceiptKind.COMPLETION, an_act(ann))

    with db.read() as read:
        assert assignments.get(read, ann.id, plan) == before


@pytest.mark.parametrize("kind", [ReceiptKind.CANCELLATION, ReceiptKind.COMPLETION])
def test_an_end_is_made_where_it_comes_to_what_was_foretold_and_refused_where_not(
    db: Database, ann: User, plan: Id, kind: ReceiptKind
) -> None:
    end = cancel_assignment if kind is ReceiptKind.CANCELLATION else complete_assignment
    stale = fingerprint_of(foretell_move(db, ann.id, plan, kind, an_act(ann)))
    shift_assignment(db, ann.id, plan, an_act(ann), days=1)

    with pytest.raises(PreviewOutdated):
        end(db, ann.id, plan, an_act(ann), expected=stale)
    with db.read() as read:
        assert assignments.get(read, ann.id, plan).status is AssignmentStatus.ACTIVE

    now = fingerprint_of(foretell_move(db, ann.id, plan, kind, an_act(ann)))
    assert end(db, ann.id, plan, an_act(ann), expected=now).kind is kind


def test_pause_shift_and_resume_are_made_as_they_were_foretold(db: Database, ann: User, plan: Id) -> None:
    act = an_act(ann)
    shift = fingerprint_of(foretell_move(db, ann.id, plan, ShiftRequest(days=3), act))
    with pytest.raises(PreviewOutdated):
        shift_assignment(db, ann.id, plan, act, days=4, expected=shift)
    shift_assignment(db, ann.id, plan, act, days=3, expected=shift)

    pause = fingerprint_of(foretell_move(db, ann.id, plan, PauseRequest(from_="2026-01-15"), act))
    pause_assignment(db, ann.id, plan, act, from_day="2026-01-15", expected=pause)

    resume = fingerprint_of(foretell_move(db, ann.id, plan, ResumeRequest(shift=True, on="2026-01-20"), act))
    with pytest.raises(PreviewOutdated):
        resume_assignment(db, ann.id, plan, act, shift=False, on_day="2026-01-20", expected=resume)
    resume_assignment(db, ann.id, plan, act, shift=True, on_day="2026-01-20", expected=resume)

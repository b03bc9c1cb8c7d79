"""What undoing a receipt would do is said without doing it, or refused as the undoing would be."""

import pytest

from mesocycle.actions.assignments.preview_undo import preview_undo
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.refusal import UndoNotPossible
from mesocycle.storage.engine.database import Database
from tests.actions.following import ann_follows, new_of
from tests.arrange import an_act, training_of

CONTINUE = ReplacementRequest(continue_=True)


def test_what_would_leave_and_return_is_named_and_nothing_is_done(db: Database) -> None:
    ann, assigned = ann_follows(db)
    receipt = replace_assignment(db, "ann", new_of(assigned), "v2", CONTINUE, an_act(ann))
    before = training_of(db, ann)

    told = preview_undo(db, "ann", receipt.id, an_act(ann))

    assert training_of(db, ann) == before
    assert {each.session_id for each in told.removed} == {each.session_id for each in receipt.created}
    assert {each.session_id for each in told.returning} == {each.session_id for each in receipt.removed}


def test_what_would_go_back_to_its_day_is_named(db: Database) -> None:
    ann, assigned = ann_follows(db)
    receipt = shift_assignment(db, "ann", new_of(assigned), an_act(ann), days=2)

    told = preview_undo(db, "ann", receipt.id, an_act(ann))

    assert [(each.from_, each.to) for each in told.moved] == [(each.to, each.from_) for each in receipt.moved]


def test_what_can_t_be_undone_is_refused_in_the_same_words(db: Database) -> None:
    ann, assigned = ann_follows(db)
    start_session(db, "ann", assigned.created[0].session_id, an_act(ann))

    with pytest.raises(UndoNotPossible) as looked:
        preview_undo(db, "ann", assigned.id, an_act(ann))
    with pytest.raises(UndoNotPossible) as done:
        undo_receipt(db, "ann", assigned.id, an_act(ann))

    assert looked.value.document == done.value.document

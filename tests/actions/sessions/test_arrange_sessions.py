"""Several sessions at once: told beforehand, done as it was told, by trainer and athlete alike."""

import pytest
from msgspec.structs import replace

from mesocycle.actions.assignments.preview_undo import preview_undo
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.arrange_sessions import arrange_sessions
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.receipt import PreviewOutdated, ReceiptKind
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Sees
from mesocycle.domain.permission import Scope
from mesocycle.domain.refusal import DocumentNotValid, NotFound, UndoNotPossible
from mesocycle.domain.session.arranging import Arranging
from mesocycle.domain.session.inputs import OneOff
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.domain.session.session import RemovalReason
from mesocycle.domain.sync.feed import ChangeKind
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import tombstones
from mesocycle.storage.sync.feed import changes
from tests.actions.training import ann_trains, stored_session
from tests.arrange import a_coaching, a_trainer, an_act
from tests.builders import a_workout
from tests.storage.upkeep.checking import verified


def test_what_was_told_is_what_is_done_and_a_receipt_takes_it_back(db: Database) -> None:
    ann, act, (first, second, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    asked = Arranging(session_ids=(second, first), days=2, dry_run=True)

    told = arrange_sessions(db, "ann", asked, an_act(tom))
    done = arrange_sessions(db, "ann", replace(asked, dry_run=None, expected=told.fingerprint), an_act(tom))

    assert [(each.session_id, each.from_, each.to) for each in told.moved] == [
        (first, "2026-01-05", "2026-01-07"),
        (second, "2026-01-12", "2026-01-14"),
    ]
    assert done.moved == told.moved
    assert stored_session(db, first).scheduled_date == "2026-01-07"
    assert stored_session(db, first).planned_date == "2026-01-05"
    (receipt,) = done.receipt_ids
    undo_receipt(db, "ann", receipt, act)
    assert [stored_session(db, each).scheduled_date for each in (first, second)] == ["2026-01-05", "2026-01-12"]


def test_a_dry_run_changes_nothing(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    told = arrange_sessions(db, "ann", Arranging(session_ids=(first,), days=7, dry_run=True), act)

    assert (told.dry_run, told.same_day) == (True, ("2026-01-12",))
    assert stored_session(db, first).scheduled_date == "2026-01-05"


def test_copies_come_beside_the_plan_and_the_originals_stay(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)

    (copy,) = arrange_sessions(db, "ann", Arranging(session_ids=(first,), days=1, copies=True), act).copied

    made = stored_session(db, copy.session_id or "")
    before = stored_session(db, first)
    assert (made.scheduled_date, made.workout_snapshot) == ("2026-01-06", before.workout_snapshot)
    assert made.routine_assignment_id != before.routine_assignment_id
    assert before.scheduled_date == "2026-01-05"


def _copied(db: Database, session_id: str, act: Act, days: int = 1) -> tuple[str, str]:
    """Copy a session; gives the copy and the receipt."""
    done = arrange_sessions(db, "ann", Arranging(session_ids=(session_id,), days=days, copies=True), act)
    return done.copied[0].session_id or "", done.receipt_ids[0]


def test_what_came_by_copying_and_who_did_it_is_told_by_a_receipt(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)

    copy, issued = _copied(db, first, an_act(tom))

    with db.read() as read:
        told = receipts.get(read, "ann", issued)
    assert (told.kind, told.by, told.removed, told.moved) == (ReceiptKind.COPY, "tom", (), ())
    assert [(each.session_id, each.workout_name, each.scheduled_date) for each in told.created] == [
        (copy, "Squat day", "2026-01-06")
    ]


def test_a_receipt_takes_copies_back_whatever_was_copied_since_and_leaves_what_has_begun(db: Database) -> None:
    ann, act, (first, second, *_) = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    both = Arranging(session_ids=(first, second), days=1, copies=True)
    done = arrange_sessions(db, "ann", both, an_act(tom))
    begun, other = (each.session_id or "" for each in done.copied)
    later, _ = _copied(db, first, an_act(tom), 3)
    start_session(db, "ann", begun, act)

    foretold = preview_undo(db, "ann", done.receipt_ids[0], act)
    undone = undo_receipt(db, "ann", done.receipt_ids[0], act)

    assert [each.session_id for each in foretold.removed] == [other]
    assert undone.undone_at is not None
    assert {stored_session(db, each).id for each in (begun, later)} == {begun, later}
    with db.read() as read:
        laid = tombstones.get(read, "ann", other)
    assert (laid.reason, laid.receipt_id) == (RemovalReason.UNDONE, done.receipt_ids[0])
    assert verified(db).findings == ()


def test_where_every_copy_has_begun_none_is_taken_back(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    copy, issued = _copied(db, first, act)
    start_session(db, "ann", copy, act)

    with pytest.raises(UndoNotPossible):
        undo_receipt(db, "ann", issued, act)


def test_copies_stand_in_nobody_s_way_who_takes_a_move_beside_the_plans_back(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    copy, _ = _copied(db, first, act)
    (moved,) = arrange_sessions(db, "ann", Arranging(session_ids=(copy,), days=1), act).receipt_ids
    _copied(db, first, act, 3)

    undo_receipt(db, "ann", moved, act)

    assert stored_session(db, copy).scheduled_date == "2026-01-06"


def test_a_trainer_who_sees_only_their_own_sees_the_receipt_of_what_they_copied_and_nobody_else_s(
    db: Database,
) -> None:
    ann, act, (first, *_) = ann_trains(db)
    eve = a_trainer(db, "eve")
    a_coaching(db, eve, ann, sees=Sees.ASSIGNED)
    added = add_session(db, "ann", OneOff(repeat_of=first, scheduled_date="2026-01-07"), act)
    theirs = add_session(db, "ann", OneOff(workout=a_workout(), scheduled_date="2026-01-08"), an_act(eve))

    _, issued = _copied(db, theirs.id, an_act(eve))
    _copied(db, added.id, act)

    scope = Scope(assigned_by="eve")
    with db.read() as read:
        assert [each.id for each in receipts.of_user(read, "ann", scope)] == [issued]
        fed = changes(read, "ann", 0, 100, scope=scope).changes
    assert [each.kind for each in fed].count(ChangeKind.RECEIPT) == 1
    assert undo_receipt(db, "ann", issued, an_act(eve)).undone_at


def test_what_moves_of_two_plans_at_once_leaves_a_sound_database(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    copy, _ = _copied(db, first, act)

    done = arrange_sessions(db, "ann", Arranging(session_ids=(first, copy), days=7), act)

    assert len(done.receipt_ids) == 2
    assert verified(db).findings == ()


def test_where_the_calendar_changed_meanwhile_nothing_is_done(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    asked = Arranging(session_ids=(first,), days=7, dry_run=True)
    told = arrange_sessions(db, "ann", asked, act)
    arrange_sessions(db, "ann", Arranging(session_ids=(second,), days=1), act)

    with pytest.raises(PreviewOutdated):
        arrange_sessions(db, "ann", replace(asked, dry_run=None, expected=told.fingerprint), act)

    assert stored_session(db, first).scheduled_date == "2026-01-05"


def test_all_move_or_none(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    start_session(db, "ann", second, act)

    with pytest.raises(SessionNotScheduled):
        arrange_sessions(db, "ann", Arranging(session_ids=(first, second), days=1), act)

    assert stored_session(db, first).scheduled_date == "2026-01-05"
    with db.read() as read:
        assert len(receipts.of_user(read, "ann")) == 1


@pytest.mark.parametrize("days", [0, 4_000, -800_000])
def test_by_no_days_or_too_many_nothing_is_arranged(db: Database, days: int) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(DocumentNotValid):
        arrange_sessions(db, "ann", Arranging(session_ids=(first,), days=days), act)


def test_what_a_trainer_does_not_see_they_do_not_move(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    eve = a_trainer(db, "eve")
    a_coaching(db, eve, ann, sees=Sees.ASSIGNED)

    with pytest.raises(NotFound):
        arrange_sessions(db, "ann", Arranging(session_ids=(first,), days=1), an_act(eve))

"""Several sessions at once: told beforehand, done as it was told, by trainer and athlete alike."""

import pytest
from msgspec.structs import replace

from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.arrange_sessions import arrange_sessions
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.receipt import PreviewOutdated
from mesocycle.domain.people.user import Sees
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.domain.session.arranging import Arranging
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains, stored_session
from tests.arrange import a_coaching, a_trainer, an_act


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

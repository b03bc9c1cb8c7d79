"""What somebody added beside the plans they take off again, and nothing else."""

import pytest

from mesocycle.actions.sessions.arrange_sessions import arrange_sessions
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.actions.sessions.take_back_sessions import take_back_sessions
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import NotPermitted, SessionRemoved
from mesocycle.domain.session.arranging import Arranging, TakingBack
from mesocycle.domain.session.rules import SessionNotScheduled
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.actions.training import ann_trains, stored_session
from tests.arrange import a_coaching, a_trainer, an_act


def copy_of(db: Database, session_id: str, act: Act) -> str:
    (copy,) = arrange_sessions(db, "ann", Arranging(session_ids=(session_id,), days=1, copies=True), act).copied
    return copy.session_id or ""


def a_coach(db: Database, ann: User) -> User:
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    return tom


def test_copies_leave_by_whoever_made_them_and_a_tombstone_keeps_each(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    by = an_act(a_coach(db, ann))
    copy = copy_of(db, first, by)

    take_back_sessions(db, "ann", TakingBack(session_ids=(copy,)), by)

    with db.read() as read, pytest.raises(SessionRemoved):
        sessions.get(read, "ann", copy)


def test_what_a_plan_or_somebody_else_put_there_stays(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    by = an_act(a_coach(db, ann))
    anns_own = copy_of(db, first, act)

    for each in (first, anns_own):
        with pytest.raises(NotPermitted):
            take_back_sessions(db, "ann", TakingBack(session_ids=(each,)), by)
        assert stored_session(db, each).id == each


def test_what_has_begun_stays_and_with_it_all_that_was_named(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    copies = [copy_of(db, first, act) for _ in range(2)]
    start_session(db, "ann", copies[1], act)

    with pytest.raises(SessionNotScheduled):
        take_back_sessions(db, "ann", TakingBack(session_ids=tuple(copies)), act)

    assert stored_session(db, copies[0]).id == copies[0]


def test_the_receipt_of_copies_is_undone_with_the_last_of_them(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    asked = Arranging(session_ids=(first, second), days=1, copies=True)
    done = arrange_sessions(db, "ann", asked, act)
    one, other = (each.session_id or "" for each in done.copied)

    take_back_sessions(db, "ann", TakingBack(session_ids=(one,)), act)
    with db.read() as read:
        after_one = receipts.get(read, "ann", done.receipt_ids[0])
    take_back_sessions(db, "ann", TakingBack(session_ids=(other,)), act)
    with db.read() as read:
        after_all = receipts.get(read, "ann", done.receipt_ids[0])

    assert (after_one.undone_at, after_all.undone_at) == (None, act.now)

"""Rows of assignments: who follows what, what a receipt did, how far a roll-out is."""

import pytest
from msgspec.structs import replace

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.domain.assignment.assignment import LIVE, AssignmentStatus, ReplacementRequest
from mesocycle.domain.assignment.roll_out import MemberStatus, RollOutStatus
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import AlreadyExists, AssignmentNotLive, NotFound
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.assignments import assignments, receipts, roll_outs, session_facts
from mesocycle.storage.engine.database import Database
from tests.actions.following import ann_follows, new_of, two_versions
from tests.arrange import a_trainer, a_user, an_act, the_status, the_versions

AGAIN = ReplacementRequest(continue_=True)


def test_a_new_state_is_stored_only_over_a_status_that_still_holds(db: Database) -> None:
    ann, first = ann_follows(db)
    with db.read() as read:
        live = assignments.get_live(read, "ann", new_of(first))
    over = replace(live, status=AssignmentStatus.CANCELLED)
    db.write("ann", an_act(ann), lambda write: assignments.change(write, over, was=LIVE))

    with pytest.raises(AssignmentNotLive):
        db.write("ann", an_act(ann), lambda write: assignments.change(write, live, was=LIVE))
    with db.read() as read, pytest.raises(AssignmentNotLive):
        assignments.get_live(read, "ann", new_of(first))


def test_an_assignment_is_its_athlete_s_and_in_the_scope_of_whoever_assigned_it(db: Database) -> None:
    _, first = ann_follows(db)

    with db.read() as read:
        assert assignments.find(read, "bob", new_of(first)) is None
        with pytest.raises(NotFound):
            assignments.get(read, "ann", new_of(first), Scope(assigned_by="tom"))
        with pytest.raises(AlreadyExists):
            assignments.require_free(read, "ann", new_of(first))
        assert new_of(first) in {each.id for each in assignments.of_user(read, "ann", live_only=True)}
        assert assignments.own_of(read, "ann").id != new_of(first)


def test_followers_are_those_on_another_version_of_the_routine(db: Database) -> None:
    _, first = ann_follows(db)

    with db.read() as read:
        assert assignments.followers(read, "routine-1", not_on="v2") == [("ann", "ann")]
        assert assignments.followers(read, "routine-1", not_on="v1") == []
        assert assignments.live_of_routine(read, ["ann", "bob"], "routine-1")["ann"].id == new_of(first)


def test_settling_ends_the_old_lays_tombstones_and_creates_the_new_in_one_go(db: Database) -> None:
    ann, first = ann_follows(db)
    the_status(db, "ann", first.created[0].session_id, SessionStatus.COMPLETED)

    receipt = replace_assignment(db, "ann", new_of(first), "v2", AGAIN, an_act(ann))

    with db.read() as read:
        old, new = (session_facts.of_assignment(read, "ann", each) for each in (new_of(first), new_of(receipt)))
        ended = assignments.get(read, "ann", new_of(first))
    assert [each.id for each in old] == [first.created[0].session_id]
    assert [each.id for each in new] == [each.session_id for each in receipt.created]
    assert (ended.status, ended.replaced_by_id) == (AssignmentStatus.REPLACED, new_of(receipt))


def test_the_facts_of_several_are_told_by_user_in_one_statement(db: Database) -> None:
    _, first = ann_follows(db)

    with db.read() as read:
        found = session_facts.of_assignments(read, {"ann": [new_of(first)], "bob": [new_of(first)]})

    assert len(found["ann"]) == 4
    assert found.get("bob", []) == []


def test_a_receipt_is_told_as_it_was_with_how_things_stood_before_and_undone_once(db: Database) -> None:
    ann, first = ann_follows(db)
    receipt = replace_assignment(db, "ann", new_of(first), "v2", AGAIN, an_act(ann))

    with db.read() as read:
        told, former = receipts.get_with_former(read, "ann", receipt.id, ALL)
        assert receipts.latest_standing(read, "ann", new_of(receipt)) == receipt.id
        assert [each.id for each in receipts.newest_first(read, "ann", ALL, assignment_id=None, after=None, limit=1)]
        with pytest.raises(NotFound):
            receipts.get(read, "bob", receipt.id)
    assert told == receipt
    assert [each.status for each in former] == [AssignmentStatus.ACTIVE]
    assert db.write("ann", an_act(ann), lambda write: receipts.mark_undone(write, receipt.id)).undone_at


def test_a_roll_out_serves_each_member_once_and_tells_how_far_it_is(db: Database) -> None:
    tom = a_trainer(db)
    the_versions(db, tom, *two_versions("tom"))
    for name in ("ann", "bob"):
        a_user(db, name)
    wish = ReplacementRequest(continue_=True)
    db.write("tom", an_act(tom), lambda write: roll_outs.add(write, "roll", "v2", wish, ["ann", "bob"]))

    db.write("tom", an_act(tom), lambda write: roll_outs.serve(write, "roll", {"ann": "receipt-1"}, {}))

    with db.read() as read:
        assert roll_outs.find_running(read, "v2", "tom") == "roll"
        assert roll_outs.waiting(read, "roll", 9) == ["bob"]
        assert roll_outs.count(read, "roll")[MemberStatus.DONE] == 1
        assert roll_outs.wish_of(read, "roll") == wish
        assert [each.user_id for each in roll_outs.members(read, "roll", after="ann", limit=9)] == ["bob"]
        with pytest.raises(NotFound):
            roll_outs.progress_of(read, "roll", "ann")
    db.write("tom", an_act(tom), lambda write: roll_outs.finish(write, "roll", RollOutStatus.DONE))
    with db.read() as read:
        assert roll_outs.find_running(read, "v2", "tom") is None

"""Replacement, the rule the whole system exists for: exactly the sessions still scheduled give way."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.domain.assignment.assignment import AssignmentRequest, AssignmentStatus, ReplacementRequest
from mesocycle.domain.assignment.receipt import KeptCounts, Receipt
from mesocycle.domain.refusal import AssignmentNotLive, DocumentNotValid, RoutineAlreadyFollowed, SessionRemoved
from mesocycle.domain.session.session import RemovalReason, SessionStatus, WorkoutSession
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions, tombstones
from tests.actions.following import MONDAY, ann_follows, new_of, stored
from tests.arrange import NOW, an_act, the_status, the_versions
from tests.builders import a_version

CONTINUE = ReplacementRequest(continue_=True)
MID_JANUARY = "2026-01-15T09:00:00.000Z"


def _all(db: Database) -> dict[str, WorkoutSession]:
    with db.read() as read:
        return {session.id: session for session in sessions.between(read, "ann", "2020-01-01", "2030-12-31")}


def _one_of_each(db: Database, receipt: Receipt) -> list[str]:
    """Put the first three of four sessions into other statuses; the ids of all four."""
    ids = [created.session_id for created in receipt.created]
    for session_id, status in zip(
        ids, (SessionStatus.COMPLETED, SessionStatus.SKIPPED, SessionStatus.IN_PROGRESS), strict=False
    ):
        the_status(db, "ann", session_id, status)
    return ids


def test_exactly_the_scheduled_sessions_of_the_old_assignment_leave(db: Database) -> None:
    ann, first = ann_follows(db)
    done, skipped, under_way, open_ = _one_of_each(db, first)
    before = _all(db)

    receipt = replace_assignment(db, "ann", new_of(first), "v2", ReplacementRequest(), an_act(ann, MID_JANUARY))

    after = _all(db)
    assert [removed.session_id for removed in receipt.removed] == [open_]
    assert {session_id: after.get(session_id) for session_id in (done, skipped, under_way)} == {
        session_id: before[session_id] for session_id in (done, skipped, under_way)
    }
    assert open_ not in after
    assert receipt.kept == KeptCounts(in_progress=1, completed=1, skipped=1, cancelled=0)
    assert {created.session_id for created in receipt.created} == set(after) - {done, skipped, under_way}


def test_a_cancelled_session_stays_too(db: Database) -> None:
    ann, first = ann_follows(db)
    cancelled = first.created[0].session_id
    the_status(db, "ann", cancelled, SessionStatus.CANCELLED)

    receipt = replace_assignment(db, "ann", new_of(first), "v2", ReplacementRequest(), an_act(ann))

    assert receipt.kept.cancelled == 1
    assert cancelled in _all(db)


def test_the_old_assignment_names_the_new_one(db: Database) -> None:
    ann, first = ann_follows(db)

    receipt = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))

    old = stored(db, new_of(first))
    assert (old.status, old.replaced_by_id) == (AssignmentStatus.REPLACED, receipt.new_assignment_id)


def test_what_was_removed_is_kept_whole_as_a_tombstone(db: Database) -> None:
    ann, first = ann_follows(db)
    before = _all(db)

    receipt = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann, MID_JANUARY))

    with db.read() as read:
        laid = tombstones.of_assignment(read, "ann", new_of(first))
    assert [tomb.session for tomb in laid] == [before[created.session_id] for created in first.created]
    assert {(tomb.reason, tomb.receipt_id) for tomb in laid} == {(RemovalReason.REPLACED, receipt.id)}
    assert [tomb.overdue for tomb in laid] == [True, True, False, False]


def test_a_dry_run_says_the_same_and_changes_nothing(db: Database) -> None:
    ann, first = ann_follows(db)
    _one_of_each(db, first)
    before = _all(db)
    act = an_act(ann, MID_JANUARY)

    dry = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, act, dry_run=True)

    assert _all(db) == before
    real = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, act)
    assert (dry.removed, dry.kept, dry.kept_sessions, dry.not_created, dry.same_day) == (
        real.removed,
        real.kept,
        real.kept_sessions,
        real.not_created,
        real.same_day,
    )
    assert [(one.scheduled_date, one.workout_name) for one in dry.created] == [
        (one.scheduled_date, one.workout_name) for one in real.created
    ]
    with db.read() as read:
        assert receipts.get(read, "ann", real.id) == real


def test_to_continue_creates_the_slots_that_nothing_kept_holds(db: Database) -> None:
    ann, first = ann_follows(db)
    the_status(db, "ann", first.created[0].session_id, SessionStatus.COMPLETED)

    receipt = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann, MID_JANUARY))

    assert [(one.scheduled_date, one.workout_name) for one in receipt.created] == [
        ("2026-01-19", "Squat day II"),
        ("2026-01-26", "Squat day II"),
    ]
    assert [(one.planned_date, one.reason) for one in receipt.not_created] == [
        ("2026-01-05", "already-kept"),
        ("2026-01-12", "overdue"),
    ]


def test_an_overdue_session_named_to_include_is_created_again_on_its_old_day(db: Database) -> None:
    ann, first = ann_follows(db)
    wish = ReplacementRequest(continue_=True, include=(first.created[1].session_id,))

    receipt = replace_assignment(db, "ann", new_of(first), "v2", wish, an_act(ann, MID_JANUARY))

    assert [one.scheduled_date for one in receipt.created] == ["2026-01-12", "2026-01-19", "2026-01-26"]


def test_a_slot_done_before_the_last_continuation_is_not_created_again(db: Database) -> None:
    ann, first = ann_follows(db)
    the_status(db, "ann", first.created[3].session_id, SessionStatus.COMPLETED)
    second = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))

    third = replace_assignment(db, "ann", new_of(second), "v1", CONTINUE, an_act(ann))

    assert "2026-01-26" not in [one.scheduled_date for one in third.created]
    assert [(one.planned_date, one.reason) for one in third.not_created] == [("2026-01-26", "already-kept")]


def test_the_same_version_may_replace_itself_so_that_a_week_is_repeated(db: Database) -> None:
    ann, first = ann_follows(db)

    receipt = replace_assignment(
        db, "ann", new_of(first), "v1", ReplacementRequest(start_week=2), an_act(ann, MID_JANUARY)
    )

    assert [one.scheduled_date for one in receipt.created] == ["2026-01-19", "2026-01-26"]
    assert {(one.planned_date, one.reason) for one in receipt.not_created} >= {("2026-01-12", "before-start")}


def test_days_that_hold_kept_and_created_sessions_are_named(db: Database) -> None:
    ann, first = ann_follows(db)
    the_status(db, "ann", first.created[0].session_id, SessionStatus.IN_PROGRESS)

    receipt = replace_assignment(db, "ann", new_of(first), "v2", ReplacementRequest(), an_act(ann))

    assert receipt.same_day == ("2026-01-05",)


def test_sessions_of_other_assignments_are_never_touched(db: Database) -> None:
    ann, first = ann_follows(db)
    the_versions(db, ann, a_version(id="x1", parent_routine_id="other", created_by="ann"))
    other = assign_routine(db, "ann", "x1", MONDAY, an_act(ann))
    before = _all(db)

    replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))

    after = _all(db)
    assert [after[one.session_id] for one in other.created] == [before[one.session_id] for one in other.created]


def test_another_routine_may_take_the_place_unless_it_is_followed_already(db: Database) -> None:
    ann, first = ann_follows(db)
    the_versions(db, ann, a_version(id="x1", parent_routine_id="other", created_by="ann"))
    second = replace_assignment(db, "ann", new_of(first), "x1", ReplacementRequest(), an_act(ann))
    third = assign_routine(db, "ann", "v1", MONDAY, an_act(ann))

    with pytest.raises(RoutineAlreadyFollowed):
        replace_assignment(db, "ann", new_of(third), "x1", ReplacementRequest(), an_act(ann))

    assert stored(db, new_of(second)).status is AssignmentStatus.ACTIVE


def test_an_ended_assignment_can_t_be_replaced_and_the_refusal_names_the_new_one(db: Database) -> None:
    ann, first = ann_follows(db)
    second = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))

    with pytest.raises(AssignmentNotLive) as refused:
        replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))

    assert refused.value.facts == {"status": "replaced", "newAssignmentId": second.new_assignment_id}


def test_who_asks_for_a_removed_session_is_told_the_new_assignment(db: Database) -> None:
    ann, first = ann_follows(db)
    receipt = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann))

    with db.read() as read, pytest.raises(SessionRemoved) as refused:
        sessions.get(read, "ann", first.created[0].session_id)

    assert refused.value.facts == {
        "reason": "replaced",
        "removedAt": NOW,
        "newAssignmentId": receipt.new_assignment_id,
    }


def test_to_continue_and_to_say_a_beginning_contradict_each_other(db: Database) -> None:
    ann, first = ann_follows(db)

    with pytest.raises(DocumentNotValid):
        replace_assignment(
            db, "ann", new_of(first), "v2", ReplacementRequest(continue_=True, start_week=2), an_act(ann)
        )


def test_the_athlete_s_own_days_and_hour_go_over_to_the_new_version(db: Database) -> None:
    ann, _ = ann_follows(db)
    the_versions(db, ann, a_version(id="y1", parent_routine_id="other", created_by="ann"))
    wish = AssignmentRequest(start_date="2026-01-05", weekday_map={"monday": "friday"}, default_time="06:15")
    given = assign_routine(db, "ann", "y1", wish, an_act(ann))

    receipt = replace_assignment(db, "ann", new_of(given), "y1", ReplacementRequest(), an_act(ann))

    assert {(one.scheduled_date, one.scheduled_time) for one in receipt.created} == {
        (f"2026-01-{day:02d}", "06:15") for day in (9, 16, 23, 30)
    }


NEXT_TUESDAY_NIGHT = "2026-01-20T22:00:00.000Z"


def test_what_falls_into_a_running_pause_is_created_on_its_day_and_comes_back_shifted(db: Database) -> None:
    ann, first = ann_follows(db)
    pause_assignment(db, "ann", new_of(first), an_act(ann), from_day="2026-01-06")

    receipt = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann, NEXT_TUESDAY_NIGHT))
    resumed = resume_assignment(db, "ann", new_of(receipt), an_act(ann, NEXT_TUESDAY_NIGHT), shift=True)

    assert [each.scheduled_date for each in receipt.created] == ["2026-01-12", "2026-01-19", "2026-01-26"]
    assert [each.reason for each in receipt.not_created] == ["overdue"]
    assert [each.from_ for each in resumed.moved] == ["2026-01-12", "2026-01-19", "2026-01-26"]
    assert [each.to for each in resumed.moved] == ["2026-01-26", "2026-02-02", "2026-02-09"]


def test_days_of_a_pause_that_is_over_come_back_no_more_than_other_overdue_ones(db: Database) -> None:
    ann, first = ann_follows(db)
    pause_assignment(db, "ann", new_of(first), an_act(ann), from_day="2026-01-06")
    resume_assignment(db, "ann", new_of(first), an_act(ann, MID_JANUARY), shift=False)

    receipt = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, an_act(ann, NEXT_TUESDAY_NIGHT))

    assert [each.scheduled_date for each in receipt.created] == ["2026-01-26"]

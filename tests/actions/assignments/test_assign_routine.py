"""Assigning a version puts sessions on the calendar, each with its snapshot."""

import msgspec
import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.domain.assignment.assignment import AssignmentRequest, AssignmentStatus, ReplacementRequest
from mesocycle.domain.assignment.receipt import ReceiptKind
from mesocycle.domain.people.user import Sees
from mesocycle.domain.plan.placement import BeginNotPossible
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.refusal import NotFound, RoutineAlreadyFollowed, VersionArchived
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from mesocycle.storage.sessions import sessions
from tests.actions.following import MONDAY, ann_follows, new_of, stored, two_versions
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise


def test_every_slot_becomes_a_scheduled_session_with_all_the_seed_s_fields(db: Database) -> None:
    _, receipt = ann_follows(db)

    with db.read() as read:
        found = sessions.between(read, "ann", "2026-01-01", "2026-12-31")

    assert [session.scheduled_date for session in found] == ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]
    assert [session.id for session in found] == [created.session_id for created in receipt.created]
    assert {session.status for session in found} == {SessionStatus.SCHEDULED}
    assert {(s.routine_version_id, s.parent_routine_id, s.workout_id) for s in found} == {
        ("v1", "routine-1", "workout-1")
    }
    snapshot = msgspec.json.decode(found[0].workout_snapshot, type=WorkoutSnapshot)
    assert snapshot.name == "Squat day"


def test_a_preview_is_the_same_receipt_and_stores_nothing(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann"))

    preview = assign_routine(db, "ann", "v1", MONDAY, an_act(ann), dry_run=True)

    assert preview.dry_run
    assert len(preview.created) == 4
    with db.read() as read:
        assert sessions.between(read, "ann", "2026-01-01", "2026-12-31") == []
        assert [one.origin.value for one in assignments.of_user(read, "ann")] == ["own"]
        assert receipts.of_user(read, "ann") == []


def test_the_receipt_is_stored_as_it_was_given(db: Database) -> None:
    _, receipt = ann_follows(db)

    with db.read() as read:
        assert receipts.get(read, "ann", receipt.id) == receipt
    assert receipt.kind is ReceiptKind.ASSIGNMENT


def test_sessions_before_a_mid_week_start_are_named_in_the_receipt(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann"))

    receipt = assign_routine(db, "ann", "v1", AssignmentRequest(start_date="2026-01-07"), an_act(ann))

    assert [(one.planned_date, one.reason) for one in receipt.not_created] == [("2026-01-05", "before-start")]
    assert len(receipt.created) == 3


def test_a_second_live_assignment_of_the_versions_is_refused_with_the_remedy_to_replace(db: Database) -> None:
    ann, receipt = ann_follows(db)

    with pytest.raises(RoutineAlreadyFollowed) as refused:
        assign_routine(db, "ann", "v2", MONDAY, an_act(ann))

    assert refused.value.facts == {"assignmentId": receipt.new_assignment_id}
    assert "replace" in refused.value.remedy


def test_a_trainer_who_sees_what_they_assigned_is_not_told_another_s_assignment(db: Database) -> None:
    ann, receipt = ann_follows(db, is_public=True)
    tom = a_trainer(db, "tom")
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)

    with pytest.raises(RoutineAlreadyFollowed) as refused:
        assign_routine(db, "ann", "v2", MONDAY, an_act(tom))

    said = f"{refused.value.sentence} {refused.value.remedy} {refused.value.facts}"
    assert new_of(receipt) not in said


def test_missing_reference_values_never_block_and_are_named(db: Database) -> None:
    ann = a_user(db, "ann")
    lift = an_exercise(sets=(a_set(weight=None, weight_unit=None, percent_of_training_max=85),))
    workout = a_workout(sections=(a_section(exercises=(lift,)),))
    the_versions(db, ann, a_version(id="v1", created_by="ann", workouts=(workout,)))

    receipt = assign_routine(db, "ann", "v1", MONDAY, an_act(ann))

    assert [lack.kind for lack in receipt.missing_references] == ["trainingMax"]
    assert len(receipt.created) == 4


def test_a_trainer_assigns_once_the_athlete_has_accepted(db: Database) -> None:
    tom, ann = a_trainer(db), a_user(db, "ann")
    the_versions(db, tom, *two_versions("tom"))
    with pytest.raises(NotFound):
        assign_routine(db, "ann", "v1", MONDAY, an_act(tom))
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)

    receipt = assign_routine(db, "ann", "v1", MONDAY, an_act(tom))

    assert stored(db, new_of(receipt)).assigned_by == "tom"


def test_a_version_that_is_not_readable_does_not_exist(db: Database) -> None:
    tom, ann = a_trainer(db), a_user(db, "ann")
    the_versions(db, tom, *two_versions("tom"))

    with pytest.raises(NotFound):
        assign_routine(db, "ann", "v1", MONDAY, an_act(ann))


def test_a_trainer_assigns_what_an_athlete_of_theirs_follows_and_no_later_version_of_it(db: Database) -> None:
    tom, ann, bea = a_trainer(db), a_user(db, "ann"), a_user(db, "bea")
    the_versions(db, ann, *two_versions("ann"))
    assign_routine(db, "ann", "v1", MONDAY, an_act(ann))
    for athlete in (ann, bea):
        a_coaching(db, tom, athlete)

    receipt = assign_routine(db, "bea", "v1", MONDAY, an_act(tom))

    assert receipt.routine_version_id == "v1"
    with pytest.raises(NotFound):
        replace_assignment(db, "bea", new_of(receipt), "v2", ReplacementRequest(continue_=True), an_act(tom))


def test_an_archived_version_is_assigned_to_nobody(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann"))
    db.write("ann", an_act(ann), lambda write: routines.archive_version(write, "v1"))

    with pytest.raises(VersionArchived):
        assign_routine(db, "ann", "v1", MONDAY, an_act(ann))


def test_a_refused_assignment_leaves_nothing(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann"))

    with pytest.raises(BeginNotPossible):
        assign_routine(db, "ann", "v1", AssignmentRequest(start_week=9), an_act(ann))

    with db.read() as read:
        assert assignments.live_of_routine(read, ["ann"], "routine-1") == {}


def test_the_athlete_s_own_days_and_hour_hold(db: Database) -> None:
    ann = a_user(db, "ann")
    the_versions(db, ann, *two_versions("ann"))
    wish = AssignmentRequest(start_date="2026-01-05", weekday_map={"monday": "tuesday"}, default_time="18:30")

    receipt = assign_routine(db, "ann", "v1", wish, an_act(ann))

    assert {(one.scheduled_date, one.scheduled_time) for one in receipt.created} == {
        (f"2026-01-{day:02d}", "18:30") for day in (6, 13, 20, 27)
    }
    assert stored(db, new_of(receipt)).status is AssignmentStatus.ACTIVE


def test_weeks_with_the_same_lines_share_one_snapshot(db: Database) -> None:
    ann_follows(db)

    with db.read() as read:
        found = sessions.between(read, "ann", "2026-01-01", "2026-12-31")

    assert len({bytes(session.workout_snapshot) for session in found}) == 1

"""What was changed for one athlete alone is offered when a version is replaced, and taken over line by line."""

import pytest
from msgspec.structs import replace

from mesocycle.actions.assignments.accept_carry_overs import accept_carry_overs, look_at_carry_overs
from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.preview_roll_out import preview_roll_out
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.assignment.carry_over import CarryOver, CarryOverNotPossible
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, snapshot
from mesocycle.domain.plan.workout import Exercise, Workout
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.inputs import Reschedule
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.storage.sessions import sessions
from tests.actions.following import new_of
from tests.actions.training import stored_session
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise

SQUAT = an_exercise(id="squat", name="Squat", order_index=0)
ROW = an_exercise(id="row", name="Row", order_index=1)
CONTINUE = ReplacementRequest(continue_=True)
MONDAY = AssignmentRequest(start_date="2026-01-05")


def squats(*exercises: Exercise) -> Workout:
    """Give a workout of these exercises."""
    return a_workout(sections=(a_section(id="main", name="Main", exercises=exercises),))


def ann_trains(db: Database, *second: Exercise) -> tuple[Act, Receipt]:
    """Let Ann follow version 1 with squats and rows; version 2 holds the exercises given, or is the same."""
    ann = a_user(db, "ann")
    first = a_version(id="v1", version=1, created_by="ann", workouts=(squats(SQUAT, ROW),))
    after = a_version(id="v2", version=2, created_by="ann", workouts=(squats(*(second or (SQUAT, ROW))),))
    the_versions(db, ann, first, after)
    act = an_act(ann)
    return act, assign_routine(db, "ann", "v1", MONDAY, act)


def held_by(session: WorkoutSession) -> WorkoutSnapshot:
    """Read what a session holds."""
    return get_snapshot(session)


def lighter(db: Database, session_id: str, act: Act) -> WorkoutSession:
    """Let the squats of a session be 60 kg, and leave its rows out."""
    held = held_by(stored_session(db, session_id))
    easy = replace(SQUAT, sets=(a_set(id="easy", weight=60),))
    changed = replace(held, sections=(replace(held.sections[0], exercises=(easy,)),))
    return adjust_session(db, "ann", session_id, changed, act)


def replaced(db: Database, receipt: Receipt, act: Act, wish: ReplacementRequest = CONTINUE) -> Receipt:
    """Put version 2 in the place of version 1."""
    return replace_assignment(db, "ann", new_of(receipt), "v2", wish, act)


def offered(db: Database, receipt: Receipt, act: Act) -> tuple[CarryOver, ...]:
    """Look at what a receipt offers now."""
    with db.read() as read:
        return look_at_carry_overs(read, "ann", receipt.id, act)


def in_place_of(db: Database, offer: CarryOver) -> WorkoutSession:
    """Give the session that stands in the place of the one that an offer is for."""
    with db.read() as read:
        there = sessions.between(read, "ann", "2020-01-01", "2030-12-31")
    return next(each for each in there if offer.new_session_id in (each.id, each.adjusted_from))


def test_each_line_that_was_changed_is_offered_in_preview_and_receipt_and_none_is_applied(db: Database) -> None:
    act, first = ann_trains(db)
    changed = lighter(db, first.created[1].session_id, act)
    dry = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, act, dry_run=True)

    receipt = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, act, expected=dry.fingerprint)

    assert [(each.session_id, each.kind, each.path, each.state) for each in receipt.carry_overs] == [
        (changed.id, "exercise-removed", "Main › Row", "open"),
        (changed.id, "exercise", "Main › Squat", "open"),
    ]
    assert [(each.id, each.after) for each in dry.carry_overs] == [
        (each.id, each.after) for each in receipt.carry_overs
    ]
    new = stored_session(db, receipt.carry_overs[0].new_session_id or "")
    assert held_by(new) == snapshot(squats(SQUAT, ROW), 2, 4)


def test_a_line_that_is_taken_goes_into_the_new_session_and_no_other_does(db: Database) -> None:
    act, first = ann_trains(db)
    lighter(db, first.created[1].session_id, act)
    receipt = replaced(db, first, act)
    row, squat = receipt.carry_overs

    carried = accept_carry_overs(db, "ann", receipt.id, [squat.id], act)

    held = held_by(in_place_of(db, squat))
    assert [each.state for each in carried.lines] == ["open", "taken"]
    assert [each.name for each in held.sections[0].exercises or ()] == ["Squat", "Row"]
    assert b"60" in bytes(in_place_of(db, squat).workout_snapshot)
    assert carried.session_ids == (in_place_of(db, squat).id,)
    assert row.state == "open"


def test_what_was_taken_is_taken_once(db: Database) -> None:
    act, first = ann_trains(db)
    lighter(db, first.created[1].session_id, act)
    receipt = replaced(db, first, act)
    both = [each.id for each in receipt.carry_overs]
    accept_carry_overs(db, "ann", receipt.id, both, act)
    before = in_place_of(db, receipt.carry_overs[0])

    again = accept_carry_overs(db, "ann", receipt.id, both, act)

    assert again.session_ids == ()
    assert in_place_of(db, receipt.carry_overs[0]) == before


def test_a_line_that_the_new_version_has_no_more_is_named_and_can_not_be_taken(db: Database) -> None:
    act, first = ann_trains(db, ROW)
    lighter(db, first.created[1].session_id, act)

    receipt = replaced(db, first, act)

    states = {each.path: each.state for each in receipt.carry_overs}
    assert states == {"Main › Row": "open", "Main › Squat": "line-gone"}
    squat = next(each for each in receipt.carry_overs if each.state == "line-gone")
    with pytest.raises(CarryOverNotPossible, match="no such line"):
        accept_carry_overs(db, "ann", receipt.id, [squat.id], act)


def test_what_the_new_version_changed_too_is_said_beside_it(db: Database) -> None:
    act, first = ann_trains(db, replace(SQUAT, sets=(a_set(id="set-1", weight=110),)), ROW)
    lighter(db, first.created[1].session_id, act)

    squat = next(each for each in replaced(db, first, act).carry_overs if each.kind == "exercise")

    assert "110" in (squat.meanwhile or "")
    assert squat.state == "open"


def test_what_the_new_version_says_already_is_not_offered(db: Database) -> None:
    act, first = ann_trains(db, replace(SQUAT, sets=(a_set(id="easy", weight=60),)))
    lighter(db, first.created[1].session_id, act)

    assert replaced(db, first, act).carry_overs == ()


def test_a_moved_day_stands_where_the_athlete_continues_and_is_offered_where_the_version_begins_anew(
    db: Database,
) -> None:
    act, first = ann_trains(db)
    reschedule_session(db, "ann", first.created[1].session_id, Reschedule(scheduled_date="2026-01-14"), act)
    dry = replace_assignment(db, "ann", new_of(first), "v2", CONTINUE, act, dry_run=True)

    receipt = replaced(db, first, act, ReplacementRequest(start_date="2026-02-02"))

    assert dry.carry_overs == ()
    (moved,) = receipt.carry_overs
    assert (moved.kind, moved.before, moved.after) == ("day", "2026-02-09", "2026-02-11")
    accept_carry_overs(db, "ann", receipt.id, [moved.id], act)
    assert stored_session(db, moved.new_session_id or "").scheduled_date == "2026-02-11"


def test_notes_are_carried_behind_those_that_stand_there(db: Database) -> None:
    act, first = ann_trains(db)
    note_session(db, "ann", first.created[1].session_id, "Knee!", act)
    receipt = replaced(db, first, act)
    (notes,) = receipt.carry_overs
    note_session(db, "ann", notes.new_session_id or "", "In the park.", act)

    accept_carry_overs(db, "ann", receipt.id, [notes.id], act)

    assert stored_session(db, notes.new_session_id or "").notes == "In the park.\nKnee!"


def test_a_session_that_has_begun_takes_nothing_over(db: Database) -> None:
    act, first = ann_trains(db)
    lighter(db, first.created[1].session_id, act)
    receipt = replaced(db, first, act)
    start_session(db, "ann", receipt.carry_overs[0].new_session_id or "", act)

    with pytest.raises(CarryOverNotPossible, match="begun"):
        accept_carry_overs(db, "ann", receipt.id, [receipt.carry_overs[0].id], act)


def test_the_replacement_is_undone_with_what_was_taken_over_and_the_changed_session_is_back(db: Database) -> None:
    act, first = ann_trains(db)
    changed = lighter(db, first.created[1].session_id, act)
    receipt = replaced(db, first, act)
    accept_carry_overs(db, "ann", receipt.id, [each.id for each in receipt.carry_overs], act)

    undo_receipt(db, "ann", receipt.id, act)

    with db.read() as read:
        there = {each.id for each in sessions.between(read, "ann", "2020-01-01", "2030-12-31")}
    assert there == {changed.id, *(each.session_id for each in first.created)} - {first.created[1].session_id}
    assert held_by(stored_session(db, changed.id)) == held_by(changed)
    assert {each.state for each in offered(db, receipt, act)} == {"undone"}


def test_what_was_taken_over_is_offered_again_by_the_next_replacement(db: Database) -> None:
    act, first = ann_trains(db)
    lighter(db, first.created[1].session_id, act)
    receipt = replaced(db, first, act)
    accept_carry_overs(db, "ann", receipt.id, [each.id for each in receipt.carry_overs], act)

    again = replace_assignment(db, "ann", new_of(receipt), "v2", CONTINUE, act)

    assert [(each.kind, each.path) for each in again.carry_overs] == [
        (each.kind, each.path) for each in receipt.carry_overs
    ]


def test_a_line_that_is_not_offered_is_refused(db: Database) -> None:
    act, first = ann_trains(db)

    with pytest.raises(NotFound, match="does not offer"):
        accept_carry_overs(db, "ann", replaced(db, first, act).id, ["nothing"], act)


def test_a_trainer_takes_it_over_and_a_stranger_learns_nothing(db: Database) -> None:
    act, first = ann_trains(db)
    lighter(db, first.created[1].session_id, act)
    receipt = replaced(db, first, act)
    tom = a_trainer(db)
    with db.read() as read:
        ann = users.get(read, "ann")
    a_coaching(db, tom, ann)

    carried = accept_carry_overs(db, "ann", receipt.id, [receipt.carry_overs[0].id], an_act(tom))

    assert len(carried.session_ids) == 1
    with pytest.raises(NotFound):
        accept_carry_overs(db, "ann", receipt.id, [receipt.carry_overs[1].id], an_act(a_trainer(db, "sue")))


def test_the_preview_of_a_roll_out_names_it_for_each(db: Database) -> None:
    act, first = ann_trains(db)
    lighter(db, first.created[1].session_id, act)

    (ann,) = preview_roll_out(db, "v2", act).members

    assert ann.receipt is not None
    assert len(ann.receipt.carry_overs) == 2

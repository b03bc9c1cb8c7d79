"""Taking in offline work."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.plan.snapshot import snapshot
from mesocycle.domain.refusal import NotFound, SessionRemoved
from mesocycle.domain.session.inputs import OneOff
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.domain.sync.operations import (
    MOST_OPERATIONS,
    TooManyOperations,
)
from mesocycle.offline.sync import sync
from mesocycle.storage.assignments import session_facts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import workout_session
from tests.actions.training import (
    WORKOUT,
    a_set_entry,
    ann_trains,
    history,
    log_of,
    reps_of,
    rows_of,
    stored_session,
)
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions
from tests.builders import a_version, a_workout
from tests.offline.phone import OFFLINE, an_operation, outcomes, position, replaced, session_in


def test_a_session_done_offline_comes_in_whole_with_the_devices_times(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    results = sync(
        db,
        "ann",
        [
            an_operation("start", first),
            an_operation("log-set", first, a_set_entry(), at="2026-01-05T17:10:00.000Z"),
            an_operation("complete", first, at="2026-01-05T17:30:00.000Z"),
            an_operation("note", first, {"notes": "Fine."}),
        ],
        act,
    )

    done = session_in(results[-1])
    started, completed, _ = history(db, first)
    assert outcomes(results) == ["done"] * 4
    assert (done.started_at, done.completed_at, done.duration_minutes) == (OFFLINE, "2026-01-05T17:30:00.000Z", 30)
    assert log_of(done).sections[0].exercises[0].sets[0].performed_at == "2026-01-05T17:10:00.000Z"
    assert (started.at, completed.at) == (OFFLINE, "2026-01-05T17:30:00.000Z")
    assert done == stored_session(db, first)


def test_an_operation_sent_again_gets_the_same_answer_and_is_not_done_twice(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    batch = [an_operation("start", first), an_operation("start", first, id_="another")]

    once = sync(db, "ann", batch, act)
    twice = sync(db, "ann", batch, act)

    assert outcomes(once) == outcomes(twice) == ["done", "move-not-allowed"]
    assert [result.refusal for result in once] == [result.refusal for result in twice]
    assert len(history(db, first)) == 1


def test_the_same_id_with_another_content_is_refused(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    sync(db, "ann", [an_operation("start", first, id_="op")], act)

    results = sync(db, "ann", [an_operation("cancel", first, id_="op"), an_operation("start", second, id_="op")], act)

    assert outcomes(results) == ["key-used-otherwise"] * 2
    assert stored_session(db, second).status is SessionStatus.SCHEDULED


def test_a_refused_operation_stops_no_other_and_leaves_nothing_behind(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)

    results = sync(
        db,
        "ann",
        [
            an_operation("log-set", first, a_set_entry("set-9")),
            an_operation("skip", second, {"reason": "boredom"}),
            an_operation("start", "nowhere"),
            an_operation("start", first, {"when": "now"}),
            an_operation("complete", first, at="noon"),
            an_operation("reschedule", first, {"scheduledDate": "2026-01-08"}),
        ],
        act,
    )

    errors = [[error.path for error in (result.refusal.errors or ())] if result.refusal else [] for result in results]
    assert outcomes(results)[2] == "not-found"
    assert outcomes(results)[-1] == "done"
    assert errors == [["set.setId"], ["reason"], [], ["when"], ["at"], []]
    assert stored_session(db, first).status is SessionStatus.SCHEDULED
    assert stored_session(db, first).scheduled_date == "2026-01-08"


def test_a_defect_over_one_session_ends_its_part_alone_and_the_work_may_be_sent_again(db: Database) -> None:
    ann, _, (first, second, *_) = ann_trains(db)
    sync(db, "ann", [an_operation("start", first)], an_act(ann))
    batch = [an_operation("complete", first), an_operation("start", second)]
    started = stored_session(db, first).started_at

    def begun(at: str | None) -> None:
        of_first = workout_session.update().where(workout_session.c.id == first)
        db.write_across_owners(lambda connection: connection.execute(of_first.values(started_at=at)))

    begun("broken")
    failed = sync(db, "ann", batch, an_act(ann))
    begun(started)
    again = sync(db, "ann", batch, an_act(ann))

    assert outcomes(failed) == ["part-failed", "done"]
    assert outcomes(again) == ["done", "done"]


def test_an_operation_with_a_wrong_body_may_be_mended_and_sent_again(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    sync(db, "ann", [an_operation("skip", first, {"reason": "boredom"})], act)

    assert outcomes(sync(db, "ann", [an_operation("skip", first, {"reason": "other"})], act)) == ["done"]


def test_late_work_brings_a_replaced_session_back_and_names_what_stands_on_its_day(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    seen = position(db)
    old_assignment = stored_session(db, first).routine_assignment_id
    new_assignment = replaced(db, first)

    started, logged = sync(
        db,
        "ann",
        [
            an_operation("start", first, seen=seen),
            an_operation("log-set", first, a_set_entry(), seen=seen),
        ],
        act,
    )

    revived, begun = history(db, first)
    assert outcomes([started, logged]) == ["revived", "done"]
    assert [stored_session(db, other).routine_assignment_id for other in started.same_day or ()] == [new_assignment]
    assert stored_session(db, first).routine_assignment_id == old_assignment
    assert (revived.kind, begun.kind) == (EventKind.REVIVED, EventKind.STARTED)
    assert "late work: start" in (revived.reason or "")
    assert "replaced" in (revived.reason or "")
    assert rows_of(db, first) == [("done-1", "2026-01-05", 100.0)]


def test_late_work_names_nothing_but_what_took_its_place(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    the_versions(db, ann, a_version(id="other", parent_routine_id="routine-2", created_by="ann"))
    assign_routine(db, "ann", "other", AssignmentRequest(start_date="2026-01-05"), act)
    add_session(db, "ann", OneOff(scheduled_date="2026-01-05", workout=a_workout()), act)
    seen = position(db)
    second = replaced(db, first)
    with db.read() as read:
        between = session_facts.of_assignment(read, "ann", second)[0].id
    start_session(db, "ann", between, act)
    third = replace_assignment(db, "ann", second, "v1", ReplacementRequest(), act).created[0].session_id

    (started,) = sync(db, "ann", [an_operation("start", first, seen=seen)], act)

    assert set(started.same_day or ()) == {between, third}


def test_late_work_on_an_adjusted_session_names_the_one_in_its_place(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    added = add_session(db, "ann", OneOff(scheduled_date="2026-01-05", repeat_of=first), act)
    seen = position(db)
    easier = adjust_session(db, "ann", added.id, snapshot(WORKOUT, 1, 4), act)

    (started,) = sync(db, "ann", [an_operation("start", added.id, seen=seen)], act)

    assert started.same_day == (easier.id,)


def test_late_work_after_an_undo_names_what_came_back(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    old = stored_session(db, first).routine_assignment_id
    receipt = replace_assignment(db, "ann", old, "v1", ReplacementRequest(), act)
    seen = position(db)
    undo_receipt(db, "ann", receipt.id, act)

    (started,) = sync(db, "ann", [an_operation("start", receipt.created[0].session_id, seen=seen)], act)

    assert (started.outcome, started.same_day) == ("revived", (first,))


def test_another_day_or_a_note_alone_brings_nothing_back(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    seen = position(db)
    replaced(db, first)

    results = sync(
        db,
        "ann",
        [
            an_operation("reschedule", first, {"scheduledDate": "2026-01-08"}, seen=seen),
            an_operation("note", first, {"notes": "Hm."}, seen=seen),
        ],
        act,
    )

    assert outcomes(results) == ["session-removed"] * 2


def test_who_had_seen_the_removal_gets_a_conflict_that_names_the_new_assignment(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    new_assignment = replaced(db, first)

    (result,) = sync(db, "ann", [an_operation("start", first, seen=position(db))], act)

    assert outcomes([result]) == ["session-removed"]
    assert result.refusal is not None
    assert (result.refusal.facts or {})["newAssignmentId"] == new_assignment


def test_only_sync_revives(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    replaced(db, first)

    with pytest.raises(SessionRemoved):
        start_session(db, "ann", first, act)


def test_late_work_with_a_wrong_body_does_not_bring_the_session_back(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    seen = position(db)
    replaced(db, first)

    sync(db, "ann", [an_operation("log-set", first, a_set_entry("set-9"), seen=seen)], act)

    with pytest.raises(SessionRemoved):
        stored_session(db, first)


def test_a_second_device_with_late_work_merges_into_the_revived_session(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    seen = position(db)
    replaced(db, first)
    phone = an_operation("log-set", first, a_set_entry("set-1", id_="phone"), id_="from-phone", seen=seen)
    watch = an_operation("log-set", first, a_set_entry("set-2", id_="watch"), id_="from-watch", seen=seen)

    results = [*sync(db, "ann", [phone], act), *sync(db, "ann", [watch], act)]

    assert outcomes(results) == ["revived", "done"]
    assert reps_of(stored_session(db, first)) == {"phone": 5, "watch": 5}
    assert [event.kind for event in history(db, first)].count(EventKind.REVIVED) == 1


def test_answers_come_in_the_order_of_the_operations_whatever_their_sessions(db: Database) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    complete_session(db, "ann", second, act)
    batch = [
        an_operation("start", first, id_="1"),
        an_operation("reopen", second, id_="2"),
        an_operation("put-back", first, id_="3"),
        an_operation("complete", second, id_="4"),
    ]

    results = sync(db, "ann", batch, act)

    assert [result.operation_id for result in results] == ["1", "2", "3", "4"]
    assert outcomes(results) == ["done"] * 4
    assert [result.session is None for result in results] == [True, True, False, False]


def test_a_trainer_who_may_not_log_is_refused_and_a_stranger_learns_nothing(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    tom, eve = a_trainer(db, "tom"), a_user(db, "eve")
    a_coaching(db, tom, ann)

    assert outcomes(sync(db, "ann", [an_operation("start", first)], an_act(tom))) == ["not-permitted"]
    with pytest.raises(NotFound, match="no such athlete"):
        sync(db, "ann", [an_operation("start", first)], an_act(eve))


def test_a_batch_has_a_limit(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    with pytest.raises(TooManyOperations):
        sync(db, "ann", [an_operation("start", first)] * (MOST_OPERATIONS + 1), act)
    assert sync(db, "ann", [], act) == []

"""Adding a session beside all routines."""

import pytest

from mesocycle.actions.assignments.end_assignment import cancel_assignment
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.domain.people.user import Sees
from mesocycle.domain.permission import Scope
from mesocycle.domain.plan.snapshot import snapshot
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound
from mesocycle.domain.session.inputs import OneOff, Reschedule
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.assignments import assignments
from mesocycle.storage.calendar import as_of as calendar_as_of
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from mesocycle.storage.sync import feed
from tests.actions.training import WORKOUT, ann_trains, stored_session
from tests.arrange import NOW, a_coaching, a_trainer, a_user, an_act, the_versions
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise

TUESDAY = "2026-01-06"


def test_a_workout_given_whole_stands_on_the_own_routine_with_a_new_workout_id(db: Database) -> None:
    _, act, _ = ann_trains(db)

    added = add_session(db, "ann", OneOff(scheduled_date=TUESDAY, workout=a_workout(), notes="For fun."), act)

    with db.read() as read:
        own = assignments.own_of(read, "ann")
    assert (added.routine_assignment_id, added.parent_routine_id, added.routine_version_id) == (
        own.id,
        own.parent_routine_id,
        own.routine_version_id,
    )
    assert added.workout_id != a_workout().id
    assert (added.status, added.scheduled_date, added.planned_date) == (SessionStatus.SCHEDULED, TUESDAY, TUESDAY)
    assert (added.scheduled_time, added.all_day, added.notes) == ("00:00", True, "For fun.")


def test_a_workout_of_a_version_comes_with_the_lines_of_the_week_asked_for(db: Database) -> None:
    ann, act, _ = ann_trains(db)
    heavy, light = a_set(id="heavy", weeks=(1,)), a_set(id="light", weeks=(2,), weight=60)
    waves = a_workout(sections=(a_section(exercises=(an_exercise(sets=(heavy, light)),)),))
    the_versions(db, ann, a_version(id="w1", parent_routine_id="waves", created_by="ann", workouts=(waves,)))

    added = add_session(
        db,
        "ann",
        OneOff(scheduled_date=TUESDAY, routine_version_id="w1", workout_id="workout-1", plan_week=2),
        act,
    )

    assert (added.parent_routine_id, added.routine_version_id, added.workout_id) == ("waves", "w1", "workout-1")
    assert b'"light"' in bytes(added.workout_snapshot)
    assert b'"heavy"' not in bytes(added.workout_snapshot)


def test_an_earlier_session_is_repeated_with_its_very_snapshot(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    earlier = stored_session(db, first)

    again = add_session(db, "ann", OneOff(scheduled_date=TUESDAY, scheduled_time="18:00", repeat_of=first), act)

    assert again.workout_snapshot == earlier.workout_snapshot
    assert (again.workout_id, again.routine_version_id) == (earlier.workout_id, earlier.routine_version_id)
    assert (again.scheduled_time, again.all_day, again.plan_week) == ("18:00", None, None)


def test_a_session_keeps_the_id_its_client_made_and_a_taken_one_is_refused_even_from_the_grave(
    db: Database,
) -> None:
    _, act, (first, *_) = ann_trains(db)
    adjust_session(db, "ann", first, snapshot(WORKOUT, 1, 4), act)

    added = add_session(db, "ann", OneOff(id="made-offline", scheduled_date=TUESDAY, workout=a_workout()), act)

    assert added.id == "made-offline"
    for taken in ("made-offline", first):
        with pytest.raises(AlreadyExists):
            add_session(db, "ann", OneOff(id=taken, scheduled_date=TUESDAY, workout=a_workout()), act)


def test_a_trainer_adds_sessions_and_a_version_nobody_showed_them_is_not_found(db: Database) -> None:
    ann, _, _ = ann_trains(db)
    tom, eve = a_trainer(db, "tom"), a_user(db, "eve")
    a_coaching(db, tom, ann)
    the_versions(db, eve, a_version(id="e1", parent_routine_id="secret", created_by="eve"))

    assert add_session(db, "ann", OneOff(scheduled_date=TUESDAY, workout=a_workout()), an_act(tom)).user_id == "ann"
    with pytest.raises(NotFound, match="no such routine version"):
        add_session(
            db,
            "ann",
            OneOff(scheduled_date=TUESDAY, routine_version_id="e1", workout_id="workout-1"),
            an_act(tom),
        )


def test_a_session_that_can_not_be_is_refused_with_the_path(db: Database) -> None:
    _, act, _ = ann_trains(db)
    twice = a_workout(sections=(a_section(), a_section(order_index=1)))
    week_5 = OneOff(scheduled_date=TUESDAY, routine_version_id="v1", workout_id="workout-1", plan_week=5)

    for new, path in (
        (OneOff(scheduled_date=TUESDAY), ""),
        (OneOff(scheduled_date=TUESDAY, workout=a_workout(), repeat_of="x"), ""),
        (OneOff(scheduled_date=TUESDAY, routine_version_id="v1"), "workoutId"),
        (OneOff(scheduled_date="2026-13-01", workout=a_workout()), "scheduledDate"),
        (OneOff(scheduled_date=TUESDAY, scheduled_time="7", workout=a_workout()), "scheduledTime"),
        (OneOff(scheduled_date=TUESDAY, workout=a_workout(), id="a b"), "_id"),
        (OneOff(scheduled_date=TUESDAY, workout=twice), "sections[1]._id"),
        (week_5, "planWeek"),
    ):
        with pytest.raises(DocumentNotValid) as refused:
            add_session(db, "ann", new, act)
        assert (refused.value.errors or ())[0].path == path


def test_an_athlete_adds_nothing_to_another(db: Database) -> None:
    ann_trains(db)
    eve = a_user(db, "eve")

    with pytest.raises(NotFound, match="no such athlete"):
        add_session(db, "ann", OneOff(scheduled_date=TUESDAY, workout=a_workout()), an_act(eve))


def test_a_trainer_who_sees_only_their_own_doing_sees_the_sessions_they_added(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    tom = a_trainer(db, "tom")
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    add_session(db, "ann", OneOff(scheduled_date=TUESDAY, workout=a_workout()), act)
    added = add_session(db, "ann", OneOff(scheduled_date=TUESDAY, workout=a_workout()), an_act(tom))

    easier = adjust_session(db, "ann", added.id, snapshot(WORKOUT, 1, 4), an_act(tom))
    reschedule_session(db, "ann", easier.id, Reschedule(scheduled_date="2026-01-07"), an_act(tom))

    toms = Scope(assigned_by="tom")
    with db.read() as read:
        stands = sessions.between(read, "ann", "2026-01-05", "2026-01-31", scope=toms)
        stood = calendar_as_of.between(read, "ann", "2026-01-05", "2026-01-31", NOW, scope=toms)
        told = feed.changes(read, "ann", 0, 100, scope=toms).changes
    assert [session.id for session in stands] == [easier.id]
    assert [session.id for session in stood] == [easier.id]
    assert [change.kind for change in told] == ["tombstone", "session"]
    with pytest.raises(NotFound):
        reschedule_session(db, "ann", first, Reschedule(scheduled_date=TUESDAY), an_act(tom))


def test_who_sees_only_their_own_doing_does_not_learn_what_was_removed_beside_it(db: Database) -> None:
    ann, act, (first, *_) = ann_trains(db)
    tom = a_trainer(db, "tom")
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    cancel_assignment(db, "ann", stored_session(db, first).routine_assignment_id, act)

    with pytest.raises(NotFound):
        reschedule_session(db, "ann", first, Reschedule(scheduled_date=TUESDAY), an_act(tom))


def test_a_session_removed_since_is_repeated_all_the_same(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    old = stored_session(db, first)
    cancel_assignment(db, "ann", old.routine_assignment_id, act)

    again = add_session(db, "ann", OneOff(scheduled_date=TUESDAY, repeat_of=first), act)

    assert (bytes(again.workout_snapshot), again.workout_id) == (bytes(old.workout_snapshot), old.workout_id)

"""A past workout kept as a session, with its rows."""

from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.imports.past_workout import PastSet
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.session.stored_log import get_log
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import performed_set
from tests.arrange import a_user, an_act
from tests.transfer.history.past import a_past_run, a_past_set, a_past_workout, on_calendar, taken_over


def test_workouts_of_one_name_and_structure_share_their_snapshot(db: Database) -> None:
    taken_over(db, an_act(a_user(db)), a_past_workout(1), a_past_workout(2, a_past_set(3, 120)))

    one, two = on_calendar(db)
    assert bytes(one.workout_snapshot) == bytes(two.workout_snapshot)
    assert one.workout_id == two.workout_id


def test_a_run_is_an_open_step_and_its_single_effort(db: Database) -> None:
    taken_over(db, an_act(a_user(db)), a_past_run())

    (session,) = on_calendar(db)
    (section,) = get_log(session).sections
    assert [effort.performance.distance for effort in section.efforts or ()] == [10_000]
    assert section.efforts is not None
    assert section.efforts[0].step_id is not None
    assert session.scheduled_time == "18:00"


def test_weight_and_unit_stay_as_typed_and_the_rows_beside_are_in_kilograms(db: Database) -> None:
    done = PastSet(performance=Performance(reps=5, weight=225, weight_unit="lb"))

    taken_over(db, an_act(a_user(db)), a_past_workout(1, done))

    (session,) = on_calendar(db)
    assert b'"weight":225,"weightUnit":"lb"' in bytes(session.performance_log or b"")
    with db.read() as read:
        (row,) = read.execute(performed_set.select()).all()
    assert (row.reps, round(row.load_kg, 3), row.day) == (5, 102.058, "2025-12-01")


def test_the_body_weight_of_the_day_counts_where_the_body_was_the_load(db: Database) -> None:
    act = an_act(a_user(db))
    weighed = NewReferenceValue(
        kind=ReferenceKind.BODYWEIGHT, value=80, unit="kg", valid_from="2025-11-01", source="entered"
    )
    set_reference_value(db, "ann", weighed, act)

    taken_over(db, act, a_past_workout(1, a_past_set(5, 10), exercise="Pull Up"))

    with db.read() as read:
        (row,) = read.execute(performed_set.select()).all()
    assert (row.load_kg, row.added_kg) == (90, 10)


def test_without_a_body_weight_the_load_is_unknown_and_never_zero(db: Database) -> None:
    taken_over(db, an_act(a_user(db)), a_past_workout(1, a_past_set(5, None), exercise="Pull Up"))

    with db.read() as read:
        (row,) = read.execute(performed_set.select()).all()
    assert row.load_kg is None

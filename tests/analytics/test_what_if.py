"""What another version would change, in figures."""

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.analytics.plan_and_deed.amounts import total
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.plan.workout import ScheduleEntry
from mesocycle.reports.what_if import what_if
from mesocycle.storage.engine.database import Database
from tests.arrange import an_act, the_versions
from tests.builders import a_version, a_workout
from tests.reports.two_versions import LATE, MONDAY, a_plan, runs, squats, train


def test_next_to_nothing_done_is_nothing_to_take_shares_of(db: Database) -> None:
    tom, _ = a_plan(db, "ann", new=(squats(6), runs(10_000)))
    train(db, "ann", weeks=2, sets=4, metres=5e-324)

    (found,) = what_if(db, "v2", an_act(tom, LATE)).members

    assert found.change is not None
    assert "distanceM" not in found.change.percent
    assert found.change.percent["loadKg"] == -25
    assert found.change.estimated == ()


def test_the_weeks_add_up_to_all_that_would_be_created(db: Database) -> None:
    tom, _ = a_plan(db, "ann", new=(squats(6), runs(10_000)))

    (found,) = what_if(db, "v2", an_act(tom, LATE), wish=ReplacementRequest()).members

    whole = total(week.planned for week in found.weeks)
    assert found.receipt is not None
    assert [week.week for week in found.weeks] == ["2026-01-19", "2026-01-26", "2026-02-02", "2026-02-09"]
    assert len(found.receipt.created) == 7
    assert (whole.sets, whole.distance_m) == (18, 40_000)


def test_dates_that_move_workouts_that_come_and_go_and_days_that_double_are_told(db: Database) -> None:
    extra = a_workout(id="workout-3", name="Press day", order_index=2, schedule=(ScheduleEntry(weekday="tuesday"),))
    tom, ann = a_plan(db, "ann", new=(squats(5, "tuesday"), extra))
    other = a_workout(id="w-x", name="Other", schedule=(ScheduleEntry(weekday="tuesday"),))
    the_versions(db, ann, a_version(id="x1", parent_routine_id="other", created_by="ann", workouts=(other,)))
    assign_routine(db, "ann", "x1", MONDAY, an_act(ann))

    (found,) = what_if(db, "v2", an_act(tom, "2026-01-26T05:00:00.000Z")).members

    assert [(one.workout_name, one.date) for one in found.gone if one.date >= "2026-01-26"] == [
        ("Squat day", "2026-01-26"),
        ("Run day", "2026-01-28"),
    ]
    assert [(one.workout_name, one.date) for one in found.new] == [
        ("Squat day", "2026-01-27"),
        ("Press day", "2026-01-27"),
    ]
    assert [(one.date, one.workouts) for one in found.doubled] == [("2026-01-27", ("Other", "Squat day", "Press day"))]

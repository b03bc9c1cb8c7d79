"""What a version would change, tried on real history before it is given."""

from msgspec.structs import replace

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.roll_out import CONTINUE
from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.put_log import put_log
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.analytics.plan_and_deed.amounts import total
from mesocycle.domain.assignment.assignment import AssignmentWish, ReplacementWish
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Sees, User
from mesocycle.domain.plan.workout import RunSection, ScheduleEntry, Weekday, Workout
from mesocycle.reports.what_if import what_if
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.actions.training import ann_has_a_training_max
from tests.analytics.compared import an_effort, did, performed, ran
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions, training_of
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise

LATE = "2026-01-21T09:00:00.000Z"
"""A Wednesday in the third week."""
MONDAY = AssignmentWish(start_date="2026-01-05")


def squats(sets: int, weekday: Weekday = "monday") -> Workout:
    """Give a squat day of so many sets."""
    many = tuple(a_set(id=f"set-{n}", set_number=n) for n in range(1, sets + 1))
    section = a_section(exercises=(an_exercise(sets=many),))
    return a_workout(sections=(section,), schedule=(ScheduleEntry(weekday=weekday),))


def runs(metres: int) -> Workout:
    """Give a Wednesday run with 100 m of ascent."""
    section = RunSection(id="run", name="Run", order_index=0, distance=metres, elevation_gain=100)
    schedule = (ScheduleEntry(weekday="wednesday"),)
    return a_workout(id="workout-2", name="Run day", order_index=1, sections=(section,), schedule=schedule)


def a_plan(db: Database, *names: str, new: tuple[Workout, ...]) -> list[User]:
    """Let athletes follow five squats on Mondays and 8 km on Wednesdays; Tom, who owns it, has a second version."""
    tom = a_trainer(db)
    first = a_version(id="v1", created_by="tom", workouts=(squats(5), runs(8000)), is_public=True)
    the_versions(db, tom, first, replace(first, id="v2", version=2, workouts=new))
    people = [a_user(db, name) for name in names]
    for athlete in people:
        a_coaching(db, tom, athlete)
        assign_routine(db, athlete.id, "v1", an_act(athlete), MONDAY)
    return [tom, *people]


def train(db: Database, name: str, *, weeks: int, sets: int, metres: float = 8000) -> None:
    """Let an athlete do the first weeks: so many sets of 5 at 100 kg, and the run."""
    with db.read() as read:
        mine = sessions.between(read, name, "2026-01-05", "2026-12-31")
    for each in mine[: 2 * weeks]:
        act = an_act(Actor(name, frozenset()), f"{each.scheduled_date}T18:00:00.000Z")
        done = [performed(f"set-{n}", set_number=n, reps=5, weight=100) for n in range(1, sets + 1)]
        is_squat = each.workout_id == "workout-1"
        log = did(*done) if is_squat else ran(an_effort(distance=metres, duration=2400, elevation_gain=100))
        start_session(db, name, each.id, act)
        put_log(db, name, each.id, act, log)
        complete_session(db, name, each.id, act)


def test_weekly_work_is_compared_with_what_was_really_done(db: Database) -> None:
    tom, _ = a_plan(db, "ann", new=(squats(6), runs(10_000)))
    train(db, "ann", weeks=2, sets=4)

    (found,) = what_if(db, "v2", an_act(tom, LATE)).members

    assert found.change is not None
    done, planned = found.change.done, found.change.planned
    assert found.change.weeks_done == 2
    assert (done.sets, done.load_kg, done.distance_m, done.ascent_m) == (4, 2000, 8000, 100)
    assert (planned.sets, planned.load_kg, planned.distance_m, planned.ascent_m) == (3, 1500, 10_000, 100)
    assert found.change.difference.distance_m == 2000
    assert found.change.percent["distanceM"] == 25
    assert found.change.percent["loadKg"] == -25


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

    (found,) = what_if(db, "v2", an_act(tom, LATE), wish=ReplacementWish()).members

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
    assign_routine(db, "ann", "x1", an_act(ann), MONDAY)

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


def test_a_later_beginning_moves_every_day(db: Database) -> None:
    tom, _ = a_plan(db, "ann", new=(squats(5), runs(8000)))

    wish = ReplacementWish(start_date="2026-01-12")
    (found,) = what_if(db, "v2", an_act(tom, "2026-01-05T05:00:00.000Z"), wish=wish).members

    assert (len(found.moved), found.gone, found.new) == (8, (), ())
    assert (found.moved[0].from_, found.moved[0].to) == ("2026-01-05", "2026-01-12")


def test_percentages_are_planned_with_the_athlete_s_own_values(db: Database) -> None:
    heavy = a_set(weight=None, weight_unit=None, percent_of_training_max=80)
    section = a_section(exercises=(an_exercise(sets=(heavy,)),))
    tom, ann, _ = a_plan(db, "ann", "ben", new=(a_workout(sections=(section,)),))
    ann_has_a_training_max(db, ann, 100)

    of_ann, of_ben = what_if(db, "v2", an_act(tom, LATE)).members

    assert (of_ann.weeks[0].planned.load_kg, of_ben.weeks[0].planned.load_kg) == (400, 0)


def test_who_never_trained_has_no_change_to_tell_and_who_can_t_be_given_it_a_refusal(db: Database) -> None:
    tom, _ = a_plan(db, "ann", new=(squats(5),))
    eve = a_user(db, "eve")

    found = what_if(db, "v2", an_act(tom, LATE), members=["ann", "eve", "nobody"])

    ann, stranger, nobody = found.members
    assert (ann.change, ann.refusal) == (None, None)
    assert (stranger.user_id, stranger.receipt, nobody.receipt) == (eve.id, None, None)
    assert stranger.refusal is not None
    assert stranger.refusal.code == "not-found"


def test_nothing_is_changed_and_the_receipt_is_that_of_a_dry_run(db: Database) -> None:
    tom, ann = a_plan(db, "ann", new=(squats(6),))
    before = training_of(db, ann)

    (found,) = what_if(db, "v2", an_act(tom, LATE)).members

    assert training_of(db, ann) == before
    assert found.receipt is not None
    assert found.receipt.dry_run
    replace_assignment(db, "ann", str(found.receipt.old_assignment_id), "v2", an_act(tom, LATE), CONTINUE)
    after = training_of(db, ann)
    assert len(after["workout_session"]) == len(found.receipt.created)


def test_a_trainer_s_what_if_reaches_as_far_as_their_roll_out(db: Database) -> None:
    tom, ann = a_plan(db, "ann", new=(squats(6),))
    change_coaching(db, "tom", an_act(ann), sees=Sees.ASSIGNED)

    assert what_if(db, "v2", an_act(tom, LATE)).members == ()

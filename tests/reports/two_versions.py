"""What the tests of reports share."""

from msgspec.structs import replace

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.log.performance import ExerciseName
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.workout import RunSection, ScheduleEntry, Weekday, Workout
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.analytics.compared import an_effort, did, performed, ran
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise

LATE = "2026-01-21T09:00:00.000Z"
"""A Wednesday in the third week."""


MONDAY = AssignmentRequest(start_date="2026-01-05")


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


def a_plan(db: Database, *names: str, new: tuple[Workout, ...], old: Workout | None = None) -> list[User]:
    """Let athletes follow five squats on Mondays and 8 km on Wednesdays; Tom, who owns it, has a second version."""
    tom = a_trainer(db)
    first = a_version(id="v1", created_by="tom", workouts=(old or squats(5), runs(8000)), is_public=True)
    the_versions(db, tom, first, replace(first, id="v2", version=2, workouts=new))
    people = [a_user(db, name) for name in names]
    for athlete in people:
        a_coaching(db, tom, athlete)
        assign_routine(db, athlete.id, "v1", MONDAY, an_act(athlete))
    return [tom, *people]


def train(
    db: Database,
    name: str,
    *,
    weeks: int,
    sets: int,
    metres: float = 8000,
    weight: float = 100,
    instead: ExerciseName | None = None,
) -> None:
    """Let an athlete do the first weeks: so many sets of 5 at 100 kg, perhaps of another exercise, and the run."""
    with db.read() as read:
        mine = sessions.between(read, name, "2026-01-05", "2026-12-31")
    for each in mine[: 2 * weeks]:
        act = an_act(Actor(name, frozenset()), f"{each.scheduled_date}T18:00:00.000Z")
        done = [performed(f"set-{n}", set_number=n, reps=5, weight=weight) for n in range(1, sets + 1)]
        is_squat = each.workout_id == "workout-1"
        log = (
            did(*done, substituted_by=instead)
            if is_squat
            else ran(an_effort(distance=metres, duration=2400, elevation_gain=100))
        )
        start_session(db, name, each.id, act)
        put_log(db, name, each.id, log, act)
        complete_session(db, name, each.id, act)

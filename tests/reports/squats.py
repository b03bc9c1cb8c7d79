"""What the tests of reports share."""

from msgspec.structs import replace

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.analytics.lines.line_quality import LineCounts
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.log.performance import (
    WorkoutPerformanceLog,
)
from mesocycle.domain.people.act import Actor
from mesocycle.domain.plan.workout import IntervalsSection, Workout
from mesocycle.storage.engine.database import Database
from tests.analytics.compared import did, performed
from tests.arrange import a_user, an_act, the_versions
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise

SETS = (
    a_set(id="set-1", set_number=1),
    a_set(id="set-2", set_number=2, weight=None, weight_unit=None, percent_of_training_max=80),
    a_set(id="set-3", set_number=3, per_side=True),
)


SQUATS = a_section(exercises=(an_exercise(sets=SETS),))


RUN = IntervalsSection(
    id="run", name="Run", order_index=1, rounds=2, work_distance=1000, rest_duration="2m", intensity="threshold"
)


WORKOUT = a_workout(sections=(SQUATS, RUN))


LATE = "2026-02-20T09:00:00.000Z"


def follow(db: Database, name: str) -> list[str]:
    """Let an athlete follow the routine from Monday 5 January on; gives the ids of the four sessions."""
    act = an_act(Actor(name, frozenset()))
    receipt = assign_routine(db, name, "v1", AssignmentRequest(start_date="2026-01-05"), act)
    return [one.session_id for one in receipt.created]


def do(db: Database, name: str, session_id: str, log: WorkoutPerformanceLog | None) -> None:
    """Let an athlete complete a session with a log."""
    act = an_act(Actor(name, frozenset()), LATE)
    if log is not None:
        start_session(db, name, session_id, act)
        put_log(db, name, session_id, log, act)
    complete_session(db, name, session_id, act)


def athletes(db: Database, *names: str, workouts: tuple[Workout, ...] = (WORKOUT,)) -> None:
    """Add athletes and the routine, which the first of them owns and everybody may read."""
    people = [a_user(db, name) for name in names]
    version = a_version(id="v1", created_by=people[0].id, workouts=workouts, is_public=True)
    the_versions(db, people[0], version, replace(version, id="v2", version=2))


def squatted(weight: float = 100, reps: int = 5, **given: object) -> WorkoutPerformanceLog:
    """Give a log of the first set, with an effort of 8."""
    return did(performed(reps=reps, weight=weight, rpe=8), **given)


def told(counts: LineCounts) -> dict[str, int]:
    """Give the counts that are not 0, without sessions and effort."""
    names = ("prescribed", "met", "under", "over", "partial", "omitted", "substituted", "unknown")
    return {name: getattr(counts, name) for name in names if getattr(counts, name)}


ANN = an_act(Actor("ann", frozenset()), LATE)

"""A session three ways: what its routine prescribes today, what it prescribed then, what was done."""

from msgspec import Raw
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.three_way import ThreeWay, three_way
from mesocycle.domain.document import encode
from mesocycle.domain.log.performance import PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.snapshot import snapshot
from mesocycle.domain.plan.workout import ExerciseSet, Workout
from mesocycle.domain.session.session import SessionStatus
from tests.analytics.compared import compared, did, performed
from tests.builders import a_section, a_session, a_set, a_version, a_workout, an_exercise

FIRST = a_set()
SECOND = a_set(id="set-2", set_number=2)


def squats(*sets: ExerciseSet) -> Workout:
    """Give a workout of the sets."""
    return a_workout(sections=(a_section(exercises=(an_exercise(sets=sets),)),))


def today(*sets: ExerciseSet) -> RoutineVersion:
    """Give the routine's current version, in which the workout has the sets."""
    return a_version(id="v2", version=2, workouts=(squats(*sets),))


def seen(then: Workout, now: RoutineVersion | None, *done: PerformedSet, week: int | None = 1) -> ThreeWay:
    """Look three ways at a session of the workout."""
    plan = snapshot(then, week or 1, 4)
    log: WorkoutPerformanceLog = did(*done)
    session = a_session(
        status=SessionStatus.COMPLETED,
        workout_snapshot=Raw(encode(plan)),
        performance_log=Raw(encode(log)),
        plan_week=week,
    )
    return three_way(compared(plan, log), session, plan, now)


def changes(found: ThreeWay) -> list[tuple[str, str | None]]:
    return [(line.line_id, line.change) for line in found.lines]


def test_a_line_that_is_as_it_was_is_the_same_and_one_that_is_not_shows_both() -> None:
    found = seen(squats(FIRST, SECOND), today(FIRST, replace(SECOND, reps=3)), performed(reps=5, weight=100))

    same, changed = found.lines
    assert (same.change, same.current, same.prescribed) == ("same", "5 @ 100 kg", "5 @ 100 kg")
    assert (changed.change, changed.current, changed.prescribed) == ("changed", "3 @ 100 kg", "5 @ 100 kg")
    assert [[one.verdict for one in line.done] for line in found.lines] == [["met"], ["omitted"]]


def test_lines_that_came_or_went_since_are_told() -> None:
    found = seen(squats(FIRST), today(SECOND), performed(reps=5, weight=100))

    assert changes(found) == [("set-1", "removed"), ("set-2", "new")]
    assert (found.lines[1].prescribed, found.lines[1].done) == (None, ())


def test_the_current_version_is_looked_at_in_the_session_s_own_week() -> None:
    weeks = (replace(FIRST, weeks=(1,)), replace(SECOND, weeks=(2,)))

    found = seen(squats(*weeks), today(*weeks), week=6)

    assert changes(found) == [("set-2", "same")]


def test_a_workout_that_the_routine_has_no_more_is_told_once() -> None:
    gone = a_version(id="v2", version=2, workouts=(a_workout(id="another"),))

    found = seen(squats(FIRST), gone, performed(reps=5, weight=100))

    assert (found.workout_removed, found.current_version, changes(found)) == (True, 2, [("set-1", None)])


def test_without_a_version_that_can_be_read_plan_and_deed_are_shown() -> None:
    found = seen(squats(FIRST), None, performed(reps=5, weight=100))

    assert (found.current_version_id, found.workout_removed, changes(found)) == (None, False, [("set-1", None)])


def test_what_was_added_comes_last() -> None:
    extra = performed(None, "extra", added=True, set_number=2, reps=5, weight=100)

    found = seen(squats(FIRST), today(FIRST), performed(reps=5, weight=100), extra)

    assert [one.performed_ids for one in found.added] == [("extra",)]

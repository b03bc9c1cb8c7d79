"""How well a prescribed line works, over versions and athletes."""

from collections import Counter

import pytest
from msgspec.structs import replace

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.put_log import put_log
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.analytics.lines.line_quality import EffortSaid, LineCounts
from mesocycle.domain.assignment.assignment import AssignmentWish, ReplacementWish
from mesocycle.domain.log.performance import (
    ExerciseName,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Sees
from mesocycle.domain.plan.workout import IntervalsSection, ScheduleEntry, Workout
from mesocycle.domain.refusal import NotFound
from mesocycle.reports.compare_session import compare_session
from mesocycle.reports.report_line import report_line
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from tests.actions.training import ann_has_a_training_max
from tests.analytics.compared import a_log, an_effort, did, performed, ran
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions
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
    receipt = assign_routine(db, name, "v1", act, AssignmentWish(start_date="2026-01-05"))
    return [one.session_id for one in receipt.created]


def do(db: Database, name: str, session_id: str, log: WorkoutPerformanceLog | None) -> None:
    """Let an athlete complete a session with a log."""
    act = an_act(Actor(name, frozenset()), LATE)
    if log is not None:
        start_session(db, name, session_id, act)
        put_log(db, name, session_id, act, log)
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


def test_a_line_nobody_ever_did_gets_an_answer(db: Database) -> None:
    athletes(db, "ann")

    found = report_line(db, "routine-1", "set-1", ANN)

    assert (found.total.prescribed, found.total.met_rate, found.total.effort) == (0, None, None)
    assert (found.kind, found.name, found.versions, found.athletes) == ("set", "Back squat", (), ())


def test_a_set_is_counted_by_verdict_and_its_effort_is_averaged(db: Database) -> None:
    athletes(db, "ann")
    first, second, third, fourth = follow(db, "ann")
    do(db, "ann", first, squatted())
    do(db, "ann", second, squatted(weight=80))
    do(db, "ann", third, squatted(substituted_by=ExerciseName(name="Leg press")))
    do(db, "ann", fourth, did(performed("set-2", reps=5, weight=80, set_number=2)))

    found = report_line(db, "routine-1", "set-1", ANN)

    assert told(found.total) == {"prescribed": 4, "met": 1, "under": 1, "omitted": 1, "substituted": 1}
    assert (found.total.met_rate, found.total.effort) == (0.25, EffortSaid(mean=8, said=3))


def test_a_session_completed_without_a_word_is_unrecorded_and_nothing_of_it_omitted(db: Database) -> None:
    athletes(db, "ann")
    first, second, *_ = follow(db, "ann")
    do(db, "ann", first, None)
    do(db, "ann", second, squatted())

    found = report_line(db, "routine-1", "set-1", ANN)

    assert (found.unrecorded, told(found.total)) == (1, {"prescribed": 1, "met": 1})


def test_sessions_of_workouts_without_the_line_tell_nothing_of_it(db: Database) -> None:
    easy = replace(RUN, id="easy", order_index=0)
    run = a_workout(id="workout-2", order_index=1, schedule=(ScheduleEntry(weekday="tuesday"),), sections=(easy,))
    athletes(db, "ann", workouts=(WORKOUT, run))
    monday, tuesday, *_ = follow(db, "ann")
    do(db, "ann", monday, squatted())
    do(db, "ann", tuesday, None)

    squat, ran_then = (report_line(db, "routine-1", line, ANN) for line in ("set-1", "easy"))

    assert (squat.unrecorded, told(squat.total)) == (0, {"prescribed": 1, "met": 1})
    assert ran_then.unrecorded == 1


def test_a_percentage_is_of_what_was_in_force_on_each_day(db: Database) -> None:
    athletes(db, "ann")
    first, second, *_ = follow(db, "ann")
    with db.read() as read:
        ann = users.get(read, "ann")
    ann_has_a_training_max(db, ann, 100)
    for session_id, weight in ((first, 80), (second, 60)):
        do(db, "ann", session_id, did(performed("set-2", reps=5, weight=weight, set_number=2)))

    found = report_line(db, "routine-1", "set-2", ANN)

    assert told(found.total) == {"prescribed": 2, "met": 1, "under": 1}


def test_the_sides_of_one_set_are_one_set(db: Database) -> None:
    athletes(db, "ann")
    first, second, *_ = follow(db, "ann")
    left, right = (
        performed("set-3", side, set_number=3, unilateral_side=side, reps=5, weight=100) for side in ("left", "right")
    )
    do(db, "ann", first, did(left, right))
    do(db, "ann", second, did(left))

    found = report_line(db, "routine-1", "set-3", ANN)

    assert told(found.total) == {"prescribed": 2, "met": 1, "partial": 1}


def test_a_step_is_counted_in_each_of_its_rounds(db: Database) -> None:
    athletes(db, "ann")
    first, *_ = follow(db, "ann")
    do(db, "ann", first, ran(an_effort(distance=1000, duration=240), an_effort(round_=2, distance=600, duration=150)))

    work = report_line(db, "routine-1", "run:work", ANN)
    rest = report_line(db, "routine-1", "run:recovery", ANN)

    assert told(work.total) == {"prescribed": 2, "met": 1, "under": 1}
    assert told(rest.total) == {"prescribed": 2, "unknown": 2}


@pytest.mark.parametrize("line", ["exercise-1", "section-1", "back squat"])
def test_an_exercise_a_section_or_a_name_stands_for_all_sets_in_it(db: Database, line: str) -> None:
    athletes(db, "ann")
    first, *_ = follow(db, "ann")
    do(db, "ann", first, squatted())

    assert told(report_line(db, "routine-1", line, ANN).total) == {"prescribed": 3, "met": 1, "omitted": 2}


def test_a_workout_stands_for_its_sets_and_its_steps(db: Database) -> None:
    athletes(db, "ann")
    first, second, third, _ = follow(db, "ann")
    run = ran(an_effort(distance=1000, duration=240)).sections
    do(db, "ann", first, WorkoutPerformanceLog(sections=(*squatted().sections, *run)))
    do(db, "ann", second, WorkoutPerformanceLog(sections=run))
    do(db, "ann", third, None)

    found = report_line(db, "routine-1", "workout-1", ANN)

    assert (found.kind, found.unrecorded, found.total.sessions) == ("workout", 1, 2)
    assert told(found.total) == {"prescribed": 14, "met": 3, "omitted": 7, "unknown": 4}


def test_the_whole_is_the_sum_over_versions_and_over_athletes_and_equals_the_sessions_own_comparisons(
    db: Database,
) -> None:
    athletes(db, "ann", "ben")
    tom = a_trainer(db)
    done: list[tuple[str, str]] = []
    for name, weights in (("ann", (100, 90)), ("ben", (110, 100))):
        ids = follow(db, name)
        for session_id, weight in zip(ids, weights, strict=False):
            do(db, name, session_id, squatted(weight=weight))
            done.append((name, session_id))
    with db.read() as read:
        people = {name: users.get(read, name) for name in ("ann", "ben")}
    for athlete in people.values():
        a_coaching(db, tom, athlete)
    with db.read() as read:
        old = assignments.live_of_routine(read, ["ann"], "routine-1")["ann"]
    replaced = replace_assignment(
        db, "ann", old.id, "v2", an_act(people["ann"], "2026-01-20T09:00:00.000Z"), ReplacementWish(continue_=True)
    )
    do(db, "ann", replaced.created[0].session_id, squatted(reps=9))
    done.append(("ann", replaced.created[0].session_id))

    found = report_line(db, "routine-1", "section-1", an_act(tom, LATE))

    verdicts: Counter[str] = Counter()
    for name, session_id in done:
        compared = compare_session(db, name, session_id, an_act(tom, LATE))
        verdicts.update(line.verdict for line in compared.sections[0].lines if line.verdict)
    assert [one.version for one in found.versions] == [1, 2]
    assert [one.name for one in found.athletes] == ["Ann", "Ben"]
    for parts in (found.versions, found.athletes):
        for name in ("sessions", "prescribed", "met", "under", "over", "partial", "omitted", "substituted"):
            assert sum(getattr(part.counts, name) for part in parts) == getattr(found.total, name)
    assert {name: count for name, count in told(found.total).items() if name != "prescribed"} == dict(verdicts)


def test_a_trainer_counts_only_what_they_may_see_and_a_stranger_nothing(db: Database) -> None:
    athletes(db, "ann")
    tom = a_trainer(db)
    first, *_ = follow(db, "ann")
    do(db, "ann", first, squatted())
    with db.read() as read:
        ann = users.get(read, "ann")

    stranger = report_line(db, "routine-1", "set-1", an_act(tom, LATE))
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    limited = report_line(db, "routine-1", "set-1", an_act(tom, LATE))

    assert (stranger.total.prescribed, limited.total.prescribed) == (0, 0)


def test_a_line_that_is_none_is_refused_with_the_names_there_are(db: Database) -> None:
    athletes(db, "ann")

    with pytest.raises(NotFound) as refused:
        report_line(db, "routine-1", "deadlift", ANN)

    assert "Back squat" in refused.value.remedy


def test_pounds_and_kilograms_are_judged_alike(db: Database) -> None:
    athletes(db, "ann")
    first, *_ = follow(db, "ann")
    pounds = PerformedSet(
        id="lb",
        set_id="set-1",
        set_number=1,
        set_type="working",
        performance=Performance(reps=5, weight=220.462, weight_unit="lb"),
    )
    exercise = PerformedExercise(exercise_id="exercise-1", order_index=0, sets=(pounds,))
    section = PerformedSection(section_id="section-1", order_index=0, exercises=(exercise,))
    do(db, "ann", first, WorkoutPerformanceLog(sections=(section,)))

    assert told(report_line(db, "routine-1", "set-1", ANN).total) == {"prescribed": 1, "met": 1}


def test_only_the_days_asked_for_count(db: Database) -> None:
    athletes(db, "ann")
    first, *_ = follow(db, "ann")
    do(db, "ann", first, a_log(PerformedExercise(exercise_id="exercise-1", order_index=0, sets=(performed(reps=5),))))

    found = report_line(db, "routine-1", "set-1", ANN, first="2026-03-01")

    assert found.total.prescribed == 0

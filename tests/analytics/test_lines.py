"""How a line of a plan was done, counted over sessions: what was planned, what was done, what it says."""

import pytest

from mesocycle.analytics.lines.line_quality import EffortSaid
from mesocycle.domain.log.performance import (
    ExerciseName,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    Suggestion,
    WorkoutPerformanceLog,
)
from mesocycle.reports.report_line import report_line
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from tests.actions.training import ann_has_a_training_max
from tests.analytics.compared import an_effort, did, performed, ran
from tests.reports.squats import ANN, athletes, do, follow, squatted, told


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


def test_what_was_suggested_and_done_is_met_and_more_than_that_is_over(db: Database) -> None:
    athletes(db, "ann")
    first, second, third, _ = follow(db, "ann")
    shown = Suggestion(weight=120, weight_unit="kg", reps=5, why="It went well.")
    for session_id, weight, suggested in ((first, 120, shown), (second, 120, None), (third, 140, shown)):
        do(db, "ann", session_id, did(performed("set-1", reps=5, weight=weight, suggested=suggested)))

    found = report_line(db, "routine-1", "set-1", ANN)

    assert told(found.total) == {"prescribed": 3, "met": 1, "over": 2}


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

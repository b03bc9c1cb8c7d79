"""Filling a log with the rest of the plan."""

from mesocycle.domain.filling import fill
from mesocycle.domain.lines import Lines
from mesocycle.domain.performance import (
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    SkippedExercise,
    WorkoutPerformanceLog,
)
from mesocycle.domain.performance_log import EMPTY
from mesocycle.domain.snapshot import WorkoutSnapshot, snapshot
from tests.builders import a_section, a_set, a_workout, an_exercise

PLAN: WorkoutSnapshot = snapshot(
    a_workout(
        sections=(
            a_section(
                exercises=(
                    an_exercise(sets=(a_set(id="s1"), a_set(id="s2", set_number=2))),
                    an_exercise(id="exercise-2", order_index=1, sets=(a_set(id="s3"),)),
                )
            ),
        )
    ),
    1,
    4,
)
LINES = Lines(PLAN)


def a_log(exercise_id: str, *set_ids: str, mark: str, skipped: SkippedExercise | None = None) -> WorkoutPerformanceLog:
    """Give a log of one exercise; the entries' ids begin with the mark."""
    sets = tuple(
        PerformedSet(
            id=f"{mark}-{set_id}",
            set_id=set_id,
            set_number=number,
            set_type="working",
            performance=Performance(reps=5),
        )
        for number, set_id in enumerate(set_ids, start=1)
    )
    exercise = PerformedExercise(exercise_id=exercise_id, order_index=0, sets=sets, skipped=skipped)
    return WorkoutPerformanceLog(
        sections=(PerformedSection(section_id="section-1", order_index=0, exercises=(exercise,)),)
    )


def ids_of(log: WorkoutPerformanceLog) -> list[str]:
    """Give the ids of all entries."""
    return [one.id for section in log.sections for exercise in section.exercises for one in exercise.sets]


def test_an_empty_log_becomes_the_whole_plan() -> None:
    assert fill(EMPTY, a_log("exercise-1", "s1", "s2", mark="plan"), LINES) == a_log(
        "exercise-1", "s1", "s2", mark="plan"
    )


def test_what_was_logged_stays_and_the_rest_comes_from_the_plan() -> None:
    filled = fill(a_log("exercise-1", "s1", mark="done"), a_log("exercise-1", "s1", "s2", mark="plan"), LINES)

    assert ids_of(filled) == ["done-s1", "plan-s2"]


def test_an_exercise_that_was_skipped_is_not_filled() -> None:
    skipped = a_log("exercise-1", mark="done", skipped=SkippedExercise(reason="pain"))

    assert ids_of(fill(skipped, a_log("exercise-1", "s1", mark="plan"), LINES)) == []

"""What may stand in a log: ids of the snapshot, or entries that say they were added; sane numbers."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.log.checks import check_log, refuse_log
from mesocycle.domain.log.performance import (
    Effort,
    ExerciseName,
    Feedback,
    Pain,
    Performance,
    PerformedExercise,
    PerformedMiniSet,
    PerformedSection,
    PerformedSet,
    SectionResult,
    WorkoutPerformanceLog,
)
from mesocycle.domain.refusal import DocumentNotValid
from tests.domain.logs import SNAPSHOT, performed


def a_log(*exercises: PerformedExercise, section_id: str = "main") -> WorkoutPerformanceLog:
    section = PerformedSection(section_id=section_id, order_index=0, exercises=exercises)
    return WorkoutPerformanceLog(sections=(section,))


def squats(*sets: PerformedSet) -> PerformedExercise:
    return PerformedExercise(exercise_id="squat", order_index=0, sets=sets)


def curls(**given: object) -> PerformedExercise:
    plain = PerformedExercise(
        id="x", added=True, exercise=ExerciseName(name="Curl"), order_index=2, sets=(performed("c"),)
    )
    return replace(plain, **given)


def a_run(*efforts: Effort) -> WorkoutPerformanceLog:
    section = PerformedSection(section_id="intervals", order_index=3, exercises=(), efforts=efforts)
    return WorkoutPerformanceLog(sections=(section,))


def an_effort(**given: object) -> Effort:
    return replace(Effort(id="e", round=1, phase="active", performance=Performance(distance=400)), **given)


@pytest.mark.parametrize(
    "log",
    [
        a_log(squats(performed("a", set_id="squat-1"), performed("b", added=True))),
        a_log(curls()),
        a_log(PerformedExercise(exercise_id="burpee", order_index=0, sets=(performed("a"),)), section_id="tabata"),
        a_run(an_effort(step_id="intervals:work"), an_effort(id="lap")),
        replace(a_log(squats()), feedback=Feedback(pain=(Pain(area="knee", level=3, exercise_id="squat"),))),
    ],
)
def test_planned_ids_added_entries_and_laps_are_right(log: WorkoutPerformanceLog) -> None:
    assert check_log(log, SNAPSHOT) == ()


@pytest.mark.parametrize(
    ("log", "path"),
    [
        (a_log(section_id="nowhere"), "sections[0].sectionId"),
        (WorkoutPerformanceLog(sections=a_log().sections * 2), "sections[1].sectionId"),
        (
            a_log(PerformedExercise(exercise_id="swing", order_index=0, sets=())),
            "sections[0].exercises[0].exerciseId",
        ),
        (a_log(PerformedExercise(order_index=0, sets=())), "sections[0].exercises[0].exerciseId"),
        (a_log(squats(), squats()), "sections[0].exercises[1].exerciseId"),
        (a_log(squats(performed("a"))), "sections[0].exercises[0].sets[0].setId"),
        (a_log(squats(performed("a", set_id="lunge-1"))), "sections[0].exercises[0].sets[0].setId"),
        (a_log(squats(performed("a", set_id="squat-1", added=True))), "sections[0].exercises[0].sets[0].setId"),
        (
            a_log(squats(performed("a", set_id="squat-1"), performed("a", set_id="squat-2"))),
            "sections[0].exercises[0].sets[1]._id",
        ),
        (a_log(curls(id=None)), "sections[0].exercises[0]._id"),
        (a_log(curls(exercise=None)), "sections[0].exercises[0].exercise"),
        (a_log(curls(exercise=ExerciseName(name=" "))), "sections[0].exercises[0].exercise.name"),
        (a_log(curls(exercise_id="squat")), "sections[0].exercises[0].exerciseId"),
        (a_run(an_effort(step_id="squat-1")), "sections[0].efforts[0].stepId"),
        (a_run(an_effort(round=0)), "sections[0].efforts[0].round"),
        (a_run(an_effort(added=True, step_id="intervals:work")), "sections[0].efforts[0].stepId"),
        (a_run(an_effort(performed_at="noon")), "sections[0].efforts[0].performedAt"),
        (
            replace(a_log(), feedback=Feedback(pain=(Pain(area="knee", level=3, exercise_id="bench"),))),
            "feedback.pain[0].exerciseId",
        ),
        (replace(a_log(), feedback=Feedback(feeling=6)), "feedback.feeling"),
        (
            WorkoutPerformanceLog(
                sections=(
                    PerformedSection(section_id="circuit", order_index=1, exercises=(), result=SectionResult(reps=-1)),
                )
            ),
            "sections[0].result.reps",
        ),
    ],
)
def test_what_does_not_fit_the_snapshot_is_named_by_its_path(log: WorkoutPerformanceLog, path: str) -> None:
    assert [error.path for error in check_log(log, SNAPSHOT)] == [path]


@pytest.mark.parametrize(
    ("performance", "name"),
    [
        (Performance(reps=-1), "reps"),
        (Performance(weight=100), "weightUnit"),
        (Performance(weight=100_000, weight_unit="kg"), "weight"),
        (Performance(rpe=11), "rpe"),
        (Performance(duration=-0.5), "duration"),
        (Performance(distance=float("nan")), "distance"),
        (Performance(max_heart_rate=1000), "maxHeartRate"),
        (Performance(mini_sets=(PerformedMiniSet(reps=3), PerformedMiniSet(reps=-3))), "miniSets[1].reps"),
    ],
)
def test_a_number_nobody_can_reach_is_named_by_its_path(performance: Performance, name: str) -> None:
    log = a_log(squats(performed("a", set_id="squat-1", performance=performance)))

    assert [error.path for error in check_log(log, SNAPSHOT)] == [
        f"sections[0].exercises[0].sets[0].performance.{name}"
    ]


def test_assistance_is_a_negative_weight() -> None:
    done = performed("a", set_id="squat-1", performance=Performance(reps=5, weight=-20, weight_unit="kg"))

    assert check_log(a_log(squats(done)), SNAPSHOT) == ()


def test_a_refusal_names_every_error_at_once() -> None:
    log = a_log(squats(performed("a"), performed("b")))

    with pytest.raises(DocumentNotValid) as refused:
        refuse_log(log, SNAPSHOT)

    assert len(refused.value.errors or ()) == 2

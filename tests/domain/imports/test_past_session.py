"""A past workout as a session: its snapshot and its log."""

from msgspec.structs import replace

from mesocycle.domain.imports.past_session import own_exercise, past_session
from mesocycle.domain.imports.past_workout import PastEffort, PastExercise, PastSet, PastWorkout
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.log.checks import check_log
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.workout import WorkoutType
from tests.domain.plans import a_library_exercise

SQUAT = a_library_exercise("Back squat")
FIVES = PastSet(performance=Performance(reps=5, weight=100, weight_unit="kg"))
WORKOUT = PastWorkout(
    line=1,
    key="w",
    name="Legs",
    type=WorkoutType.STRENGTH,
    start="2025-09-15",
    exercises=(PastExercise(name="squat", sets=(FIVES, FIVES)), PastExercise(name="squat", sets=(FIVES,))),
    efforts=(PastEffort(performance=Performance(distance=2000)),),
)


def test_the_log_fits_the_snapshot_and_holds_what_was_typed() -> None:
    made = past_session(WORKOUT, ImportSource.HEVY, {"squat": SQUAT})

    assert check_log(made.log, made.snapshot) == ()
    done = [one.performance for section in made.log.sections for each in section.exercises for one in each.sets]
    assert done == [FIVES.performance] * 3


def test_nothing_in_it_is_a_plan() -> None:
    made = past_session(WORKOUT, ImportSource.HEVY, {"squat": SQUAT})

    planned = [one for section in made.snapshot.sections for each in section.exercises or () for one in sets_of(each)]
    assert {(one.reps, one.weight, one.weight_unit) for one in planned} == {(None, None, None)}
    assert made.snapshot.objective == "Imported from Hevy"


def test_workouts_of_one_name_and_structure_share_their_snapshot_whatever_was_lifted() -> None:
    heavier = replace(FIVES, performance=replace(FIVES.performance, weight=120))
    other = replace(
        WORKOUT,
        start="2025-09-22",
        exercises=(PastExercise(name="squat", sets=(heavier, heavier)), WORKOUT.exercises[1]),
    )

    first, second = (past_session(one, ImportSource.HEVY, {"squat": SQUAT}) for one in (WORKOUT, other))

    assert (first.workout_id, first.snapshot) == (second.workout_id, second.snapshot)
    assert first.log != second.log


def test_a_name_that_nobody_knows_is_one_exercise_of_the_user_s_own_in_every_import() -> None:
    lifted, held = (
        own_exercise("ann", "Log clean", (one,)) for one in (FIVES, PastSet(performance=Performance(reps=1)))
    )

    assert (lifted.exercise_variant_id, lifted.owner_id) == (held.exercise_variant_id, "ann")
    assert (lifted.kind, held.kind) == ("strength", "bodyweight")
    assert own_exercise("bob", "Log clean", (FIVES,)).exercise_variant_id != lifted.exercise_variant_id

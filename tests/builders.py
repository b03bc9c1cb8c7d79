"""Documents for tests: each builder gives a small valid one, changed by what the test says.

`a_session(status=SessionStatus.COMPLETED)`; fields have their Python names, an unknown one is a TypeError.
"""

from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, RoutineAssignment
from mesocycle.domain.document import encode
from mesocycle.domain.plan.routine import SCHEMA_VERSION, RoutineVersion
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import (
    BasicSection,
    ExerciseSet,
    ScheduleEntry,
    StrengthExercise,
    Workout,
    WorkoutType,
)
from mesocycle.domain.session.session import SessionStatus, WorkoutSession

SOME_INSTANT = "2026-01-01T09:00:00.000Z"

_SET = ExerciseSet(id="set-1", set_number=1, set_type="working", rep_type="fixed", reps=5, weight=100, weight_unit="kg")
_EXERCISE = StrengthExercise(
    id="exercise-1",
    exercise_id="squat",
    exercise_variant_id="back-squat",
    name="Back squat",
    order_index=0,
    rest_between_sets="3m",
    sets=(_SET,),
)
_SECTION = BasicSection(id="section-1", name="Main lift", order_index=0, exercises=(_EXERCISE,))
_WORKOUT = Workout(
    id="workout-1",
    name="Squat day",
    type=WorkoutType.STRENGTH,
    order_index=0,
    objective="Squat heavy.",
    schedule=(ScheduleEntry(weekday="monday"),),
    sections=(_SECTION,),
)
_VERSION = RoutineVersion(
    id="version-1",
    parent_routine_id="routine-1",
    version=1,
    is_latest=True,
    name="Squats",
    routine_type="template",
    created_by="trainer-1",
    difficulty="beginner",
    goal="strength",
    duration=4,
    objectives=(),
    tags=(),
    is_public=False,
    allow_copy=False,
    workouts=(_WORKOUT,),
    schema_version=SCHEMA_VERSION,
    created_at=SOME_INSTANT,
    updated_at=SOME_INSTANT,
)
_ASSIGNMENT = RoutineAssignment(
    id="assignment-1",
    user_id="athlete-1",
    parent_routine_id=_VERSION.parent_routine_id,
    routine_version_id=_VERSION.id,
    assigned_by="trainer-1",
    origin=Origin.ASSIGNED,
    status=AssignmentStatus.ACTIVE,
    start_date="2026-01-05",
    start_week=1,
    start_day=1,
    shift_days=0,
    pauses=(),
    cycles=1,
    created_at=SOME_INSTANT,
    updated_at=SOME_INSTANT,
)
_SESSION = WorkoutSession(
    id="session-1",
    user_id=_ASSIGNMENT.user_id,
    parent_routine_id=_VERSION.parent_routine_id,
    routine_version_id=_VERSION.id,
    routine_assignment_id=_ASSIGNMENT.id,
    workout_id=_WORKOUT.id,
    scheduled_date="2026-01-05",
    scheduled_time="07:00",
    planned_date="2026-01-05",
    plan_week=1,
    plan_day=1,
    status=SessionStatus.SCHEDULED,
    workout_snapshot=Raw(
        encode(
            WorkoutSnapshot(
                name=_WORKOUT.name,
                type=_WORKOUT.type,
                objective=_WORKOUT.objective,
                sections=_WORKOUT.sections,
            )
        )
    ),
    created_at=SOME_INSTANT,
    updated_at=SOME_INSTANT,
)


def a_set(**given: object) -> ExerciseSet:
    """Give a working set of 5 at 100 kg."""
    return replace(_SET, **given)


def an_exercise(**given: object) -> StrengthExercise:
    """Give a back squat with one set."""
    return replace(_EXERCISE, **given)


def a_section(**given: object) -> BasicSection:
    """Give a basic section with one exercise."""
    return replace(_SECTION, **given)


def a_workout(**given: object) -> Workout:
    """Give a strength workout on Mondays with one section."""
    return replace(_WORKOUT, **given)


def a_version(**given: object) -> RoutineVersion:
    """Give version 1 of a four-week routine with one workout on Mondays."""
    return replace(_VERSION, **given)


def an_assignment(**given: object) -> RoutineAssignment:
    """Give an active assignment of `a_version()` from Monday 5 January 2026."""
    return replace(_ASSIGNMENT, **given)


def a_session(**given: object) -> WorkoutSession:
    """Give the scheduled session of `an_assignment()` on Monday 5 January 2026 at 07:00."""
    return replace(_SESSION, **given)

"""What a one-off session is made of: a workout given whole, one of a version, or an earlier session's snapshot."""

from mesocycle.domain.document import Id, is_id
from mesocycle.domain.instant import is_time
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.rules.version import check_workout
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import Workout
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.inputs import OneOff

_WEEKS = 52


def check_one_off(new: OneOff) -> None:
    """Refuse a one-off session that names none or several sources, or an id or time that is none."""
    sources = [new.workout is not None, new.routine_version_id is not None, new.repeat_of is not None]
    faults = []
    if sources.count(True) != 1:
        faults.append(
            Fault("", "must name exactly one source", "Give workout, or routineVersionId with workoutId, or repeatOf.")
        )
    if (new.routine_version_id is None) != (new.workout_id is None):
        faults.append(Fault("workoutId", "and routineVersionId stand together", "Give both or neither."))
    if new.plan_week is not None and (new.routine_version_id is None or new.plan_week < 1):
        faults.append(Fault("planWeek", f"can't be {new.plan_week} here", "Give a week of the version, from 1."))
    faults += _id_faults(new.id)
    if new.scheduled_time is not None and not is_time(new.scheduled_time):
        faults.append(Fault("scheduledTime", f"can't be {new.scheduled_time[:20]!r}", "Write a time like 07:00."))
    if faults:
        raise refusal(faults)


def check_new_id(session_id: Id | None) -> None:
    """Refuse an id made by a client that is none."""
    faults = _id_faults(session_id)
    if faults:
        raise refusal(faults)


def _id_faults(session_id: Id | None) -> list[Fault]:
    if session_id is None or is_id(session_id):
        return []
    return [Fault("_id", f"can't be {session_id[:80]!r}", "Use 1 to 64 of A-Z a-z 0-9 . _ : -")]


def workout_of(version: RoutineVersion, workout_id: Id | None, plan_week: int) -> Workout:
    """Find a workout of a version, or refuse it and a week that the version does not have."""
    found = next((workout for workout in version.workouts if workout.id == workout_id), None)
    if found is None:
        raise NotFound(
            f"Version {version.version} of {version.name} has no workout {workout_id}.",
            f"Look at {Do('version show', (version.id,))} for the ids of its workouts.",
        )
    if plan_week > version.duration:
        raise refusal([Fault("planWeek", f"is {plan_week} of {version.duration}", "Give a week of the version.")])
    return found


def check_content(workout: Workout) -> None:
    """Refuse a workout given whole that breaks a rule; its weeks are those of any routine."""
    check_workout(workout, _WEEKS)


def as_workout(content: WorkoutSnapshot, workout_id: Id) -> Workout:
    """See a snapshot as the workout it is a copy of, to look at it by the same rules."""
    return Workout(
        id=workout_id,
        name=content.name,
        type=content.type,
        order_index=0,
        objective=content.objective,
        notes=content.notes,
        schedule=(),
        sections=content.sections,
    )

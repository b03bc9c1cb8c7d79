"""Preview a workout while it is written: what it would be for one athlete in a week of the plan."""

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Id
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.publishing.complete import read_workout
from mesocycle.domain.plan.snapshot import snapshot
from mesocycle.domain.reading.checks import MOST_PLAN_WEEKS, Faults, check_number
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import path_message, refuse_faults
from mesocycle.domain.reference.resolution import WorkoutPreview, WorkoutPreviewRequest, resolve
from mesocycle.storage.engine.database import Database, new_id
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values


def preview_workout(db: Database, user_id: Id, asked: WorkoutPreviewRequest, act: Act) -> WorkoutPreview:
    """Read the workout as the acting user would publish it, and resolve it with the athlete's values of today."""
    return look_at_workout(db, user_id, asked, act)[0]


def look_at_workout(
    db: Database, user_id: Id, asked: WorkoutPreviewRequest, act: Act
) -> tuple[WorkoutPreview, list[Fault]]:
    """Preview it, and give what is wrong with it with its data, for whoever says it in another language."""
    refuse_faults(_faults(asked))
    with db.read() as read:
        coachings.permit(read, act.actor, user_id, Deed.SEE)
        athlete = users.get(read, user_id)
        workout, faults = read_workout(
            asked.workout,
            duration=asked.duration,
            library=find_exercises_in(read, act.actor.id),
            units=users.get(read, act.actor.id).units,
            new_id=lambda: new_id(act.now),
        )
        values = reference_values.of_user(read, user_id)
    errors = tuple(map(path_message, faults))
    if workout is None:
        return WorkoutPreview(errors=errors), faults
    plan = snapshot(workout, asked.week, asked.duration)
    today = civil_day(act.now, athlete.time_zone)
    resolved = resolve(plan, values, today, athlete.load_step, athlete.units)
    return WorkoutPreview(errors=errors, workout=workout, snapshot=plan, resolved=resolved), faults


def _faults(asked: WorkoutPreviewRequest) -> Faults:
    yield from check_number("duration", asked.duration, 1, MOST_PLAN_WEEKS)
    yield from check_number("week", asked.week, 1, max(asked.duration, 1))

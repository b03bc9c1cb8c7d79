"""Preview what is typed in a notation: printed, and with one athlete's own loads, beats and paces."""

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Id
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.reference.preview import NotationPreview, NotationText, preview_text
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values


def preview_notation(db: Database, user_id: Id, given: NotationText, act: Act) -> NotationPreview:
    """Say how a text would be printed and what it means for an athlete today; refuses at the character."""
    with db.read() as read:
        coachings.permit(read, act.actor, user_id, Deed.SEE)
        athlete = users.get(read, user_id)
        exercise = None
        if given.exercise_variant_id is not None:
            exercise = find_exercises_in(read, act.actor.id).variant(given.exercise_variant_id)
            if exercise is None:
                raise NotFound("There is no such exercise.", f"Look for it with {Do('exercise list')}.")
        values = reference_values.of_user(read, user_id)
    today = civil_day(act.now, athlete.time_zone)
    return preview_text(given, exercise, values, today, athlete.load_step, athlete.units)

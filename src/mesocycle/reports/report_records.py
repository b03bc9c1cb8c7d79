"""Report on personal records."""

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.analytics.strength.estimated_max import Formula
from mesocycle.analytics.strength.records import Records, records
from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import attempts as attempt_history
from mesocycle.storage.history import sets as set_history
from mesocycle.storage.people import coachings


def report_records(
    db: Database,
    actor: Actor,
    user_id: Id,
    *,
    first: Date | None = None,
    last: Date,
    exercise_id: Id | None = None,
    formula: Formula | None = None,
) -> Records:
    """Find an athlete's records, of one exercise or all; without a first day, of all their training."""
    with db.read() as read:
        scope = coachings.permit(read, actor, user_id, Deed.SEE)
        begin = first or attempt_history.first_day(read, user_id) or last
        names = movement_names(find_exercises_in(read, user_id).all())
        sets = set_history.worked(read, user_id, begin, last, exercise_id=exercise_id, scope=scope)
        return records(sets, names, first=begin, last=last, formula=formula)


def movement_names(library: list[LibraryExercise]) -> dict[Id, str]:
    """Name each movement after its first variant in the library's own order."""
    names: dict[Id, str] = {}
    for each in sorted(library, key=lambda one: one.exercise_variant_id):
        names.setdefault(each.exercise_id, each.name)
    return names

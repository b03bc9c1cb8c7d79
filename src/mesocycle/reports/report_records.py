"""Report on personal records."""

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.analytics.strength.estimated_max import Formula
from mesocycle.analytics.strength.records import Records, records
from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.library import LibraryExercise, normal_name
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import attempts as attempt_history
from mesocycle.storage.history import sets as set_history
from mesocycle.storage.people import coachings


def report_records(
    db: Database,
    user_id: Id,
    actor: Actor,
    *,
    first: Date | None = None,
    last: Date,
    exercise_id: Id | None = None,
    exercise_variant_id: Id | None = None,
    formula: Formula | None = None,
    together: bool = False,
) -> Records:
    """Find an athlete's records, of one movement or variant or all; without a first day, of all their training.

    Each variant has its own, unless the variants of a movement are wanted `together`.
    """
    with db.read() as read:
        scope = coachings.permit(read, actor, user_id, Deed.SEE)
        begin = first or attempt_history.first_day(read, user_id) or last
        names = names_of(find_exercises_in(read, user_id).all())
        sets = set_history.worked(read, user_id, begin, last, exercise_id=exercise_id, scope=scope)
        if exercise_variant_id is not None:
            sets = (each for each in sets if each.exercise_variant_id == exercise_variant_id)
        return records(sets, names, first=begin, last=last, formula=formula, together=together)


def names_of(library: list[LibraryExercise]) -> dict[Id, str]:
    """Name each variant as it is named, and each movement after the variant that has its name, else by its id.

    A user's own movement has an id that says nothing: it is named after its first variant.
    """
    names: dict[Id, str] = {}
    for each in sorted(library, key=lambda one: one.exercise_variant_id):
        named_so = normal_name(each.name) == normal_name(each.exercise_id)
        if each.exercise_id not in names or named_so:
            names[each.exercise_id] = each.name if named_so or each.owner_id else _titled(each.exercise_id)
    return {**names, **{each.exercise_variant_id: each.name for each in library}}


def _titled(movement: Id) -> str:
    return movement.replace("-", " ").title()

"""Report on one exercise, with what to do next time."""

from collections.abc import Callable, Iterator

from mesocycle.actions.log.guiding import LineGuide, unit_of_value
from mesocycle.analytics.guidance.exercise_history import ExerciseOutlook, exercise_report
from mesocycle.analytics.strength.estimated_max import Formula
from mesocycle.analytics.weeks import days_before
from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.lines import each_exercise
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.quantity import load_kg
from mesocycle.domain.reference.in_force import in_force
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.guidance import Guidance
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.stored_log import find_snapshot
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.history import sets as set_history
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values

_AHEAD_DAYS = 28


def report_exercise(
    db: Database,
    user_id: Id,
    exercise: LibraryExercise,
    actor: Actor,
    *,
    first: Date,
    last: Date,
    formula: Formula | None = None,
    together: bool = False,
    say: Callable[[str], str] = str,
) -> ExerciseOutlook:
    """Report on an exercise between two days; guidance is for what is scheduled after the last.

    Days are told across the movement's variants; records and 1RM are the variant's own, unless wanted `together`.
    `say` words the reasons of the guidance, phrases, for whoever does not read English.
    """
    variant = None if together else exercise.exercise_variant_id
    with db.read() as read:
        scope = coachings.permit(read, actor, user_id, Deed.SEE)
        sets = list(set_history.between(read, user_id, first, last, exercise_id=exercise.exercise_id, scope=scope))
        values = reference_values.of_user(read, user_id)
        guide = LineGuide(read, users.get(read, user_id), values, scope, say=say)
        guidance = tuple(_ahead(read, user_id, guide, scope, exercise.exercise_id, last))
    known = in_force(
        values, ReferenceKind.ONE_REP_MAX, last, exercise_id=exercise.exercise_id, exercise_variant_id=variant
    )
    report = exercise_report(
        sets,
        exercise.exercise_id,
        exercise.name,
        first=first,
        last=last,
        one_rep_max_kg=None if known is None else _kg(known),
        formula=formula,
        exercise_variant_id=variant,
    )
    return ExerciseOutlook(report=report, guidance=guidance)


def _ahead(read: Read, user_id: Id, guide: LineGuide, scope: Scope, exercise_id: Id, on: Date) -> Iterator[Guidance]:
    """Give guidance for each planned line of the exercise once, at its next session."""
    ahead = Wanted(first=on, last=days_before(on, -_AHEAD_DAYS), statuses=[SessionStatus.SCHEDULED])
    seen: set[Id] = set()
    for session in calendar_pages.each(read, user_id, ahead, scope=scope):
        snapshot = find_snapshot(session)
        for _, line in each_exercise(snapshot) if snapshot is not None else ():
            if line.exercise_id == exercise_id and line.id not in seen:
                seen.add(line.id)
                guidance = guide.of(line, on)
                if guidance is not None:
                    yield guidance


def _kg(value: ReferenceValue) -> float:
    return float(load_kg(value.value or 0, unit_of_value(value)))

"""Accept what is suggested for a session: loads become that day's plan, a training max holds from today."""

from mesocycle.actions.log.guiding import TO_DO, LineGuide, unit_of_value
from mesocycle.actions.moving import session_in
from mesocycle.actions.reference.set_reference_value import set_reference_value_in
from mesocycle.actions.sessions.adjust_session import adjust_session_in
from mesocycle.domain.document import Date, Id
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import ALL, Deed
from mesocycle.domain.plan.lines import each_exercise
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.in_force import in_force
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import NewReferenceValue, ReferenceValue
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.guidance import AcceptedSuggestions, Guidance
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.domain.session.suggested_sets import suggested_sets, with_suggestions
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import reference_values


def accept_suggestions(
    db: Database, user_id: Id, session_id: Id, act: Act, *, line_ids: tuple[Id, ...] | None = None
) -> AcceptedSuggestions:
    """Accept the suggestions for a session that is still to do, of some lines or all; what the plan says stays.

    Loads, repetitions and seconds go into a session that takes the place of the scheduled one, as adjusting does.
    Accepted again, nothing is left to change.
    """
    return db.write(user_id, act, lambda write: accept_suggestions_in(write, session_id, line_ids))


def accept_suggestions_in(write: Write, session_id: Id, line_ids: tuple[Id, ...] | None) -> AcceptedSuggestions:
    """Accept inside a write that is open."""
    session = session_in(write, session_id, Deed.ARRANGE)
    snapshot = get_snapshot(session)
    every = {line.id: line for _, line in each_exercise(snapshot)}
    for named in line_ids or ():
        if named not in every:
            raise NotFound(f"The session has no exercise line {named}.", f"Its lines are: {', '.join(every)}.")
    on = max(session.scheduled_date, users.today(write, write.owner, write.now))
    values = reference_values.of_user(write, write.owner)
    user = users.get(write, write.owner)
    loads = resolve(snapshot, values, on, user.load_step, user.units).loads
    guide = LineGuide(write, user, values, ALL)
    shown: dict[Id, Suggestion] = {}
    raised: dict[tuple[Id | None, Id | None], NewReferenceValue] = {}
    accepted: list[Guidance] = []
    for line in every.values() if session.status in TO_DO else ():
        found = guide.of(line, on, session.id) if line_ids is None or line.id in line_ids else None
        if found is None:
            continue
        if found.applies_to != "trainingMax":
            meant = suggested_sets(line, loads, found.suggestion)
            if with_suggestions(snapshot, meant) == snapshot:
                continue
            shown.update(meant)
        elif found.suggestion.weight is not None:
            new = _raised(found, values, on)
            raised.setdefault((new.exercise_id, new.exercise_variant_id), new)
        else:
            continue
        accepted.append(found)
    added = tuple(set_reference_value_in(write, new) for new in raised.values())
    if shown:
        session = adjust_session_in(write, session_id, with_suggestions(snapshot, shown))
    return AcceptedSuggestions(session=session, lines=tuple(accepted), reference_values=added)


def _raised(found: Guidance, values: list[ReferenceValue], on: Date) -> NewReferenceValue:
    """Make the new training max, of the movement or the variant that the one in force is of."""
    held = in_force(
        values,
        ReferenceKind.TRAINING_MAX,
        on,
        exercise_id=found.exercise_id,
        exercise_variant_id=found.exercise_variant_id,
    )
    unit = "kg" if held is None else unit_of_value(held)
    return NewReferenceValue(
        kind=ReferenceKind.TRAINING_MAX,
        exercise_id=found.exercise_id if held is None else held.exercise_id,
        exercise_variant_id=None if held is None else held.exercise_variant_id,
        value=found.suggestion.weight,
        unit=found.suggestion.weight_unit or unit,
        source="estimated",
        notes=found.suggestion.why,
    )

"""Add a reference value: what an athlete's percentages and zones are measured against from a day on."""

from mesocycle.actions.reference.count_body import count_body_later_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.reference.value import NewReferenceValue, ReferenceValue, check_reference_value
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values


def set_reference_value(db: Database, user_id: Id, new: NewReferenceValue, act: Act) -> ReferenceValue:
    """Add a value for an athlete; by the athlete, or by a trainer who coaches them."""
    return db.write(user_id, act, lambda write: set_reference_value_in(write, new))


def set_reference_value_in(write: Write, new: NewReferenceValue) -> ReferenceValue:
    """Add a value for the write's owner; earlier values stay, this one is in force after them.

    A body weight also counts in the sets of its time whose log knew none.
    """
    coachings.permit(write, write.act.actor, write.owner, Deed.MEASURE)
    value = ReferenceValue(
        id=write.new_id() if new.id is None else new.id,
        user_id=write.owner,
        kind=new.kind,
        exercise_id=new.exercise_id,
        exercise_variant_id=new.exercise_variant_id,
        distance=new.distance,
        value=new.value,
        bounds=new.bounds,
        unit=new.unit,
        valid_from=users.today(write, write.owner, write.now) if new.valid_from is None else new.valid_from,
        source=new.source,
        notes=new.notes,
    )
    check_reference_value(value)
    reference_values.require_free(write, value.id)
    reference_values.add(write, value)
    count_body_later_in(write, value)
    return value

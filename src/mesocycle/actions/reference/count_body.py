"""Count the body's weight in sets whose log has none: what was weighed later holds for the days it is of."""

from collections.abc import Iterable

from mesocycle.domain.document import Date, Id
from mesocycle.domain.log.rows import PerformedRow, lacks_body, with_body
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.in_force import body_kg_on
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.storage.engine.database import Write
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import performed_sets


def count_body_in(write: Write, rows: Iterable[tuple[Id, Date, PerformedRow]]) -> list[tuple[Id, Date, PerformedRow]]:
    """Give rows with the body in their load where it is not known from the log, but in force on their day."""
    given = list(rows)
    if not any(lacks_body(row) for _, _, row in given):
        return given
    values = reference_values.of_user(write, write.owner)
    known = {day: body_kg_on(values, day) for _, day, row in given if lacks_body(row)}
    return [(session_id, day, with_body(row, known.get(day))) for session_id, day, row in given]


def count_body_later_in(write: Write, added: ReferenceValue) -> None:
    """Count a weight that was just entered in the sets of its time; what a log has frozen stays."""
    if added.kind is not ReferenceKind.BODYWEIGHT:
        return
    values = reference_values.of_user(write, write.owner)
    kg = body_kg_on(values, added.valid_from)
    later = [one.valid_from for one in values if one.kind == added.kind and one.valid_from > added.valid_from]
    if kg is not None:
        performed_sets.count_body(write, kg, added.valid_from, min(later, default=None))

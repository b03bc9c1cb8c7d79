"""Reference values as a trainer types them for an athlete; a mistyped one is entered again for the same day."""

from msgspec import Struct

from mesocycle.actions.plans.library import find_exercises
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.document import Id
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.typed import parse_measure
from mesocycle.domain.reference.value import NewReferenceValue, ReferenceValue
from mesocycle.domain.refusal import NotFound
from mesocycle.http.call import Call
from mesocycle.storage.people import users
from mesocycle.web.frame.forms import Form

KINDS: tuple[ReferenceKind, ...] = tuple(kind for kind in ReferenceKind if kind is not ReferenceKind.RACE_PACE)
"""Those that need no distance."""


class ValueLine(Struct, frozen=True, kw_only=True):
    """A value in force, as it is read and typed."""

    value: ReferenceValue
    exercise: str | None
    typed: str


def lines_of(call: Call, values: tuple[ReferenceValue, ...], owner: Id) -> tuple[ValueLine, ...]:
    """Give values with the names of their exercises, as they would be typed."""
    names: dict[Id, str] = {}
    if any(value.exercise_id for value in values):
        library = find_exercises(call.db, owner).all()
        names = {each.exercise_id: each.name for each in reversed(library)}
        names |= {each.exercise_variant_id: each.name for each in library}
    found = [
        ValueLine(
            value=value, exercise=names.get(value.exercise_variant_id or value.exercise_id or ""), typed=typed(value)
        )
        for value in values
    ]
    return tuple(sorted(found, key=lambda line: (line.value.kind.value, line.exercise or "", line.value.valid_from)))


def typed(value: ReferenceValue) -> str:
    """Write a value as people type it: `140 kg`, `4:05/km`, `120, 140, 155 bpm`."""
    numbers = [value.value or 0] if value.bounds is None else value.bounds
    if value.unit in {"s/km", "s/mile"}:
        return ", ".join(f"{int(each) // 60}:{int(each) % 60:02d}" for each in numbers) + value.unit.removeprefix("s")
    return f"{', '.join(f'{each:g}' for each in numbers)} {value.unit}"


def enter_value(call: Call, user_id: Id, form: Form) -> None:
    """Add what a form says; earlier values stay, and this one is in force from its day on."""
    kind = ReferenceKind(form.text("kind")) if form.text("kind") in list(ReferenceKind) else ReferenceKind.BODYWEIGHT
    with call.db.read_now() as look:
        units = users.get(look, user_id).units
    measure = parse_measure(kind, form.text("value"), units)
    name = form.said("exercise")
    of = None
    if name is not None:
        library = find_exercises(call.db, call.actor.id)
        of = library.find(name) or find_exercises(call.db, user_id).find(name)
        if of is None:
            near = ", ".join(library.nearest(name))
            raise NotFound(
                f"The library has no exercise {name!r}.", f"Write {near}." if near else "Write another name."
            )
    new = NewReferenceValue(
        kind=kind,
        exercise_id=None if of is None else of.exercise_id,
        exercise_variant_id=None if of is None else of.exercise_variant_id,
        value=measure.value,
        bounds=measure.bounds,
        unit=measure.unit,
        valid_from=form.said("validFrom"),
        source="entered",
        notes=form.said("notes"),
    )
    set_reference_value(call.db, user_id, new, call.act)

"""Which reference value holds on a day: the latest `validFrom` not after it, of equals the last added."""

from collections.abc import Sequence

from mesocycle.domain.document import Date, Id
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.quantity import load_kg
from mesocycle.domain.reference.value import MissingReference, ReferenceValue, UsedReference


def in_force(
    values: Sequence[ReferenceValue],
    kind: ReferenceKind,
    day: Date,
    *,
    exercise_id: Id | None = None,
    exercise_variant_id: Id | None = None,
) -> ReferenceValue | None:
    """Give the value in force, None where there is none; values come in the order they were added.

    For an exercise, a value of the variant goes before one of the whole movement. An id of the movement alone
    (`percentExerciseId`) takes a value of the movement, else the latest of any of its variants.
    """
    holding = [one for one in values if one.kind == kind and one.valid_from <= day]
    if exercise_id is None and exercise_variant_id is None:
        return _latest(holding)
    of_variant = [one for one in holding if one.exercise_variant_id in _known(exercise_variant_id)]
    of_movement = [one for one in holding if one.exercise_id in _known(exercise_id)]
    whole = [one for one in of_movement if one.exercise_variant_id is None]
    any_variant = of_movement if exercise_variant_id is None else []
    return _latest(of_variant) or _latest(whole) or _latest(any_variant)


def all_in_force(values: Sequence[ReferenceValue], day: Date) -> list[ReferenceValue]:
    """Give of each kind, exercise and distance the value in force; values come in the order they were added."""
    found: dict[tuple[object, ...], ReferenceValue] = {}
    for one in values:
        of = (one.kind, one.exercise_id, one.exercise_variant_id, one.distance)
        if one.valid_from <= day and (of not in found or found[of].valid_from <= one.valid_from):
            found[of] = one
    return list(found.values())


def body_kg_on(values: Sequence[ReferenceValue], day: Date) -> float | None:
    """Give the body's weight in force on a day in kilograms; values come in the order they were added."""
    found = in_force(values, ReferenceKind.BODYWEIGHT, day)
    if found is None or found.value is None:
        return None
    return float(load_kg(found.value, "lb" if found.unit == "lb" else "kg"))


class ValuesOnDay:
    """An athlete's values on one day, remembering which were used and which were asked for in vain."""

    def __init__(self, values: Sequence[ReferenceValue], day: Date) -> None:
        """Take the values in the order they were added."""
        self._values = values
        self._day = day
        self._loads: dict[tuple[ReferenceKind, Id, Id | None], ReferenceValue | None] = {}
        self._used: dict[Id, UsedReference] = {}
        self._missing: dict[tuple[str, Id | None], MissingReference] = {}

    def number(self, kind: ReferenceKind) -> ReferenceValue | None:
        """Look up a value that is one number."""
        found = in_force(self._values, kind, self._day)
        return self._noted(found if found is not None and found.value is not None else None, kind)

    def zones(self, kind: ReferenceKind) -> ReferenceValue | None:
        """Look up a value that is bounds of zones."""
        found = in_force(self._values, kind, self._day)
        return self._noted(found if found is not None and found.bounds else None, kind)

    def load(
        self, kind: ReferenceKind, exercise_id: Id, exercise_variant_id: Id | None, name: str | None
    ) -> ReferenceValue | None:
        """Look up an exercise's value, each once; the id of a variant alone may stand as `exercise_id`."""
        asked = (kind, exercise_id, exercise_variant_id)
        if asked not in self._loads:
            self._loads[asked] = self._load(kind, exercise_id, exercise_variant_id, name)
        return self._loads[asked]

    def _load(
        self, kind: ReferenceKind, exercise_id: Id, exercise_variant_id: Id | None, name: str | None
    ) -> ReferenceValue | None:
        found = in_force(
            self._values,
            kind,
            self._day,
            exercise_id=exercise_id,
            exercise_variant_id=exercise_variant_id,
        )
        if found is None and exercise_variant_id is None:
            found = in_force(self._values, kind, self._day, exercise_variant_id=exercise_id)
        return self._noted(found if found is not None and found.value is not None else None, kind, exercise_id, name)

    @property
    def used(self) -> tuple[UsedReference, ...]:
        """What was found, in the order of asking, to be frozen into the log."""
        return tuple(self._used.values())

    @property
    def missing(self) -> tuple[MissingReference, ...]:
        """What was not found, each once."""
        return tuple(self._missing.values())

    def _noted(
        self,
        found: ReferenceValue | None,
        kind: ReferenceKind,
        exercise_id: Id | None = None,
        name: str | None = None,
    ) -> ReferenceValue | None:
        if found is None:
            lack = MissingReference(kind=kind.value, exercise_id=exercise_id, exercise_name=name)
            self._missing.setdefault((kind, exercise_id), lack)
            return None
        amount = found.value if found.value is not None else found.bounds or ()
        used = UsedReference(reference_value_id=found.id, kind=found.kind.value, value=amount, unit=found.unit)
        self._used.setdefault(found.id, used)
        return found


def _known(id_: Id | None) -> tuple[Id, ...]:
    """Match nothing where no id is named, so that absent never equals absent."""
    return () if id_ is None else (id_,)


def _latest(values: Sequence[ReferenceValue]) -> ReferenceValue | None:
    """Take the latest day; `max` gives the first of equals, so the last added is looked at first."""
    return max(reversed(values), key=lambda one: one.valid_from, default=None)

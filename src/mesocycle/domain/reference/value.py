"""What percentages and zones are measured against: an athlete's reference values."""

from itertools import pairwise
from typing import Literal

from msgspec import field

from mesocycle.domain.document import Date, Document, Id, Number
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reading.checks import (
    MOST_METRES,
    Faults,
    check_date,
    check_id,
    check_number,
    check_one_of,
    check_size,
    check_text,
)
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at, refuse_faults
from mesocycle.domain.refusal import Phrase

_ZONES = (ReferenceKind.HEART_RATE_ZONES, ReferenceKind.PACE_ZONES)
_OF_EXERCISE = (ReferenceKind.ONE_REP_MAX, ReferenceKind.TRAINING_MAX)
_LOADS, _PACES, _BEATS = ("kg", "lb"), ("s/km", "s/mile"), ("bpm",)
VALUE_UNITS = {
    ReferenceKind.ONE_REP_MAX: _LOADS,
    ReferenceKind.TRAINING_MAX: _LOADS,
    ReferenceKind.BODYWEIGHT: _LOADS,
    ReferenceKind.MAX_HEART_RATE: _BEATS,
    ReferenceKind.RESTING_HEART_RATE: _BEATS,
    ReferenceKind.THRESHOLD_HEART_RATE: _BEATS,
    ReferenceKind.THRESHOLD_PACE: _PACES,
    ReferenceKind.RACE_PACE: _PACES,
    ReferenceKind.THRESHOLD_POWER: ("W",),
    ReferenceKind.HEART_RATE_ZONES: _BEATS,
    ReferenceKind.PACE_ZONES: _PACES,
}
"""The units of each kind of reference value."""


class ReferenceValue(Document, frozen=True, kw_only=True):
    """Append-only; in force = latest `validFrom` not after the day, of equals the last added.

    Exactly one of `value` and `bounds` (zones: ascending upper limits).
    """

    id: Id = field(name="_id")
    user_id: Id
    kind: ReferenceKind
    exercise_id: Id | None = None
    exercise_variant_id: Id | None = None
    distance: Number | None = None
    """Metres, of a race pace."""
    value: Number | None = None
    bounds: tuple[Number, ...] | None = None
    unit: str
    valid_from: Date
    source: Literal["tested", "estimated", "entered"]
    notes: str | None = None


class NewReferenceValue(Document, frozen=True, kw_only=True):
    """What is told of a value that is to be added; it holds from today unless it says from when."""

    id: Id | None = field(name="_id", default=None)
    kind: ReferenceKind
    exercise_id: Id | None = None
    exercise_variant_id: Id | None = None
    distance: Number | None = None
    value: Number | None = None
    bounds: tuple[Number, ...] | None = None
    unit: str
    valid_from: Date | None = None
    source: Literal["tested", "estimated", "entered"] = "entered"
    notes: str | None = None


class UsedReference(Document, frozen=True, kw_only=True):
    """A reference value frozen into the log: what percentages and zones meant on that day."""

    reference_value_id: Id
    kind: str
    value: Number | tuple[Number, ...]
    unit: str


class MissingReference(Document, frozen=True, kw_only=True):
    """A value that the plan asks for and the athlete does not have yet; it never blocks."""

    kind: str
    exercise_id: Id | None = None
    exercise_name: str | None = None


def check_reference_value(value: ReferenceValue) -> None:
    """Refuse a reference value whose number, bounds or unit do not fit its kind."""
    refuse_faults(_reference(value))


def _reference(value: ReferenceValue) -> Faults:
    for name, each in (
        ("_id", value.id),
        ("userId", value.user_id),
        ("exerciseId", value.exercise_id),
        ("exerciseVariantId", value.exercise_variant_id),
    ):
        yield from check_id(name, each)
    yield from check_one_of("", {"value": value.value, "bounds": value.bounds})
    wanted, other = ("bounds", "value") if value.kind in _ZONES else ("value", "bounds")
    if getattr(value, other) is not None:
        told = Phrase("not-of-kind", "does not go with {kind}", kind=value.kind, wanted=wanted)
        yield Fault(other, told, f"Give `{wanted}`.")
    yield from check_number("value", value.value, 0, 10_000, above=True)
    yield from _bounds(value.bounds)
    if value.unit not in VALUE_UNITS[value.kind]:
        known = VALUE_UNITS[value.kind]
        told = Phrase("unit-of-kind", "can't be {unit}", unit=repr(value.unit[:20]), known=known)
        yield Fault("unit", told, f"Write {' or '.join(known)}.")
    if value.kind in _OF_EXERCISE and value.exercise_id is None:
        told = Phrase("exercise-missing", "is missing", kind=value.kind)
        yield Fault("exerciseId", told, f"Say which exercise the {value.kind} is of.")
    if value.distance is not None and value.kind is not ReferenceKind.RACE_PACE:
        told = Phrase("no-distance-of-kind", "does not go with {kind}", kind=value.kind)
        yield Fault("distance", told, "Leave it out.")
    yield from check_number("distance", value.distance, 0, MOST_METRES, above=True)
    yield from check_date("validFrom", value.valid_from)
    yield from check_text("notes", value.notes)


def _bounds(bounds: tuple[float, ...] | None) -> Faults:
    if bounds is None:
        return
    yield from check_size("bounds", len(bounds), 20, least=1)
    for index, bound in enumerate(bounds[:20]):
        yield from check_number(at("bounds", index), bound, 0, 10_000, above=True)
    if any(second <= first for first, second in pairwise(bounds)):
        told = Phrase("not-rising", "do not rise")
        yield Fault("bounds", told, "Write the upper limits of the zones, the smallest first.")

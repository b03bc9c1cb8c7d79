"""What zones and percentages mean in beats, watts and minutes a kilometre."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from mesocycle.domain.document import Number
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.targets import (
    HEART_RATE_RESERVE,
    ZONES_OF,
    ReferenceKind,
    measured_by,
)
from mesocycle.domain.plan.workout import Target
from mesocycle.domain.quantity import KM_PER_MILE
from mesocycle.domain.reference.in_force import ValuesOnDay
from mesocycle.domain.reference.value import ReferenceValue

_PACES = {"s/km": 1.0, "s/mile": KM_PER_MILE}
_SPEEDS_KMH = {"km/h": 1.0, "m/s": 3.6, "mph": KM_PER_MILE}


class _Range(NamedTuple):
    """From easy to hard, whatever the numbers do; None is no limit."""

    easy: float | None
    hard: float | None


def resolve_target(target: Target, values: ValuesOnDay, units: Units) -> Target:
    """Make a target absolute; one that is so already, or whose value is not known, comes back as written.

    Pace comes in s/km or s/mile and speed in km/h or mph by the user's units, heart rate in bpm, power in W,
    all but speed in whole numbers. Zones count from easy to hard, so in paces zone 1 is the slowest.
    """
    fitting = measured_by(target.metric, target.basis)
    if not fitting or target.of not in (None, *fitting):  # a foreign document may ask for beats of a squat
        return target
    runs = target.metric in {"pace", "speed"}
    found = _zone(target, values, runs=runs) if target.basis == "zone" else _percent(target, values, runs=runs)
    if found is None or found == (None, None):
        return target
    low, high, unit = _written(found, target.metric, units)
    return replace(target, low=low, high=high, unit=unit, basis="absolute", of=None)


def _percent(target: Target, values: ValuesOnDay, *, runs: bool) -> _Range | None:
    if target.of == HEART_RATE_RESERVE:
        top = values.number(ReferenceKind.MAX_HEART_RATE)
        rest = values.number(ReferenceKind.RESTING_HEART_RATE)
        if top is None or rest is None:
            return None
        base, span = float(rest.value or 0), float((top.value or 0) - (rest.value or 0))
    else:
        kind = _kind(target.of)
        value = None if kind is None else values.number(kind)
        if value is None:
            return None
        amount = _speed_kmh(value.value or 0, value.unit) if runs else float(value.value or 0)
        if amount is None:
            return None
        base, span = 0.0, amount
    easy, hard = (None if part is None else base + span * part / 100 for part in (target.low, target.high))
    return _Range(easy, hard)


def _zone(target: Target, values: ValuesOnDay, *, runs: bool) -> _Range | None:
    kind = _kind(target.of) or ZONES_OF.get(target.metric)
    if kind not in {ReferenceKind.HEART_RATE_ZONES, ReferenceKind.PACE_ZONES}:
        return None
    value = values.zones(kind)
    if value is None:
        return None
    zones = _zones(value, runs=runs)
    first, last = (_zone_of(number, zones) for number in (target.low, target.high))
    return _Range(first.easy if first is not None else None, last.hard if last is not None else None)


def _zones(value: ReferenceValue, *, runs: bool) -> list[_Range]:
    """Cut the scale at the bounds, from easy to hard; bounds are upper limits as numbers."""
    bounds: Sequence[Number] = sorted(value.bounds or ())
    if not runs:
        limits: list[float | None] = [None, *(float(bound) for bound in bounds), None]
        return [_Range(*pair) for pair in pairwise(limits)]
    speeds = sorted(speed for bound in bounds if (speed := _speed_kmh(bound, value.unit)) is not None)
    if value.unit in _PACES:  # the slowest pace bounds zone 1; nothing bounds the fastest zone
        return [_Range(*pair) for pair in pairwise([*speeds, None])]
    return [_Range(*pair) for pair in pairwise([None, *speeds, None])]


def _zone_of(number: Number | None, zones: list[_Range]) -> _Range | None:
    if number is None or number != int(number) or not 1 <= number <= len(zones):
        return None
    return zones[int(number) - 1]


def _speed_kmh(amount: Number, unit: str) -> float | None:
    """Read a pace or a speed as km/h; None where the unit is neither or nothing moves."""
    if unit in _PACES:
        return 3600 * _PACES[unit] / amount if amount > 0 else None
    return amount * _SPEEDS_KMH[unit] if unit in _SPEEDS_KMH else None


def _written(found: _Range, metric: str, units: Units) -> tuple[Number | None, Number | None, str]:
    """Write a range in the units of its metric; of a pace the hard end is the low number."""
    metric_units = units is Units.METRIC
    if metric == "pace":
        factor = 3600.0 * (1 if metric_units else KM_PER_MILE)
        fast, slow = (None if not speed else round(factor / speed) for speed in (found.hard, found.easy))
        return fast, slow, "s/km" if metric_units else "s/mile"
    if metric == "speed":
        factor = 1.0 if metric_units else 1 / KM_PER_MILE
        low, high = (None if speed is None else round(speed * factor, 2) for speed in found)
        return low, high, "km/h" if metric_units else "mph"
    easy, hard = (None if amount is None else round(amount) for amount in found)
    return easy, hard, "W" if metric == "power" else "bpm"


def _kind(name: str | None) -> ReferenceKind | None:
    return next((kind for kind in ReferenceKind if kind == name), None)

"""Reference values as people write them: `140 kg`, `4:05/km`, `172`, `120, 140, 155, 170, 185`."""

import re
from typing import NamedTuple

from mesocycle.domain.document import Number
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.quantity import NUMBER, parse_pace
from mesocycle.domain.reference.value import VALUE_UNITS
from mesocycle.domain.refusal import QuantityNotUnderstood

_ZONES = (ReferenceKind.HEART_RATE_ZONES, ReferenceKind.PACE_ZONES)
_MEASURED = re.compile(rf"({NUMBER})[ \t]*([a-z/]*)", re.ASCII | re.IGNORECASE)
_SHORT = {"1rm": ReferenceKind.ONE_REP_MAX, "tm": ReferenceKind.TRAINING_MAX, "bw": ReferenceKind.BODYWEIGHT}
_EXAMPLES = {"kg": "140 kg or 310 lb", "bpm": "172", "s/km": "4:05/km or 6:34/mile", "W": "280 W"}


class Measure(NamedTuple):
    """A value, or the upper limits of zones, and the unit of it."""

    value: Number | None
    bounds: tuple[Number, ...] | None
    unit: str


def parse_kind(text: str) -> ReferenceKind:
    """Read a kind however it is written: `trainingMax`, `training-max`, `TM`."""
    plain = re.sub(r"[-_ \t]", "", text).casefold()
    known = {kind.value.casefold(): kind for kind in ReferenceKind} | _SHORT
    if plain not in known:
        raise QuantityNotUnderstood(
            f"{text[:40]!r} is no kind of reference value.", f"Write one of {', '.join(ReferenceKind)}."
        )
    return known[plain]


def parse_measure(kind: ReferenceKind, text: str, units: Units) -> Measure:
    """Read a value of a kind; a weight without unit is in the user's own, zones are parted by commas."""
    if kind not in _ZONES:
        value, unit = _one(kind, text, units)
        return Measure(value, None, unit)
    read = [_one(kind, part, units) for part in text.split(",")]
    if len({unit for _, unit in read}) > 1:
        raise QuantityNotUnderstood("The zones have different units.", "Write them all in one.")
    return Measure(None, tuple(value for value, _ in read), read[0][1])


def _one(kind: ReferenceKind, text: str, units: Units) -> tuple[Number, str]:
    allowed = VALUE_UNITS[kind]
    if "s/km" in allowed:
        pace = parse_pace(text)
        return pace.seconds, pace.unit
    found = _MEASURED.fullmatch(text.strip())
    own = "lb" if units is Units.IMPERIAL and "lb" in allowed else allowed[0]
    unit = next((each for each in allowed if found and each.casefold() == (found[2] or own).casefold()), None)
    if found is None or unit is None:
        raise QuantityNotUnderstood(
            f"{text[:40]!r} is no value of {kind}.", f"Write it like {_EXAMPLES.get(allowed[0], allowed[0])}."
        )
    number = float(found[1])
    return int(number) if number.is_integer() else number, unit

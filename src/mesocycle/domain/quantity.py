"""Quantities as people write them: durations, rests, distances, paces, loads. Always with a unit.

| form | means |
|---|---|
| `90s`, `20 seconds`, `10m`, `10 min`, `1h`, `2m30s`, `1h 30m` | units in falling order, each once |
| `1:30`, `1:02:30` | minutes:seconds, hours:minutes:seconds |
| `PT90S`, `PT1H30M` | ISO 8601 |
| `2-3min`, `90s-2m`, `1:30-2:00` | a range, for rests only |
| `400 m`, `26.2 km`, `5 mi`, `100 yd`, `300 ft` | distances |
| `4:30/km`, `7:30/mile` | paces |
"""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from mesocycle.domain.document import Number
from mesocycle.domain.refusal import Phrase, QuantityNotUnderstood

WeightUnit = Literal["kg", "lb"]

# No quantity of training needs more; longer ones would only make numbers that no float can hold.
NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,15})?"
_HOURS = rf"{NUMBER}[ \t]*(?:hours?|hrs?|h)"
_MINUTES = rf"{NUMBER}[ \t]*(?:minutes?|mins?|m)"
_SECONDS = rf"{NUMBER}[ \t]*(?:seconds?|secs?|s)"
_UNITS = rf"(?:{_HOURS}(?:[ \t]*{_MINUTES})?(?:[ \t]*{_SECONDS})?|{_MINUTES}(?:[ \t]*{_SECONDS})?|{_SECONDS})"
_CLOCK = r"[0-9]{1,6}(?::[0-9]{2}){1,2}"
_ISO = rf"PT(?=[0-9])(?:{NUMBER}H)?(?:{NUMBER}M)?(?:{NUMBER}S)?"
_ONE = rf"(?:{_CLOCK}|{_ISO}|{_UNITS})"
_RANGE = rf"(?:{NUMBER}|{_ONE})[ \t]*[-–][ \t]*{_ONE}"
_END = r"(?![A-Za-z0-9:.])"

DURATION = re.compile(rf"{_ONE}{_END}", re.ASCII | re.IGNORECASE)
"""The form of a duration inside a longer text; `parse_duration` then says whether it makes sense."""

REST = re.compile(rf"(?:{_RANGE}|{_ONE}){_END}", re.ASCII | re.IGNORECASE)
"""The form of a rest inside a longer text; `parse_rest` then says whether it makes sense."""

_PART = re.compile(rf"({NUMBER})[ \t]*([hms])", re.ASCII | re.IGNORECASE)
_BARE = re.compile(NUMBER)
_DISTANCE = re.compile(rf"({NUMBER})[ \t]*([a-z]+)", re.ASCII | re.IGNORECASE)
PACE = re.compile(
    r"([0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?)[ \t]*(?:min[ \t]*)?/[ \t]*(km|miles?|mi)", re.ASCII | re.IGNORECASE
)
"""The form of a pace inside a longer text."""

METRES_PER_MILE = Decimal("1609.344")
KM_PER_MILE = float(METRES_PER_MILE / 1000)
"""For what is rounded in the end."""
KG_PER_POUND = Decimal("0.45359237")
"""The international pound, exactly."""

_SECONDS_OF = {"h": 3600, "m": 60, "s": 1}
_METRES_OF = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), Decimal(1)),
    **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), Decimal(1000)),
    **dict.fromkeys(("mi", "mile", "miles"), METRES_PER_MILE),
    **dict.fromkeys(("yd", "yard", "yards"), Decimal("0.9144")),
    **dict.fromkeys(("ft", "foot", "feet"), Decimal("0.3048")),
}

_DURATION_FORMS = "Write it with its unit: 90s, 10m (minutes), 2m30s, 1:30 (min:s), 1:02:30 or PT90S"
_DISTANCE_FORMS = "Write it with its unit: 400 m, 26.2 km or 5 mi."
_PACE_FORMS = "Write minutes, seconds and the unit: 4:30/km or 7:30/mile."


class Pace(NamedTuple):
    """Seconds for one kilometre or one mile, in the units of a pace target."""

    seconds: Number
    unit: Literal["s/km", "s/mile"]


def parse_duration(text: str) -> Number:
    """Give a duration in seconds, an integer where whole; refuses a range, a bare number, another form."""
    written = text.strip()
    if DURATION.fullmatch(written):
        return _number(_seconds(written))
    if REST.fullmatch(written):
        raise QuantityNotUnderstood(
            Phrase("duration-range", "{value} is a range, and here stands one duration.", value=_shown(text)),
            "Write one duration, like 90s; a range is for rests only.",
        )
    raise _no_duration(text, "")


def parse_rest(text: str) -> tuple[Number, Number]:
    """Give the shortest and the longest rest in seconds, equal where there is no range."""
    written = text.strip()
    if not REST.fullmatch(written):
        raise _no_duration(text, ", or as a range: 2-3min")
    first, dash, last = re.sub(r"[ \t]*[-–][ \t]*", "-", written).partition("-")
    if not dash:
        seconds = _number(_seconds(first))
        return seconds, seconds
    high = _seconds(last)
    low = _in_unit_of(first, last) if _BARE.fullmatch(first) else _seconds(first)
    if low > high:
        raise QuantityNotUnderstood(
            Phrase("rest-order", "{value} begins with its longer end.", value=_shown(text)),
            "Write the shorter rest first: 2-3min.",
        )
    return _number(low), _number(high)


def parse_distance(text: str) -> Number:
    """Give a distance in metres, converted exactly, an integer where whole."""
    found = _DISTANCE.fullmatch(text.strip())
    if found is None:
        bare = _BARE.fullmatch(text.strip()) is not None
        lack = "it has no unit" if bare else "its form is not known"
        raise QuantityNotUnderstood(
            Phrase(
                "distance-no-unit" if bare else "no-distance",
                "{value} is no distance: {lack}.",
                value=_shown(text),
                lack=lack,
            ),
            _DISTANCE_FORMS,
        )
    metres = _METRES_OF.get(found[2].lower())
    if metres is None:
        raise QuantityNotUnderstood(
            Phrase(
                "distance-unit",
                "{value} is no distance: the unit {unit} is not known.",
                value=_shown(text),
                unit=found[2][:20],
            ),
            _DISTANCE_FORMS,
        )
    return _number(Decimal(found[1]) * metres)


def parse_pace(text: str) -> Pace:
    """Give a pace as seconds a kilometre or a mile; refuses another form and a pace of zero."""
    found = PACE.fullmatch(text.strip())
    if found is None:
        raise QuantityNotUnderstood(
            Phrase("no-pace", "{value} is no pace: its form is not known.", value=_shown(text)), _PACE_FORMS
        )
    seconds = _number(_seconds(found[1]))
    if not seconds:
        raise QuantityNotUnderstood(
            Phrase("pace-nothing", "{value} is no pace: nobody needs no time.", value=_shown(text)), _PACE_FORMS
        )
    return Pace(seconds, "s/km" if found[2].lower() == "km" else "s/mile")


def load_kg(weight: Number, unit: WeightUnit) -> Number:
    """Give a weight in kilograms, converted exactly."""
    return weight if unit == "kg" else _number(Decimal(str(weight)) * KG_PER_POUND)


def _seconds(written: str) -> Decimal:
    if ":" in written:
        return _clock_seconds(written)
    parts = _PART.findall(written)
    return sum((Decimal(amount) * _SECONDS_OF[unit.lower()] for amount, unit in parts), Decimal(0))


def _clock_seconds(written: str) -> Decimal:
    first, *others = (int(part) for part in written.split(":"))
    if any(part >= 60 for part in others):
        raise QuantityNotUnderstood(
            Phrase("no-clock", "{value} is no time: after a colon stand 00 to 59.", value=_shown(written)),
            "Write 1:30 for a minute and a half, 1:02:30 for an hour, two minutes and a half.",
        )
    total = first
    for part in others:
        total = total * 60 + part
    return Decimal(total)


def _in_unit_of(bare: str, other: str) -> Decimal:
    """Read the `2` of `2-3min` in the unit of its other end, which must be a single one."""
    parts = _PART.findall(other)
    if ":" in other or other[:1] in "Pp" or len(parts) != 1:
        raise QuantityNotUnderstood(
            Phrase(
                "rest-unit", "{value} leaves open what unit {bare} has.", value=_shown(bare + "-" + other), bare=bare
            ),
            "Give both ends their unit: 90s-2m30s or 1:30-2:30.",
        )
    return Decimal(bare) * _SECONDS_OF[parts[0][1].lower()]


def _number(exact: Decimal) -> Number:
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _no_duration(text: str, also: str) -> QuantityNotUnderstood:
    bare = _BARE.fullmatch(text.strip()) is not None
    lack = "it has no unit" if bare else "its form is not known"
    sentence = Phrase(
        "duration-no-unit" if bare else "no-duration",
        "{value} is no duration: {lack}.",
        value=_shown(text),
        lack=lack,
    )
    return QuantityNotUnderstood(sentence, f"{_DURATION_FORMS}{also}.")


def _shown(text: str) -> str:
    """Quote what was typed, shortened, with nothing in it that a terminal would act on."""
    return repr(text) if len(text) <= 40 else f"{text[:40]!r}…"

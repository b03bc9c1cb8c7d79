"""What stands in the cells of other programs' exports: numbers with either decimal mark, durations, units."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec

from mesocycle.domain.document import Number
from mesocycle.domain.quantity import METRES_PER_MILE, WeightUnit
from mesocycle.domain.remedy import Do

DecimalMark = Literal[".", ","]
DistanceUnit = Literal["m", "km", "mi"]

_PLAIN = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,17})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[., '\u00a0\u202f\u2019][0-9]{3})+(?:[.,][0-9]{1,9})?", re.ASCII)
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
_CLOCK = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,4}):([0-9]{1,2}(?:[.,][0-9]{1,6})?)", re.ASCII)
_WORDS = re.compile(r"(?:[0-9]{1,6} ?[^\W0-9_]{1,12}\.?,? ?)+")
_WORD = re.compile(r"([0-9]{1,6}) ?([^\W0-9_]{1,12})")
_SECONDS_OF = {
    **dict.fromkeys(("d", "day", "days", "j", "tag", "tage", "天"), 86_400),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "heure", "heures", "stunde", "stunden", "hora"), 3600),
    **dict.fromkeys(("horas", "ora", "ore", "uur", "u", "t", "tim", "godz", "ч", "час", "小时", "小時", "時間"), 3600),
    **dict.fromkeys(("hod", "時", "时", "시간", "saat", "sa"), 3600),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti", "мин"), 60),
    **dict.fromkeys(("м", "dk", "分钟", "分鐘", "分", "분"), 60),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sek", "sekunden", "seg", "с", "сек", "秒", "초"), 1),
}
"""What another program calls units of time, in the languages of its users."""
_METRES = {
    "m": Decimal(1),
    "km": Decimal(1000),
    "mi": METRES_PER_MILE,
    "ft": Decimal("0.3048"),
    "yd": Decimal("0.9144"),
    "cm": Decimal("0.01"),
}
_UNITS = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "m"),
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), "km"),
    **dict.fromkeys(("mi", "mile", "miles"), "mi"),
    **dict.fromkeys(("ft", "foot", "feet"), "ft"),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), "yd"),
    **dict.fromkeys(("cm", "centimetres", "centimeters"), "cm"),
}
_WEIGHTS: dict[str, WeightUnit] = {
    **dict.fromkeys(("kg", "kgs", "kilogram", "kilograms"), "kg"),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), "lb"),
}


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that nothing was measured: empty, `--`, `--:--:--`, `NaN`, `00:NaN:NaN`."""
    return not any(each.isalnum() for each in text) or "nan" in text.casefold().split(":")


class BadCell(Exception):
    """A cell that can't be taken over; inside this folder only, every reader makes a `Reject` of it."""

    def __init__(self, reason: str, remedy: str = "Mend the row, then import the file again.") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class UnitNotSaid(BadCell):
    """An amount whose unit neither the file nor the person says: nothing of the file is taken over before."""


_KG, _LB = (Do("say weight unit", said={"unit": unit}) for unit in ("kg", "lb"))
_KM, _MI, _M = (Do("say distance unit", said={"unit": unit}) for unit in ("km", "mi", "m"))
NO_WEIGHT_UNIT = ("the file does not say whether weights are kg or lb", f"Say it: {_KG} or {_LB}.")
NO_DISTANCE_UNIT = ("the file does not say the unit of its distances", f"Say it: {_KM}, {_MI} or {_M}.")
_POINT, _COMMA = (Do("say decimal mark", said={"mark": mark}) for mark in ("point", "comma"))


class SaidUnits(msgspec.Struct, frozen=True, kw_only=True):
    """What the person says where the file does not: units, and the mark before decimals."""

    weight: WeightUnit | None = None
    distance: DistanceUnit | None = None
    mark: DecimalMark | None = None


NOTHING_SAID = SaidUnits()


def decimal_mark(cells: Iterable[str], said: DecimalMark | None) -> DecimalMark | None:
    """Find the mark before decimals that a file uses; None where nothing in it shows which.

    A `8,5` shows a comma, a `1,020.5` a point; `1,020` could be either and shows nothing.
    """
    if said is not None:
        return said
    shown: set[DecimalMark] = set()
    written = set(cells)
    if not any("," in cell for cell in written):  # points alone are read as points
        return None
    for cell in written:
        last = max(cell.rfind("."), cell.rfind(","))
        if last < 0:
            continue
        mark: DecimalMark = "." if cell[last] == "." else ","
        if cell.count(mark) == 1 and not _AMBIGUOUS.fullmatch(cell.strip()):
            shown.add(mark)
    return shown.pop() if len(shown) == 1 else None


@lru_cache(maxsize=8192)
def number(text: str, mark: DecimalMark | None) -> Number | None:
    """Read a number as typed, an integer where it has no decimals; None for an empty cell."""
    written = text.strip()
    if is_nothing(written):
        return None
    if "," not in written and (mark != "," or "." not in written) and _PLAIN.fullmatch(written):
        return float(written) if "." in written else int(written)
    if mark is None and _AMBIGUOUS.fullmatch(written):
        raise BadCell(
            f"{_shown(text)} could be a thousand or a decimal",
            f"Say which mark stands before decimals: {_POINT} or {_COMMA}.",
        )
    plain = _pointed(written, mark)
    if plain is None or not _PLAIN.fullmatch(plain):
        raise BadCell(f"{_shown(text)} is no number")
    return float(plain) if "." in plain else int(plain)


def _pointed(written: str, mark: DecimalMark | None) -> str | None:
    """Write a number with groups or a decimal comma plainly; None where it has no such form."""
    if mark is None:
        last = max(written.rfind("."), written.rfind(","))
        mark = "," if last >= 0 and written[last] == "," else "."
    whole_number, _, decimals = written.partition(mark)
    if mark in decimals:
        return None
    if not whole_number.lstrip("+-").isdigit():
        if not _GROUPED.fullmatch(whole_number):
            return None
        whole_number = re.sub(r"[^0-9+-]", "", whole_number)
    return f"{whole_number}.{decimals}" if decimals else whole_number


def whole_number(text: str, mark: DecimalMark | None) -> int | None:
    """Read a count: `13` and `13.0` alike; None for an empty cell."""
    amount = number(text, mark)
    if amount is None or isinstance(amount, int):
        return amount
    if not amount.is_integer():
        raise BadCell(f"{_shown(text)} is no whole number")
    return int(amount)


@lru_cache(maxsize=8192)
def seconds(text: str, mark: DecimalMark | None) -> Number | None:
    """Read a duration: seconds as a number, `0:01:48`, or `2h 38m`; None for an empty cell and for zero."""
    written = text.strip().casefold()
    if found := _CLOCK.fullmatch(written):
        hours, minutes, rest = found[1] or "0", found[2], Decimal(found[3].replace(",", "."))
        return _plain(int(hours) * 3600 + int(minutes) * 60 + rest) or None
    if is_nothing(written):
        return None
    if _WORDS.fullmatch(written):
        return _in_words(written, text) or None
    try:
        return number(text, mark) or None
    except BadCell:
        raise BadCell(f"{_shown(text)} is no duration") from None


def _in_words(written: str, text: str) -> int:
    """Add up a duration like `1h 5min`; a unit that is not known, or not shorter than the one before, is none."""
    parts = [(int(amount), _SECONDS_OF.get(unit)) for amount, unit in _WORD.findall(written)]
    units = [unit for _, unit in parts if unit is not None]
    if len(units) < len(parts) or any(one <= other for one, other in pairwise(units)):
        raise BadCell(f"{_shown(text)} is no duration")
    return sum(amount * unit for amount, unit in parts if unit is not None)


def metres(amount: Number | None, unit: str) -> Number | None:
    """Turn a distance into metres, exactly; zero is none."""
    return None if not amount else _plain(Decimal(str(amount)) * _METRES[unit])


def distance_unit(text: str) -> str | None:
    """Give the unit of distance that a text names, None for an empty one."""
    written = text.strip().casefold().rstrip(".")
    if not written:
        return None
    if written not in _UNITS:
        raise BadCell(f"the unit of distance {_shown(text)} is not known")
    return _UNITS[written]


def weight_unit(text: str) -> WeightUnit | None:
    """Give the unit of weight that a text names, None for an empty one."""
    written = text.strip().casefold().rstrip(".")
    if not written:
        return None
    if written not in _WEIGHTS:
        raise BadCell(f"the unit of weight {_shown(text)} is not known")
    return _WEIGHTS[written]


def rpe(text: str, mark: DecimalMark | None) -> Number | None:
    """Read an RPE of 1 to 10; zero and empty are none."""
    amount = number(text, mark)
    if not amount:
        return None
    if not 1 <= amount <= 10:
        raise BadCell(f"the RPE {_shown(text)} is not between 1 and 10")
    return amount


def require_within(name: str, amount: Number | None, low: Number, high: Number) -> None:
    """Reject what no body could do: grams for kilograms, milliseconds for seconds."""
    if amount is not None and not low <= amount <= high:
        raise BadCell(f"{name} is {amount}, which is not between {low} and {high}")


def _plain(exact: Decimal) -> Number:
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _shown(text: str) -> str:
    return repr(text[:40])

"""Where the `activities.csv` of Strava's bulk export has what: by English names, else by columns that stand twice."""

from itertools import chain
from types import MappingProxyType

from mesocycle.formats.apps.list_row import Places, is_number
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import BadCell
from mesocycle.formats.text.tables import Table

_LAST = -1
_NAMED = MappingProxyType(
    {
        "id": ("activity id", 0),
        "date": ("activity date", 0),
        "name": ("activity name", 0),
        "type": ("activity type", 0),
        "description": ("activity description", 0),
        "elapsed time": ("elapsed time", 0),
        "private note": ("activity private note", 0),
        "moving time": ("moving time", 0),
        "distance": ("distance", _LAST),  # the first one is in km or miles, the second in metres
        "ascent": ("elevation gain", 0),
        "descent": ("elevation loss", 0),
        "average heart rate": ("average heart rate", 0),
        "highest heart rate": ("max heart rate", _LAST),
        "power": ("average watts", 0),
        "cadence": ("average cadence", 0),
        "calories": ("calories", 0),
    }
)
REQUIRED = tuple(name for name, _ in list(_NAMED.values())[:6])
"""The English names without which the header is in another language, or of something else."""

_FIRST = ("id", "date", "name", "type", "description", "elapsed time")
_FIRST_DISTANCE = 6
_BEFORE_METRES = MappingProxyType({"moving time": 1})
_BEHIND_METRES = MappingProxyType(
    {
        "ascent": 3,
        "descent": 4,
        "cadence": 12,
        "highest heart rate": 13,
        "average heart rate": 14,
        "power": 16,
        "calories": 17,
    }
)
"""How far from the distance in metres the others stand, in every layout seen."""
_CAN_BE = MappingProxyType(
    {
        "moving time": is_number(0, 10_000_000),
        "ascent": is_number(0, 30_000),
        "descent": is_number(0, 30_000),
        "cadence": is_number(0, 300),
        "highest heart rate": is_number(0, 260),
        "average heart rate": is_number(0, 260),
        "power": is_number(0, 3_000),
        "calories": is_number(0, 50_000),
    }
)
_IN_METRES = (17, 15, 16)
"""Where the metres stand, today and before 2022, when two columns in front were not there yet."""
_NOTE = 10
_METRES = (1000.0, 1609.344)
_SWUM_METRES = (1.0, 0.9144)
"""What one of the first distance may be in metres: km and miles; of a swim, whose length it is in, metres and yards."""
_SHORTEST_SWIM_M = 25
_TOLERANCE = 0.02
_HUNDREDTH = 0.006


def find_strava_columns(table: Table) -> Places | None:
    """Say where what stands; None where the columns hold nothing of the kind."""
    if table.lacks("Strava", *REQUIRED) is None:
        return {ours: places[which] for ours, (theirs, which) in _NAMED.items() if (places := table.places(theirs))}
    metres = next((place for place in _candidates(table) if _are_metres(table, place)), None)
    if metres is None:
        return None
    found: Places = {name: place for place, name in enumerate(_FIRST)} | {"distance": metres}
    if metres == _IN_METRES[0]:
        found["private note"] = _NOTE
    beside = {name: metres - by for name, by in _BEFORE_METRES.items()}
    beside |= {name: metres + by for name, by in _BEHIND_METRES.items()}
    return found | {name: place for name, place in beside.items() if _can_be(table, name, place)}


def _candidates(table: Table) -> list[int]:
    """Give where the metres may be: where the name of the first distance stands again, else where they stood before."""
    width = len(table.header)
    if width <= _FIRST_DISTANCE:
        return []
    again = table.places(table.header[_FIRST_DISTANCE].casefold())[1:]
    return [place for place in dict.fromkeys(chain(again, _IN_METRES)) if place < width]


def _are_metres(table: Table, place: int) -> bool:
    """Tell whether a column has in metres what the first distance has in km, miles, metres or yards."""
    pairs = [
        (_amount(first), _amount(second))
        for first, second in zip(table.column(_FIRST_DISTANCE), table.column(place), strict=True)
    ]
    told = [_is_same(first, second) for first, second in pairs if first]
    return (bool(told) and 2 * sum(told) >= len(told)) or (not told and not any(second for _, second in pairs))


def _is_same(first: float, second: float | None) -> bool:
    if second is None:
        return False
    units = (*_METRES, *_SWUM_METRES) if first >= _SHORTEST_SWIM_M else _METRES
    return any(
        abs(second - first * unit) <= max(_TOLERANCE * second, _HUNDREDTH * unit)  # the first has two decimals
        for unit in units
    )


def _amount(text: str) -> float | None:
    """Read a number with either mark; what could be two numbers is none here."""
    for mark in (".", ","):
        try:
            amount = cells.number(text, "." if mark == "." else ",")
        except BadCell:
            continue
        return None if amount is None else float(amount)
    return None


def _can_be(table: Table, name: str, place: int) -> bool:
    if place >= len(table.header):
        return False
    told = [_CAN_BE[name](text) for text in table.column(place) if not cells.is_nothing(text)]
    return 2 * sum(told) >= len(told)

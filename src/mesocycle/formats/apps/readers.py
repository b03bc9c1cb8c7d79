"""Every reader of another program's export, by the program."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from mesocycle.domain.imports.past_workout import PastWorkout
from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps.fitnotes import read_fitnotes
from mesocycle.formats.apps.garmin import read_garmin
from mesocycle.formats.apps.hevy import read_hevy
from mesocycle.formats.apps.jefit import read_jefit
from mesocycle.formats.apps.strava import read_strava
from mesocycle.formats.apps.strong import read_strong
from mesocycle.formats.text.cells import DecimalMark, SaidUnits

Reader = Callable[[bytes, SaidUnits], Iterator[PastWorkout | Reject]]

READERS: Mapping[ImportSource, Reader] = MappingProxyType(
    {
        ImportSource.HEVY: read_hevy,
        ImportSource.STRONG: read_strong,
        ImportSource.FITNOTES: read_fitnotes,
        ImportSource.JEFIT: read_jefit,
        ImportSource.GARMIN: read_garmin,
        ImportSource.STRAVA: read_strava,
    }
)
_MARKS: Mapping[str, DecimalMark] = MappingProxyType({"point": ".", "comma": ","})


def said_units(wish: ImportRequest) -> SaidUnits:
    """Give what a person says of units and marks."""
    mark = None if wish.decimal is None else _MARKS[wish.decimal]
    return SaidUnits(weight=wish.weight_unit, distance=wish.distance_unit, mark=mark)

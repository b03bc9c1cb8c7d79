"""Samples as a device wrote them, in columns; nothing is summed before `sound_track` has seen them."""

from array import array
from collections.abc import Iterable, Sequence
from math import isnan, nan
from typing import NamedTuple, Self

MOST_SAMPLES = 1_000_000
"""Eleven days at one a second."""
_COLUMNS = ("at", "distance", "altitude", "heart_rate", "power", "cadence", "latitude", "longitude")


class Sample(NamedTuple):
    """One sample: seconds since 1970, metres since the start, degrees, metres, beats, watts, steps or turns a minute.

    What a device does not say is NaN.
    """

    at: float
    distance: float = nan
    altitude: float = nan
    heart_rate: float = nan
    power: float = nan
    cadence: float = nan
    latitude: float = nan
    longitude: float = nan


class RawTrack:
    """Samples in the order of their file; numbers in arrays, so that a million of them stay small."""

    def __init__(
        self,
        *,
        at: Iterable[float] = (),
        distance: Iterable[float] = (),
        altitude: Iterable[float] = (),
        heart_rate: Iterable[float] = (),
        power: Iterable[float] = (),
        cadence: Iterable[float] = (),
        latitude: Iterable[float] = (),
        longitude: Iterable[float] = (),
    ) -> None:
        """Begin empty, or with columns of one length."""
        self.at = array("d", at)
        self.distance = array("d", distance)
        self.altitude = array("d", altitude)
        self.heart_rate = array("d", heart_rate)
        self.power = array("d", power)
        self.cadence = array("d", cadence)
        self.latitude = array("d", latitude)
        self.longitude = array("d", longitude)
        self.breaks: list[int] = []
        """The places at which a new stretch begins: nobody went from the sample before."""

    def __len__(self) -> int:
        """Count the samples."""
        return len(self.at)

    def add(self, sample: Sample) -> None:
        """Append a sample."""
        at, distance, altitude, heart_rate, power, cadence, latitude, longitude = sample
        self.at.append(at)
        self.distance.append(distance)
        self.altitude.append(altitude)
        self.heart_rate.append(heart_rate)
        self.power.append(power)
        self.cadence.append(cadence)
        self.latitude.append(latitude)
        self.longitude.append(longitude)

    def begin_stretch(self) -> None:
        """Say that the next sample does not lead on from the last."""
        if len(self.at) and self.breaks[-1:] != [len(self.at)]:
            self.breaks.append(len(self.at))

    def part(self, first: int, end: int) -> Self:
        """Give the samples from one place to before another as a recording of their own."""
        part = type(self)()
        for name in _COLUMNS:
            setattr(part, name, getattr(self, name)[first:end])
        part.breaks = [each - first for each in self.breaks if first < each < end]
        return part

    def ordered(self, places: Sequence[int], at: "array[float]") -> Self:
        """Give samples in another order, at other seconds; stretches stay apart."""
        found = type(self)()
        for name in _COLUMNS[1:]:
            column = getattr(self, name)
            setattr(found, name, array("d", [column[each] for each in places]))
        found.at = at
        begins = set(self.breaks)
        stretch, of = 0, []
        for place in range(len(self)):
            stretch += place in begins
            of.append(stretch)
        found.breaks = [here for here in range(1, len(places)) if of[places[here]] != of[places[here - 1]]]
        return found


def places_known(column: Sequence[float]) -> Sequence[int]:
    """Name the places of a column that are not NaN; nearly always all of them, which their sum tells at once."""
    if not isnan(sum(column)):
        return range(len(column))
    return [place for place, value in enumerate(column) if not isnan(value)]

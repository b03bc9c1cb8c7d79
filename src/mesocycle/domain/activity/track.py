"""The samples of an activity as columns, and what they come to between two moments."""

from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from math import asin, cos, fsum, isnan, nan, radians, sin, sqrt
from typing import NamedTuple

from mesocycle.domain.activity.elevation import Climbing, climbing
from mesocycle.domain.activity.gradient import TrackPoint, flat_equivalent
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement

MOST_SAMPLES = 1_000_000
"""Eleven days at one a second."""
_EARTH_M = 6_371_008.8
_LOOKED_AT_S = 5.0
_MOVING_MS = 0.4
"""1.4 km/h: slower than the steepest climb on foot, faster than a standing receiver drifts in five seconds."""


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


class Track:
    """Samples in their order; numbers in arrays, so that a million of them stay small."""

    def __init__(self) -> None:
        """Begin empty."""
        self.at = array("d")
        self.altitude = array("d")
        self.heart_rate = array("d")
        self.power = array("d")
        self.cadence = array("d")
        self._told = array("d")
        self._latitude = array("d")
        self._longitude = array("d")

    def __len__(self) -> int:
        """Count the samples."""
        return len(self.at)

    def add(self, sample: Sample) -> None:
        """Append a sample; a clock that went back stands still until it is ahead again."""
        at, distance, altitude, heart_rate, power, cadence, latitude, longitude = sample
        self.at.append(max(at, self.at[-1]) if self.at else at)
        self.altitude.append(altitude)
        self.heart_rate.append(heart_rate)
        self.power.append(power)
        self.cadence.append(cadence)
        self._told.append(distance)
        self._latitude.append(latitude)
        self._longitude.append(longitude)

    @cached_property
    def distance(self) -> "array[float]":
        """Metres since the start at each sample: as the device says, else along the positions."""
        return self._walked() if all(map(isnan, self._told)) else self._told

    @cached_property
    def climbing(self) -> Climbing | None:
        """What was climbed, by our own method."""
        return climbing(self.at, self.altitude)

    def part(self, first: int, end: int) -> "Track":
        """Give the samples from one place to before another as a track of their own."""
        part = Track()
        for name in ("at", "altitude", "heart_rate", "power", "cadence", "_told", "_latitude", "_longitude"):
            setattr(part, name, getattr(self, name)[first:end])
        return part

    def at_or_after(self, moment: float) -> int:
        """Give the place of the first sample not before a moment."""
        return bisect_left(self.at, moment)

    def within(self, first: float, last: float) -> range:
        """Name the samples from one moment to another, both included."""
        return range(bisect_left(self.at, first), bisect_right(self.at, last))

    def performance(self, samples: range | None = None, movement: Movement = "other") -> Performance:
        """Work out what samples (all of them, without `samples`) come to; what they do not tell is absent.

        Of a run alone it is said what the way would have been on the flat.
        """
        span = range(len(self)) if samples is None else samples
        if not span:
            return Performance()
        known = [each for place in span if not isnan(each := self.distance[place])]
        travelled = known[-1] - known[0] if known and known[-1] > known[0] else None
        gain, loss = (None, None) if self.climbing is None else self.climbing.over(span)
        beats = _known(self.heart_rate, span)
        return Performance(
            duration=tidy(self.at[span[-1]] - self.at[span[0]]),
            distance=tidy(travelled),
            grade_adjusted_distance=self._on_the_flat(span) if movement == "run" and travelled else None,
            moving_duration=tidy(self._moving_s(span)) if travelled else None,
            elevation_gain=tidy(gain),
            elevation_loss=tidy(loss),
            average_heart_rate=_mean(beats),
            max_heart_rate=tidy(max(beats, default=None)),
            average_power=_mean(_known(self.power, span)),
            average_cadence=_mean([turns for turns in _known(self.cadence, span) if turns > 0]),
        )

    def _on_the_flat(self, span: range) -> Number | None:
        columns = zip(self.distance[span.start : span.stop], self.altitude[span.start : span.stop], strict=True)
        points = [TrackPoint(*each) for each in columns if not any(map(isnan, each))]
        return tidy(flat_equivalent(points)) if len(points) > 1 else None

    def _walked(self) -> "array[float]":
        walked, metres = array("d"), nan
        last: tuple[float, float] | None = None
        for here in zip(self._latitude, self._longitude, strict=True):
            if not (isnan(here[0]) or isnan(here[1])):
                metres = 0.0 if last is None else metres + metres_between(*last, *here)
                last = here
            walked.append(metres)
        return walked

    def _moving_s(self, span: range) -> float:
        """Sum the stretches of at least five seconds in which something moved."""
        moving, began, before = 0.0, self.at[span[0]], nan
        for place in span:
            at, distance = self.at[place], self.distance[place]
            if isnan(distance):
                continue
            if isnan(before):
                began, before = at, distance
            elif at - began >= _LOOKED_AT_S or place == span[-1]:
                if distance - before >= _MOVING_MS * (at - began) > 0:
                    moving += at - began
                began, before = at, distance
        return moving


def on_the_flat(ours: Performance, distance: Number | None) -> Number | None:
    """Give the grade-adjusted distance of a way that the device measured as so many metres, and we otherwise."""
    if not ours.grade_adjusted_distance or not ours.distance or not distance:
        return None
    return tidy(ours.grade_adjusted_distance * distance / ours.distance)


def metres_between(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Give the distance over the sphere (haversine) between two positions in degrees."""
    north, south = radians(latitude), radians(to_latitude)
    across = sin((south - north) / 2) ** 2
    across += cos(north) * cos(south) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * _EARTH_M * asin(min(1.0, sqrt(across)))


def tidy(amount: float | None) -> Number | None:
    """Round to hundredths, an integer where whole; no number is NaN or infinite."""
    if amount is None or not abs(amount) < 1e12:
        return None
    rounded = round(amount, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _known(column: "array[float]", span: range) -> list[float]:
    return [each for each in column[span.start : span.stop] if each == each]  # noqa: PLR0124  # not NaN


def _mean(numbers: list[float]) -> Number | None:
    return tidy(fsum(numbers) / len(numbers)) if numbers else None

"""A track: sound samples as columns, and what they come to between two moments."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from math import fsum
from operator import add
from typing import NamedTuple

from mesocycle.domain.activity.elevation import Climbing, climbing
from mesocycle.domain.activity.gradient import flat_equivalent
from mesocycle.domain.activity.raw_track import places_known
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement

_LOOKED_AT_S = 5.0
_MOVING_MS = 0.4
"""1.4 km/h: slower than the steepest climb on foot, faster than a standing receiver drifts in five seconds."""


class SamplesLeftOut(NamedTuple):
    """How many of a recording's values were not believed."""

    times: int = 0
    clock_set: int = 0
    """Samples that got another time, as the device's clock was set on the way."""
    places: int = 0
    distances: int = 0
    heights: int = 0
    beats: int = 0
    leapt_m: float = 0.0
    """What the device counted as way and nobody went."""

    def told(self) -> tuple[str, ...]:
        """Say what was left out, and why."""
        said = (
            (self.times, "Left out", "sample", "whose time does not fit the others'"),
            (self.clock_set, "Given another time", "sample", "whose clock was wrong"),
            (self.places, "Left out", "position", "that nobody gets to so fast"),
            (self.distances, "Left out", "distance", "by which the way would go back or leap"),
            (self.heights, "Left out", "height", "that can't be"),
            (self.beats, "Left out", "heart rate", "that no heart has"),
            (round(self.leapt_m), "Left out", "metre", "that the device counted at a jump"),
        )
        return tuple(
            f"{what}: {count} {noun if count == 1 else noun + 's'} {why}." for count, what, noun, why in said if count
        )


class Track:
    """Samples in their order, made by `sound_track.sound` alone; numbers in arrays, so that many stay small."""

    def __init__(
        self,
        *,
        at: "array[float]",
        distance: "array[float]",
        altitude: "array[float]",
        heart_rate: "array[float]",
        power: "array[float]",
        cadence: "array[float]",
        movement: Movement,
        left_out: SamplesLeftOut,
    ) -> None:
        """Take columns of one length; seconds never go back, metres neither, and what is not known is NaN."""
        self.at = at
        self.distance = distance
        self.altitude = altitude
        self.heart_rate = heart_rate
        self.power = power
        self.cadence = cadence
        self.movement = movement
        self.left_out = left_out

    def __len__(self) -> int:
        """Count the samples."""
        return len(self.at)

    @cached_property
    def climbing(self) -> Climbing | None:
        """What was climbed, by our own method."""
        return climbing(self.at, self.altitude)

    def within(self, first: float, last: float) -> range:
        """Name the samples from one moment to another, both included."""
        return range(bisect_left(self.at, first), bisect_right(self.at, last))

    def performance(self, samples: range | None = None) -> Performance:
        """Work out what samples (all of them, without `samples`) come to; what they do not tell is absent.

        Of a run alone it is said what the way would have been on the flat.
        """
        span = range(len(self)) if samples is None else samples
        if not span:
            return Performance()
        along = self.distance[span.start : span.stop]
        known = places_known(along)
        metres = along[known[-1]] - along[known[0]] if known else 0.0
        travelled = metres if metres > 0 else None
        gain, loss = (None, None) if self.climbing is None else self.climbing.over(span)
        beats = _known(self.heart_rate, span)
        return Performance(
            duration=tidy(self.at[span[-1]] - self.at[span[0]]),
            distance=tidy(travelled),
            grade_adjusted_distance=self._on_the_flat(span, travelled)
            if self.movement == "run" and travelled
            else None,
            moving_duration=tidy(self._moving_s(span)) if travelled else None,
            elevation_gain=tidy(gain),
            elevation_loss=tidy(loss),
            average_heart_rate=_mean(beats),
            max_heart_rate=tidy(max(beats, default=None)),
            average_power=_mean(_known(self.power, span)),
            average_cadence=_mean([turns for turns in _known(self.cadence, span) if turns > 0]),
        )

    def _on_the_flat(self, span: range, travelled: float) -> Number | None:
        """Grade what has a height; the rest of the way is taken to be as hard."""
        places, along, up = self._with_height
        part = slice(bisect_left(places, span.start), bisect_left(places, span.stop))
        graded = along[part.stop - 1] - along[part.start] if part.stop > part.start else 0.0
        return tidy(flat_equivalent(along[part], up[part]) * travelled / graded) if graded > 0 else None

    @cached_property
    def _with_height(self) -> tuple[Sequence[int], Sequence[float], Sequence[float]]:
        """The places whose distance and height are known, and both."""
        known = places_known(array("d", map(add, self.distance, self.altitude)))
        if len(known) == len(self):
            return known, self.distance, self.altitude
        return known, [self.distance[each] for each in known], [self.altitude[each] for each in known]

    def _moving_s(self, span: range) -> float:
        """Sum the stretches of at least five seconds in which something moved."""
        at, along = self.at[span.start : span.stop], self.distance[span.start : span.stop]
        known = places_known(along)
        ends = len(known) and known[-1] == len(along) - 1
        if len(known) < len(along):
            at, along = array("d", [at[each] for each in known]), array("d", [along[each] for each in known])
        moving, here, last = 0.0, 0, len(along) - 1
        while here < last:
            there = bisect_left(at, at[here] + _LOOKED_AT_S, here + 1)
            if there > last:
                if not ends:
                    break
                there = last
            if along[there] - along[here] >= _MOVING_MS * (at[there] - at[here]) > 0:
                moving += at[there] - at[here]
            here = there
        return moving


def on_the_flat(ours: Performance, distance: Number | None) -> Number | None:
    """Give the grade-adjusted distance of a way that the device measured as so many metres, and we otherwise."""
    if not ours.grade_adjusted_distance or not ours.distance or not distance:
        return None
    return tidy(ours.grade_adjusted_distance * distance / ours.distance)


def tidy(amount: float | None) -> Number | None:
    """Round to hundredths, an integer where whole; no number is NaN or infinite."""
    if amount is None or not abs(amount) < 1e12:
        return None
    rounded = round(amount, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _known(column: "array[float]", span: range) -> list[float]:
    part = column[span.start : span.stop]
    return [part[each] for each in places_known(part)]


def _mean(numbers: list[float]) -> Number | None:
    return tidy(fsum(numbers) / len(numbers)) if numbers else None

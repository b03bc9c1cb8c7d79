"""Climbing summed by one method, named `t7+p2`, so that every file is measured alike.

Altitude is smoothed by a moving mean over 7 seconds, and then a way up or down counts from 2 m on, whole: from where
it turned. Raw sums follow the noise of satellite altitude, and of barometers in wind. Where it comes from and how far
it is from barometric devices stands in `docs/decisions/0101-*`.
"""

from array import array
from collections.abc import Sequence
from itertools import accumulate

from mesocycle.domain.activity.raw_track import places_known

_HALF_WINDOW_S = 3.0
_COUNTS_FROM_M = 2.0


class Climbing:
    """How much had been climbed and descended by any sample."""

    def __init__(self, gains: "array[float]", losses: "array[float]") -> None:
        """Take what had been summed at each sample."""
        self._gains = gains
        self._losses = losses

    def over(self, samples: range) -> tuple[float, float]:
        """Metres climbed and descended from the first to the last of samples that follow each other."""
        first, last = samples[0], samples[-1]
        return self._gains[last] - self._gains[first], self._losses[last] - self._losses[first]


def climbing(at_s: Sequence[float], altitudes_m: Sequence[float]) -> Climbing | None:
    """Sum climbing over samples in the order of their seconds (NaN: altitude not known); None where none is known."""
    places = places_known(altitudes_m)
    if not places:
        return None
    heights = _smoothed([at_s[place] for place in places], [altitudes_m[place] for place in places])
    gains, losses = array("d", bytes(8 * len(at_s))), array("d", bytes(8 * len(at_s)))
    low = high = heights[0]
    direction, gain, loss, filled = 0, 0.0, 0.0, 0
    for place, height in zip(places, heights, strict=True):
        for before in range(filled, place):  # samples without altitude stand where the one before them stood
            gains[before], losses[before] = gain, loss
        if direction > 0 and height > high:
            gain, high = gain + height - high, height
        elif direction < 0 and height < low:
            loss, low = loss + low - height, height
        elif direction <= 0 and height - low >= _COUNTS_FROM_M:
            direction, gain, high = 1, gain + height - low, height
        elif direction >= 0 and high - height >= _COUNTS_FROM_M:
            direction, loss, low = -1, loss + high - height, height
        elif direction == 0:
            low, high = min(low, height), max(high, height)
        gains[place], losses[place] = gain, loss
        filled = place + 1
    for after in range(filled, len(at_s)):
        gains[after], losses[after] = gain, loss
    return Climbing(gains, losses)


def _smoothed(seconds: Sequence[float], altitudes_m: Sequence[float]) -> "array[float]":
    """Take the mean of what lies within three seconds; samples further apart stay as they are."""
    base = altitudes_m[0]
    sums = list(accumulate((altitude - base for altitude in altitudes_m), initial=0.0))
    smooth = array("d")
    first = end = 0
    for at in seconds:
        while seconds[first] < at - _HALF_WINDOW_S:
            first += 1
        while end < len(seconds) and seconds[end] <= at + _HALF_WINDOW_S:
            end += 1
        smooth.append(base + (sums[end] - sums[first]) / (end - first))
    return smooth

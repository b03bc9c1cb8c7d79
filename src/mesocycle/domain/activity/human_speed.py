"""How fast people are: what is faster than anybody ever was is a fault of the device, and no record."""

from bisect import bisect_right
from collections.abc import Mapping
from math import inf, log
from types import MappingProxyType

from mesocycle.domain.document import Number
from mesocycle.domain.plan.workout import Movement

_FEET: tuple[tuple[float, float], ...] = (
    (100.0, 10.44),
    (200.0, 10.42),
    (400.0, 9.3),
    (800.0, 7.93),
    (1_500.0, 7.28),
    (3_000.0, 6.86),
)
_FEET += ((5_000.0, 6.62), (10_000.0, 6.37), (21_097.5, 6.2), (42_195.0, 5.83), (100_000.0, 4.56), (319_000.0, 3.7))
_FASTEST: Mapping[Movement, tuple[tuple[float, float], ...]] = MappingProxyType(
    {
        "run": _FEET,
        "walk": _FEET,
        "hike": _FEET,
        "bike": ((200.0, 36.0), (1_000.0, 30.0), (10_000.0, 22.0), (50_000.0, 17.0), (200_000.0, 15.0)),
        "swim": ((50.0, 2.43), (100.0, 2.16), (400.0, 1.84), (1_500.0, 1.75), (10_000.0, 1.6)),
        "row": ((500.0, 6.6), (2_000.0, 6.3), (10_000.0, 5.6), (42_195.0, 5.0)),
    }
)
"""Metres, and the metres a second of the best who ever went so far; on a bicycle with mountains and wind."""
_ROOM = 1.05
"""A receiver measures a little more than was run."""


_ALWAYS: Mapping[Movement, float] = MappingProxyType({name: _ROOM * best[-1][1] for name, best in _FASTEST.items()})
"""Metres a second that the best keep up for as long as anybody did: at that speed nobody has to be asked how far."""


def sure_speed(movement: Movement) -> float:
    """Give the metres a second up to which nobody has to be asked how far: people keep that up as long as they like."""
    return _ALWAYS.get(movement, inf)


def is_beyond_people(distance_m: Number | None, duration_s: Number | None, movement: Movement) -> bool:
    """Tell whether nobody ever went so far in so short a time; where the movement is not known, never."""
    if not distance_m or not duration_s:
        return False
    if distance_m <= sure_speed(movement) * duration_s:  # nearly all, so it comes first
        return False
    best = _FASTEST.get(movement)
    return best is not None and _is_faster(distance_m / duration_s / _ROOM, best, float(distance_m))


def too_fast_words(distance_m: Number, duration_s: Number) -> str:
    """Say that a recording is faster than anybody, as the reason why it is asked about."""
    return f"{distance_m / 1000:.1f} km in {duration_s / 60:.0f} min is faster than anybody: the device was wrong"


def _is_faster(speed: float, best: tuple[tuple[float, float], ...], metres: float) -> bool:
    """Compare with the best at a distance; between two that are known their speed goes by the logarithm."""
    place = bisect_right(best, (metres, inf))
    if place in {0, len(best)}:
        return speed > best[min(place, len(best) - 1)][1]
    (near, fast), (far, slow) = best[place - 1], best[place]
    return speed > slow and speed > fast + (slow - fast) * log(metres / near) / log(far / near)

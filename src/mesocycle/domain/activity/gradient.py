"""What climbing and descending cost: Minetti's cost of running, grade-adjusted distance, km-effort."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, islice
from math import copysign, inf
from operator import lt, sub

STEEPEST = 0.45
"""Minetti 2002 measured from −0.45 to +0.45; steeper is taken as that."""
_GRID_M = 10.0
_WINDOW = 5
"""Five points of 10 m: a moving mean over 50 m. Ascent is measured by another method (`domain.elevation`)."""

FLAT_COST = 3.6
"""J/kg/m of running on the flat by the same polynomial."""
CATEGORIES = ((25, "XXS"), (45, "XS"), (75, "S"), (115, "M"), (155, "L"), (210, "XL"))
"""ITRA 2018: km-effort below which a race is of a category."""


def cost_of_running(gradient: float) -> float:
    """Give J/kg/m at a gradient (Minetti 2002, running)."""
    i = gradient if -STEEPEST <= gradient <= STEEPEST else copysign(STEEPEST, gradient)
    return ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + 3.6


def flat_equivalent(distances_m: Sequence[float], altitudes_m: Sequence[float]) -> float:
    """Give the distance on the flat that costs as much as a way (Minetti over the smoothed 10 m grid)."""
    along, up = _on_grid(*_forward(distances_m, altitudes_m))
    smooth = _smoothed(up)
    steps: list[float] = list(map(sub, islice(along, 1, None), along))
    climbs: Iterator[float] = map(sub, islice(smooth, 1, None), smooth)
    return sum(step * cost_of_running(climb / step) / FLAT_COST for step, climb in zip(steps, climbs, strict=True))


def flat_equivalent_of_totals(distance_m: float, gain_m: float, loss_m: float) -> float:
    """Estimate the flat-equivalent distance where only totals are known.

    As if all of the way went up or down at one steepness: a rough figure, and better by laps than for a whole run.
    """
    height = gain_m + loss_m
    if distance_m <= 0 or height <= 0:
        return max(distance_m, 0.0)
    steepness, share_up = height / distance_m, gain_m / height
    cost = share_up * cost_of_running(steepness) + (1 - share_up) * cost_of_running(-steepness)
    return distance_m * cost / FLAT_COST


def km_effort(distance_m: float, gain_m: float) -> float:
    """Give ITRA's km-effort: kilometres and a hundredth of the metres climbed."""
    return distance_m / 1000 + gain_m / 100


def category(effort: float) -> str:
    """Give ITRA's category of a km-effort, XXS to XXL; efforts are rounded first."""
    return next((name for below, name in CATEGORIES if round(effort) < below), "XXL")


def _smoothed(heights: Sequence[float]) -> list[float]:
    """Take a moving mean over 50 m of heights every 10 m."""
    half, count = _WINDOW // 2, len(heights)
    sums = list(accumulate(heights, initial=0.0))
    ends = [*range(min(half + 1, count), count), *[count] * min(half + 1, count)]
    firsts = [*[0] * min(half, count), *range(count - half)]
    return [(sums[end] - sums[first]) / (end - first) for first, end in zip(firsts, ends, strict=True)]


def _on_grid(distances_m: Sequence[float], altitudes_m: Sequence[float]) -> tuple[list[float], list[float]]:
    """Give distance and altitude every 10 m; the last piece may be shorter."""
    if len(distances_m) < 2:
        return list(distances_m), list(altitudes_m)
    at, end, there = distances_m[0], distances_m[-1], 1
    along, up = [], []
    while at < end:
        there = bisect_left(distances_m, at, there)
        before, low = distances_m[there - 1], altitudes_m[there - 1]
        along.append(at)
        up.append(low + (at - before) / (distances_m[there] - before) * (altitudes_m[there] - low))
        at += _GRID_M
    return [*along, end], [*up, altitudes_m[-1]]


def _forward(distances_m: Sequence[float], altitudes_m: Sequence[float]) -> tuple[Sequence[float], Sequence[float]]:
    """Leave out points that get nowhere: their gradient would be infinite."""
    if all(map(lt, distances_m, islice(distances_m, 1, None))):
        return distances_m, altitudes_m
    furthest = chain([-inf], accumulate(distances_m, max))
    places = [place for place, (at, before) in enumerate(zip(distances_m, furthest, strict=False)) if at > before]
    return [distances_m[each] for each in places], [altitudes_m[each] for each in places]


def pace_s_per_km(distance_m: float, duration_s: float) -> float | None:
    """Give seconds a kilometre; None where nothing moved, or too little to call it a pace."""
    return duration_s / distance_m * 1000 if distance_m >= 1 and duration_s > 0 else None

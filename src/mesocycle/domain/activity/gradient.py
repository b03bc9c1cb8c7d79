"""What climbing and descending cost: Minetti's cost of running, grade-adjusted distance, km-effort."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

STEEPEST = 0.45
"""Minetti 2002 measured from −0.45 to +0.45; steeper is taken as that."""
_GRID_M = 10.0
_WINDOW = 5
"""Five points of 10 m: a moving mean over 50 m. Ascent is measured by another method (`domain.elevation`)."""

FLAT_COST = 3.6
"""J/kg/m of running on the flat by the same polynomial."""
CATEGORIES = ((25, "XXS"), (45, "XS"), (75, "S"), (115, "M"), (155, "L"), (210, "XL"))
"""ITRA 2018: km-effort below which a race is of a category."""


class TrackPoint(NamedTuple):
    """Metres along the way, and altitude in metres."""

    distance_m: float
    altitude_m: float


def cost_of_running(gradient: float) -> float:
    """Give J/kg/m at a gradient (Minetti 2002, running)."""
    i = _clamped(gradient)
    return 155.4 * i**5 - 30.4 * i**4 - 43.3 * i**3 + 46.3 * i**2 + 19.5 * i + 3.6


def flat_equivalent(track: Iterable[TrackPoint]) -> float:
    """Give the distance on the flat that costs as much as a track (Minetti over the smoothed 10 m grid)."""
    smooth = _smoothed(track)
    return sum(
        (there.distance_m - here.distance_m)
        * cost_of_running((there.altitude_m - here.altitude_m) / (there.distance_m - here.distance_m))
        / FLAT_COST
        for here, there in pairwise(smooth)
    )


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


def _clamped(gradient: float) -> float:
    return max(-STEEPEST, min(STEEPEST, gradient))


def _smoothed(track: Iterable[TrackPoint]) -> list[TrackPoint]:
    """Put the altitude on a 10 m grid and take a moving mean over 50 m; the last piece may be shorter."""
    grid = _on_grid(track)
    half = _WINDOW // 2
    sums = [0.0]
    for point in grid:
        sums.append(sums[-1] + point.altitude_m)
    smooth = []
    for place, point in enumerate(grid):
        first, last = max(0, place - half), min(len(grid), place + half + 1)
        smooth.append(TrackPoint(point.distance_m, (sums[last] - sums[first]) / (last - first)))
    return smooth


def _on_grid(track: Iterable[TrackPoint]) -> list[TrackPoint]:
    points = _forward(track)
    if len(points) < 2:
        return points
    grid, place = [], 0
    at, end = points[0].distance_m, points[-1].distance_m
    while at < end:
        while points[place + 1].distance_m < at:
            place += 1
        grid.append(_between(points[place], points[place + 1], at))
        at += _GRID_M
    return [*grid, points[-1]]


def _forward(track: Iterable[TrackPoint]) -> list[TrackPoint]:
    """Leave out points that get nowhere: their gradient would be infinite."""
    points: list[TrackPoint] = []
    for point in track:
        if not points or point.distance_m > points[-1].distance_m:
            points.append(point)
    return points


def _between(here: TrackPoint, there: TrackPoint, at: float) -> TrackPoint:
    share = (at - here.distance_m) / (there.distance_m - here.distance_m)
    return TrackPoint(at, here.altitude_m + share * (there.altitude_m - here.altitude_m))


def pace_s_per_km(distance_m: float, duration_s: float) -> float | None:
    """Give seconds a kilometre; None where nothing moved, or too little to call it a pace."""
    return duration_s / distance_m * 1000 if distance_m >= 1 and duration_s > 0 else None

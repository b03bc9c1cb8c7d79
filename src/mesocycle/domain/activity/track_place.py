"""Places and heights of a track: jumps that nobody makes are left out, what a device lost is joined."""

from array import array
from collections.abc import Sequence
from itertools import islice, pairwise
from math import asin, cos, inf, isnan, nan, radians, sin, sqrt
from operator import sub
from typing import NamedTuple

from mesocycle.domain.activity.chains import lasting
from mesocycle.domain.plan.workout import Movement

_EARTH_M = 6_371_008.8
_M_OF_DEGREE = _EARTH_M * radians(1)
_FASTEST_MS: dict[Movement, float] = {"run": 12.5, "walk": 12.5, "hike": 12.5, "swim": 6.0, "row": 12.0, "bike": 40.0}
"""Between two samples; what is not known may be a train."""
_ANY_MS = 100.0
_NEAR_M = 5.0
"""By so much the best receiver is wrong from one second to the next."""
_CAUGHT_UP_M = 60.0
"""A device adds at once what it did not count while its receiver saw nothing."""
_STEEPEST_MS: dict[Movement, float] = {"run": 3.0, "walk": 3.0, "hike": 3.0, "swim": 1.0, "row": 1.0, "bike": 10.0}
_ANY_STEEP_MS = 30.0
_HEIGHT_NOISE_M = 20.0
_NOUGHT_M = 3.0
_LOWEST_M, _HIGHEST_M = -450.0, 9_000.0


class Way(NamedTuple):
    """A column without what can't be, and how many values were left out of it."""

    column: "array[float]"
    left_out: int


def walked(
    at: Sequence[float], latitude: "array[float]", longitude: "array[float]", breaks: Sequence[int], movement: Movement
) -> Way:
    """Give metres along the positions; nobody goes from one side of a break, or of a jump, to the other."""
    fastest = _FASTEST_MS.get(movement, _ANY_MS)
    known = [place for place, here in enumerate(zip(latitude, longitude, strict=True)) if _is_place(*here)]
    wrong = len(latitude) - len(known) - sum(map(isnan, latitude))
    steps = [metres_between(latitude[a], longitude[a], latitude[b], longitude[b]) for a, b in pairwise(known)]

    def effort(a: int, b: int) -> float:
        metres = metres_between(latitude[a], longitude[a], latitude[b], longitude[b])
        return metres / (fastest * (at[b] - at[a]) + _NEAR_M)

    if not all(
        metres <= fastest * (at[b] - at[a]) + _NEAR_M for metres, (a, b) in zip(steps, pairwise(known), strict=True)
    ):
        chains = lasting(known, effort)
        kept = [place for chain in chains for place in chain]
        wrong += len(known) - len(kept)
        begins, known = {chain[0] for chain in chains[1:]}, kept
        steps = [
            0.0 if b in begins else metres_between(latitude[a], longitude[a], latitude[b], longitude[b])
            for a, b in pairwise(known)
        ]
    if breaks:
        for number, (a, b) in enumerate(pairwise(known)):
            if any(a < each <= b for each in breaks):
                steps[number] = 0.0
    return Way(_summed(len(latitude), known, steps), wrong)


def told_distance(at: Sequence[float], told: "array[float]", movement: Movement) -> Way:
    """Give the distance that a device counted, without spikes and what it added at a jump or a new beginning."""
    fastest = _FASTEST_MS.get(movement, _ANY_MS)
    known = list(range(len(told))) if not any(map(isnan, told)) else [p for p, metres in enumerate(told) if metres >= 0]
    values = told if len(known) == len(told) else [told[each] for each in known]
    steps = list(map(sub, islice(values, 1, None), values))
    if not steps or (min(steps) >= 0 and max(steps) <= _CAUGHT_UP_M):
        return Way(told, 0)
    stood: dict[int, float] = {}
    moved = at[known[0]]
    for number, step in enumerate(steps, 1):
        stood[known[number]] = moved
        if step:
            moved = at[known[number]]
    before = dict(pairwise(known))

    def effort(a: int, b: int) -> float:
        metres = told[b] - told[a]
        since = stood[b] if before.get(a) == b else at[a]
        return metres / (fastest * (at[b] - since) + _CAUGHT_UP_M) if metres >= -1 else inf

    if all(effort(a, b) <= 1 for a, b in pairwise(known)):
        return Way(told, 0)
    return _joined(told, lasting(known, effort), len(known))


def heights(at: Sequence[float], told: "array[float]", movement: Movement) -> Way:
    """Give heights without those that nobody can have been at, joined where a barometer was set anew."""
    steepest = _STEEPEST_MS.get(movement, _ANY_STEEP_MS)
    known = [place for place, height in enumerate(told) if _LOWEST_M <= height <= _HIGHEST_M]
    wrong = len(told) - len(known) - sum(map(isnan, told))
    values = told if len(known) == len(told) else array("d", [told[each] for each in known])
    steps = list(map(sub, islice(values, 1, None), values))
    if not wrong and (not steps or (max(steps) <= _NOUGHT_M and min(steps) >= -_NOUGHT_M)):
        return Way(told, 0)

    def effort(a: int, b: int) -> float:
        room = _HEIGHT_NOISE_M if told[a] and told[b] else _NOUGHT_M
        return abs(told[b] - told[a]) / (steepest * (at[b] - at[a]) + room)

    if not wrong and all(effort(a, b) <= 1 for a, b in pairwise(known)):
        return Way(told, 0)
    found = _joined(told, lasting(known, effort), len(known))
    return Way(found.column, found.left_out + wrong)


def metres_between(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Give the distance over the sphere (haversine) between two positions in degrees."""
    if abs(to_latitude - latitude) + abs(to_longitude - longitude) < 0.1:  # so near, the earth is flat
        across = (to_longitude - longitude) * cos(radians((latitude + to_latitude) / 2))
        return _M_OF_DEGREE * sqrt((to_latitude - latitude) ** 2 + across * across)
    north, south = radians(latitude), radians(to_latitude)
    across = sin((south - north) / 2) ** 2
    across += cos(north) * cos(south) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * _EARTH_M * asin(min(1.0, sqrt(across)))


def _is_place(latitude: float, longitude: float) -> bool:
    """Leave out what is on no globe, and the place of all receivers that do not know theirs."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180 and (latitude != 0 or longitude != 0)


def _summed(count: int, known: Sequence[int], steps: Sequence[float]) -> "array[float]":
    """Lay steps between known places on all of them; before the first and where none is known is NaN."""
    metres = array("d", [nan]) * count
    total = 0.0
    for place, step in zip(known, [0.0, *steps], strict=False):
        total += step
        metres[place] = total
    return metres


def _joined(told: "array[float]", chains: list[list[int]], count: int) -> Way:
    """Put chains together so that none leaps to the next."""
    column = array("d", [nan]) * len(told)
    shift, last = 0.0, nan
    for chain in chains:
        if not isnan(last):
            shift = last - told[chain[0]]
        for place in chain:
            column[place] = told[place] + shift
        last = column[chain[-1]]
    return Way(column, count - sum(map(len, chains)))

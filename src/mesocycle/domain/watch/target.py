"""Targets as bands that a watch can hold: metres a second, beats, watts, steps a minute; or the number of a zone."""

from typing import Literal, NamedTuple

from mesocycle.domain.plan.words import words
from mesocycle.domain.plan.workout import Target
from mesocycle.domain.quantity import KM_PER_MILE

Metric = Literal["speed", "heart-rate", "power", "cadence"]
ROOM = 0.02
"""How far a single value is opened to both sides: a band without width would never fall silent."""
_SPEEDS = {"m/s": 1.0, "km/h": 1 / 3.6, "mph": KM_PER_MILE / 3.6}
_FASTEST_S = 1.0
"""Seconds for a kilometre or a mile: less is no pace, and dividing by it gives no number."""
_OPEN: dict[Metric, tuple[float, float]] = {
    "speed": (0.1, 10.0),
    "heart-rate": (30.0, 240.0),
    "power": (1.0, 2000.0),
    "cadence": (1.0, 250.0),
}
"""What stands for a side that is not limited."""


class TargetBand(NamedTuple):
    """From the slow or easy end to the hard one; with `zone` the watch's own zone counts and the ends are 0."""

    metric: Metric
    low: float
    high: float
    zone: int | None = None


class Unsaid(NamedTuple):
    """Why a target is no band, in words."""

    why: str


def band(target: Target) -> TargetBand | Unsaid:
    """Turn a target into a band; a zone nobody could resolve stays the watch's own, a percentage can't be said."""
    metric: Metric
    match target.metric:
        case "pace" | "speed":
            metric = "speed"
        case "heart-rate" | "power" | "cadence":
            metric = target.metric
        case _:
            return Unsaid(f"the target {words(target)}")
    if target.basis == "zone":
        return _zone(target, metric)
    if target.basis == "percent":
        return Unsaid(f"the target {words(target)}, because its reference value is not known")
    if target.metric == "pace":
        return _pace(target)
    factor = _SPEEDS.get(target.unit, 1.0) if metric == "speed" else 1.0
    return _opened(metric, *(None if each is None else each * factor for each in (target.low, target.high)))


def _pace(target: Target) -> TargetBand | Unsaid:
    length = {"s/km": 1000.0, "s/mile": 1000.0 * KM_PER_MILE}.get(target.unit)
    if length is None or any(each is not None and each < _FASTEST_S for each in (target.low, target.high)):
        return Unsaid(f"the target {words(target)}")
    fast, slow = (None if each is None else length / each for each in (target.low, target.high))
    return _opened("speed", slow, fast)


def _zone(target: Target, metric: Metric) -> TargetBand | Unsaid:
    number = target.high if target.low is None else target.low
    if number is None or number != int(number) or target.low not in {None, target.high} or not 1 <= number <= 10:
        return Unsaid(f"the target {words(target)}")
    return TargetBand(metric, 0.0, 0.0, int(number))


def _opened(metric: Metric, low: float | None, high: float | None) -> TargetBand:
    least, most = _OPEN[metric]
    if low is not None and low == high:
        return TargetBand(metric, low * (1 - ROOM), low * (1 + ROOM))
    return TargetBand(metric, least if low is None else low, most if high is None else high)

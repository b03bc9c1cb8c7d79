"""What a race time says about others: Riegel, Daniels and Gilbert's VDOT with training paces, critical speed."""

from collections.abc import Callable, Mapping, Sequence
from math import exp, fsum, isfinite, sqrt
from types import MappingProxyType
from typing import NamedTuple

RACES_M: Mapping[str, float] = MappingProxyType(
    {"1500 m": 1500.0, "5 km": 5000.0, "10 km": 10000.0, "half marathon": 21097.5, "marathon": 42195.0}
)
CRITICAL_EFFORT_S = (120.0, 1200.0)
"""How long an effort lasts that says something about critical speed: 2 to 20 minutes."""


def riegel(distance_m: float, time_s: float, to_m: float, exponent: float = 1.06) -> float:
    """Predict a time in seconds (Riegel 1981): T (D2/D1)^1.06."""
    return time_s * float((to_m / distance_m) ** exponent)


def oxygen_cost(speed_m_min: float) -> float:
    """Give ml/kg/min of running at a speed on the flat (Daniels and Gilbert 1979)."""
    return -4.60 + 0.182258 * speed_m_min + 0.000104 * speed_m_min**2


def sustained_fraction(time_min: float) -> float:
    """Give the share of VO2max that can be held for a time (Daniels and Gilbert 1979)."""
    return 0.8 + 0.1894393 * exp(-0.012778 * time_min) + 0.2989558 * exp(-0.1932605 * time_min)


def vdot(distance_m: float, time_s: float) -> float | None:
    """Give Daniels and Gilbert's VDOT of a race; None where nobody could have run it so."""
    if distance_m <= 0 or time_s <= 0:
        return None
    value = _vdot(distance_m, time_s)
    return value if isfinite(value) and 0 < value <= 100 else None


def race_time(vdot_value: float, distance_m: float) -> float:
    """Give seconds for a distance at a VDOT: the time whose own VDOT it is."""
    return _solved(lambda time_s: -_vdot(distance_m, time_s), -vdot_value, distance_m / 12, distance_m * 2.0)


def _vdot(distance_m: float, time_s: float) -> float:
    minutes = time_s / 60
    return oxygen_cost(distance_m / minutes) / sustained_fraction(minutes)


class Range(NamedTuple):
    """Paces in seconds a kilometre; the fast end is the low number."""

    fast: float
    slow: float


_SHARES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"easy": (0.74, 0.59), "threshold": (0.88, 0.83), "interval": (1.0, 0.95), "repetition": (1.10, 1.05)}
)
"""Shares of VDOT that Daniels' Running Formula gives each kind of training."""


def training_paces(vdot_value: float) -> dict[str, Range]:
    """Give Daniels' training paces; the marathon's is its race pace."""
    paces = {name: Range(*(pace_at(vdot_value * share) for share in shares)) for name, shares in _SHARES.items()}
    marathon = race_time(vdot_value, RACES_M["marathon"]) / RACES_M["marathon"] * 1000
    return {"easy": paces.pop("easy"), "marathon": Range(marathon, marathon), **paces}


def pace_at(oxygen: float) -> float:
    """Give seconds a kilometre at an oxygen cost in ml/kg/min: the positive root of `oxygen_cost`."""
    root = sqrt(0.182258**2 + 4 * 0.000104 * (4.60 + oxygen))
    return 60_000 / ((root - 0.182258) / (2 * 0.000104))


class CriticalSpeed(NamedTuple):
    """Distance = speed × time + reserve: metres a second, metres."""

    speed_m_s: float
    reserve_m: float


def critical_speed(efforts: Sequence[tuple[float, float]]) -> CriticalSpeed | None:
    """Fit d = CS t + D′ to (metres, seconds) of 2 to 20 minutes; None where two such do not tell it."""
    first, last = CRITICAL_EFFORT_S
    fitting = sorted({(float(time), float(distance)) for distance, time in efforts if first <= time <= last})
    if len({time for time, _ in fitting}) < 2:
        return None
    mean_t = fsum(time for time, _ in fitting) / len(fitting)
    mean_d = fsum(distance for _, distance in fitting) / len(fitting)
    spread = fsum((time - mean_t) ** 2 for time, _ in fitting)
    speed = fsum((time - mean_t) * (distance - mean_d) for time, distance in fitting) / spread
    reserve = mean_d - speed * mean_t
    return CriticalSpeed(speed, reserve) if speed > 0 and reserve >= 0 else None


def _solved(rising: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Find where a rising function has a value, by halving; 60 halvings are finer than a float's own grain."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2

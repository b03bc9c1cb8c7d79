"""Load formulas: session-RPE, TRIMP, monotony, strain, acute and chronic load.

They describe what was done. None of them predicts an injury, and the ratio of acute to chronic load is
contested as a predictor: it says how this week compares with the month, no more.
"""

from collections.abc import Mapping, Sequence
from math import exp, fsum, inf, isfinite, sqrt
from types import MappingProxyType

ACUTE_DAYS = 7
CHRONIC_DAYS = 28

DEFINITIONS: Mapping[str, str] = MappingProxyType(
    {
        "load": "session-RPE (Foster 2001): RPE of the whole session (0-10) times its minutes; arbitrary units (AU)",
        "trimp": "TRIMP (Banister 1991): minutes x heart-rate reserve x 0.64 e^(1.92 x); these are the constants for"
        " men, used for everybody, as nobody is asked for their sex: compare it with your own weeks only",
        "monotony": "mean daily load of the week over its sample standard deviation, rest days as 0; undefined if all"
        " days are equal",
        "strain": "the week's load times its monotony (Foster 1998)",
        "acute": "mean daily load of the last 7 days, this day included",
        "chronic": "mean daily load of the last 28 days, this day included (coupled)",
        "ratio": "acute over chronic load, coupled; a description of how this week compares with the month,"
        " not a prediction of injury",
    }
)
"""What each figure of a load report is."""


def session_rpe(rpe: float, minutes: float) -> float:
    """Give Foster's session-RPE in arbitrary units: CR10 times minutes."""
    return rpe * minutes


def trimp(minutes: float, reserve: float, *, women: bool = False) -> float:
    """Give Banister's TRIMP; `reserve` is the share of heart-rate reserve, 0 to 1.

    Reports use the constants for men for everybody and say so: no document holds a sex.
    """
    x = max(0.0, min(1.0, reserve))
    return minutes * x * (0.86 * exp(1.67 * x) if women else 0.64 * exp(1.92 * x))


def reserve_share(beats: float, resting: float, highest: float) -> float | None:
    """Give the share of heart-rate reserve; None where the reserve is none."""
    return (beats - resting) / (highest - resting) if highest > resting else None


def monotony(daily: Sequence[float], *, sample: bool = True) -> float | None:
    """Give Foster's monotony of a week's daily loads, rest days as 0; None (undefined) where all days are equal.

    The sources do not agree on the standard deviation: the sample's unless the population's is asked for.
    """
    if len(daily) < 2 or min(daily) == max(daily):
        return None
    average = fsum(daily) / len(daily)
    # not by `statistics`, whose exact fractions take as long as all the rest of a report of ten years
    squares = fsum((each - average) * (each - average) for each in daily)
    deviation = sqrt(squares / (len(daily) - 1 if sample else len(daily)))
    return _ratio(average, deviation)


def strain(daily: Sequence[float], *, sample: bool = True) -> float | None:
    """Give Foster's strain: the week's load times its monotony; None where that is undefined."""
    same = monotony(daily, sample=sample)
    return None if same is None else fsum(daily) * same


def acute(daily: Sequence[float]) -> float:
    """Give the mean daily load of the last seven days; days before the first count as 0."""
    return fsum(daily[-ACUTE_DAYS:]) / ACUTE_DAYS


def chronic(daily: Sequence[float], *, coupled: bool = True) -> float:
    """Give the mean daily load of the last 28 days; uncoupled, of the 21 before the last seven."""
    if coupled:
        return fsum(daily[-CHRONIC_DAYS:]) / CHRONIC_DAYS
    return fsum(daily[-CHRONIC_DAYS:-ACUTE_DAYS]) / (CHRONIC_DAYS - ACUTE_DAYS)


def acute_to_chronic(daily: Sequence[float], *, coupled: bool = True) -> float | None:
    """Give the ratio by rolling means; None where nothing was done in the chronic days."""
    base = chronic(daily, coupled=coupled)
    return _ratio(acute(daily), base)


def weighted_average(daily: Sequence[float], days: int) -> float | None:
    """Give the exponentially weighted mean, λ = 2/(N+1), seeded with the first value; None for no days."""
    if not daily:
        return None
    weight, value = 2 / (days + 1), float(daily[0])
    for load in daily[1:]:
        value += weight * (load - value)
    return value


def acute_to_chronic_weighted(daily: Sequence[float]) -> float | None:
    """Give the ratio by exponentially weighted means (Williams 2017); None where nothing was done."""
    fast, slow = weighted_average(daily, ACUTE_DAYS), weighted_average(daily, CHRONIC_DAYS)
    return None if fast is None or slow is None else _ratio(fast, slow)


def _ratio(over: float, under: float) -> float | None:
    """Divide; None by nothing, and by so little that no number says how often it goes in."""
    ratio = over / under if under > 0 else inf
    return ratio if isfinite(ratio) else None

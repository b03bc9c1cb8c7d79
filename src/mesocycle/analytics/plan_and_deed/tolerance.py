"""The one tolerance rule: whether what was done is what was planned, whatever was measured.

A measure is met within five per cent of the planned value or range, or within the smallest step that people
and devices tell apart (half a point of effort, ten metres), whichever is more. Repetitions have no such step.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from mesocycle.domain.document import Document

TOLERANCE = 0.05
"""The share by which a planned value may be missed."""


class Measure(StrEnum):
    """What of a set or a step can be planned and measured; amounts first, in the order in which they decide."""

    REPETITIONS = "repetitions"
    DURATION = "duration"
    DISTANCE = "distance"
    ASCENT = "ascent"
    DESCENT = "descent"
    CALORIES = "calories"
    HOLD = "hold"
    LOAD = "load"
    PACE = "pace"
    SPEED = "speed"
    POWER = "power"
    VERTICAL_SPEED = "vertical-speed"
    GRADE = "grade"
    CADENCE = "cadence"
    HEART_RATE = "heart-rate"
    EFFORT = "effort"


AMOUNTS = frozenset(
    {
        Measure.REPETITIONS,
        Measure.DURATION,
        Measure.DISTANCE,
        Measure.ASCENT,
        Measure.DESCENT,
        Measure.CALORIES,
    }
)
"""How much was done; the other measures say how hard."""
INTENSITIES = (Measure.LOAD, Measure.PACE, Measure.SPEED, Measure.POWER)
"""What was asked of the athlete; heart rate and effort are the athlete's answer to it."""

_ORDER = {measure: place for place, measure in enumerate(Measure)}
_STEPS: Mapping[Measure, float] = {
    Measure.REPETITIONS: 0,
    Measure.DURATION: 2,
    Measure.DISTANCE: 10,
    Measure.ASCENT: 10,
    Measure.DESCENT: 10,
    Measure.CALORIES: 1,
    Measure.HOLD: 1,
    Measure.LOAD: 0.5,
    Measure.PACE: 3,
    Measure.SPEED: 0.1,
    Measure.POWER: 5,
    Measure.VERTICAL_SPEED: 20,
    Measure.GRADE: 0.5,
    Measure.CADENCE: 2,
    Measure.HEART_RATE: 2,
    Measure.EFFORT: 0.5,
}
UNITS: Mapping[Measure, str] = {
    Measure.REPETITIONS: "repetitions",
    Measure.DURATION: "s",
    Measure.DISTANCE: "m",
    Measure.ASCENT: "m",
    Measure.DESCENT: "m",
    Measure.CALORIES: "kcal",
    Measure.HOLD: "s",
    Measure.LOAD: "kg",
    Measure.PACE: "s/km",
    Measure.SPEED: "km/h",
    Measure.POWER: "W",
    Measure.VERTICAL_SPEED: "m/h",
    Measure.GRADE: "percent",
    Measure.CADENCE: "per minute",
    Measure.HEART_RATE: "bpm",
    Measure.EFFORT: "RPE",
}
"""The unit that a measure is compared in, whatever it was typed in."""
_ROUNDING = 1e-9
"""Pounds come back as kilograms with a last digit of their own."""


class Verdict(StrEnum):
    """What became of a planned line, or that a line was not planned.

    Under and over are about a line that was done; partial is one of which only a part was done.
    """

    MET = "met"
    UNDER = "under"
    OVER = "over"
    PARTIAL = "partial"
    OMITTED = "omitted"
    ADDED = "added"
    SUBSTITUTED = "substituted"


class Aim(NamedTuple):
    """A planned value (`low` = `high`) or range; None is no limit. In the unit of the measure."""

    measure: Measure
    low: float | None
    high: float | None


class Deviation(Document, frozen=True, kw_only=True):
    """How far what was done is from what was planned: from the nearer end, 0 inside a range.

    Of a pace the low number is the fast end, so a slower pace has a positive difference and is under.
    """

    measure: Measure
    unit: str
    low: float | None = None
    high: float | None = None
    done: float
    difference: float
    percent: float | None = None
    """Of the nearer end; absent where that is 0."""
    verdict: Verdict


def deviations(aims: Iterable[Aim], done: Mapping[Measure, float]) -> tuple[Deviation, ...]:
    """Compare what was planned with what was done; what was not measured deviates from nothing."""
    found = [deviation(aim, done[aim.measure]) for aim in aims if aim.measure in done]
    return tuple(sorted(found, key=lambda one: _ORDER[one.measure]))


def deviation(aim: Aim, done: float) -> Deviation:
    """Compare one measure by the one rule."""
    end = _nearer_end(aim, done)
    difference = 0.0 if end is None else done - end
    return Deviation(
        measure=aim.measure,
        unit=UNITS[aim.measure],
        low=_short(aim.low),
        high=_short(aim.high),
        done=_rounded(done),
        difference=_rounded(difference),
        percent=0.0 if end is None else _percent(difference, end),
        verdict=_verdict(aim.measure, difference, end),
    )


def verdict_of(found: Iterable[Deviation]) -> Verdict:
    """Give the verdict of the first measure that is not met: amounts first, then intensity, then effort."""
    return next((one.verdict for one in found if one.verdict is not Verdict.MET), Verdict.MET)


def share_done(aim: Aim, done: float) -> float:
    """Give what was done as a share of the nearer planned end, 1 inside the range; of a pace, the speed's share."""
    end = _nearer_end(aim, done)
    if end is None or end < _ROUNDING or done < 0:
        return 1.0
    if aim.measure is Measure.PACE:
        return end / done if done > _ROUNDING else 1.0
    return done / end


def _nearer_end(aim: Aim, done: float) -> float | None:
    """Give the end that was missed, None inside the range."""
    if aim.low is not None and done < aim.low:
        return aim.low
    if aim.high is not None and done > aim.high:
        return aim.high
    return None


def _verdict(measure: Measure, difference: float, end: float | None) -> Verdict:
    if end is None or abs(difference) <= max(TOLERANCE * abs(end), _STEPS[measure]) + _ROUNDING:
        return Verdict.MET
    less = difference > 0 if measure is Measure.PACE else difference < 0
    return Verdict.UNDER if less else Verdict.OVER


def _percent(difference: float, end: float) -> float | None:
    return None if abs(end) < _ROUNDING else _rounded(difference / abs(end) * 100)


def _rounded(number: float) -> float:
    return round(float(number), 3) + 0.0  # adding 0 makes a plain 0 of -0.0


def _short(number: float | None) -> float | None:
    return None if number is None else _rounded(number)

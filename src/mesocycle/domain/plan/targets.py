"""What zones and percentages of a plan may refer to: the kinds of reference value, by metric."""

from enum import StrEnum
from typing import NamedTuple

from mesocycle.domain.document import Number


class ReferenceKind(StrEnum):
    """The kinds of value a plan may refer to."""

    ONE_REP_MAX = "oneRepMax"
    TRAINING_MAX = "trainingMax"
    BODYWEIGHT = "bodyweight"
    MAX_HEART_RATE = "maxHeartRate"
    RESTING_HEART_RATE = "restingHeartRate"
    THRESHOLD_HEART_RATE = "thresholdHeartRate"
    THRESHOLD_PACE = "thresholdPace"
    RACE_PACE = "racePace"
    THRESHOLD_POWER = "thresholdPower"
    HEART_RATE_ZONES = "heartRateZones"
    PACE_ZONES = "paceZones"


class Percent(NamedTuple):
    """A load in percent; `of` is the kind of reference value, None where it is of another set's load."""

    low: Number
    high: Number | None
    of: ReferenceKind | None


HEART_RATE_RESERVE = "heartRateReserve"
"""Karvonen: resting + p × (max − resting); takes two reference values."""
ZONES_OF = {
    "heart-rate": ReferenceKind.HEART_RATE_ZONES,
    "pace": ReferenceKind.PACE_ZONES,
    "speed": ReferenceKind.PACE_ZONES,
}
RUNS = (ReferenceKind.THRESHOLD_PACE, ReferenceKind.RACE_PACE)
_BEATS = (ReferenceKind.MAX_HEART_RATE, ReferenceKind.THRESHOLD_HEART_RATE, ReferenceKind.RESTING_HEART_RATE)
PERCENT_OF: dict[str, tuple[str, ...]] = {
    "heart-rate": (HEART_RATE_RESERVE, *_BEATS),
    "power": (ReferenceKind.THRESHOLD_POWER,),
    "pace": RUNS,
    "speed": RUNS,
}


def measured_by(metric: str, basis: str) -> tuple[str, ...]:
    """Name what a zone or a percentage of a metric may be `of`; nothing where the metric has no such value."""
    if basis == "percent":
        return PERCENT_OF.get(metric, ())
    return (ZONES_OF[metric],) if basis == "zone" and metric in ZONES_OF else ()

"""What percentages and zones are measured against: an athlete's reference values."""

from enum import StrEnum
from typing import Literal

from msgspec import field

from mesocycle.domain.document import Date, Document, Id, Number


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


class ReferenceValue(Document, frozen=True, kw_only=True):
    """Append-only; in force = latest `validFrom` not after the day, of equals the last added.

    Exactly one of `value` and `bounds` (zones: ascending upper limits).
    """

    id: Id = field(name="_id")
    user_id: Id
    kind: ReferenceKind
    exercise_id: Id | None = None
    exercise_variant_id: Id | None = None
    distance: Number | None = None
    """Metres, of a race pace."""
    value: Number | None = None
    bounds: tuple[Number, ...] | None = None
    unit: str
    valid_from: Date
    source: Literal["tested", "estimated", "entered"]
    notes: str | None = None


class NewReferenceValue(Document, frozen=True, kw_only=True):
    """What is told of a value that is to be added; it holds from today unless it says from when."""

    id: Id | None = field(name="_id", default=None)
    kind: ReferenceKind
    exercise_id: Id | None = None
    exercise_variant_id: Id | None = None
    distance: Number | None = None
    value: Number | None = None
    bounds: tuple[Number, ...] | None = None
    unit: str
    valid_from: Date | None = None
    source: Literal["tested", "estimated", "entered"] = "entered"
    notes: str | None = None

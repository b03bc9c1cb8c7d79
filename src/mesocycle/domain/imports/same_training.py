"""One training told by several sources: a watch's own file, Garmin Connect's list and Strava's each know it."""

from typing import NamedTuple

from mesocycle.domain.document import Instant
from mesocycle.domain.instant import moment

BEGUN_WITHIN_S = 60
"""Strava and Garmin Connect keep the second that the watch wrote; a phone beside it starts a little later."""
DISTANCE_WITHIN = 0.05
DURATION_WITHIN = 0.1
"""Where no distance is known: one source tells the time in motion, another that of the clock."""


class Recording(NamedTuple):
    """When something was begun and how much it was, in seconds and metres; None where that is not known."""

    begun: Instant
    duration_s: float | None
    distance_m: float | None


def is_same_training(one: Recording, other: Recording) -> bool:
    """Tell whether two sources tell of one training: begun within a minute, and as far, or else as long.

    A recording that was stopped by mistake and begun again at once is not as far; what is told without any amount is
    the same by its beginning alone, for nobody trains twice at a time.
    """
    if abs((moment(one.begun) - moment(other.begun)).total_seconds()) > BEGUN_WITHIN_S:
        return False
    if one.distance_m and other.distance_m:
        return _is_near(one.distance_m, other.distance_m, DISTANCE_WITHIN)
    if one.duration_s and other.duration_s:
        return _is_near(one.duration_s, other.duration_s, DURATION_WITHIN, 60)
    return True


def _is_near(one: float, other: float, within: float, least: float = 0.0) -> bool:
    return abs(one - other) <= max(within * max(one, other), least)

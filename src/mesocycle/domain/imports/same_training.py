"""One training told several times: by a watch's file in two formats, by a phone beside it, by two lists of it."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from mesocycle.domain.document import Instant
from mesocycle.domain.instant import moment

BEGUN_WITHIN_S = 60
"""Strava and Garmin Connect keep the second that the watch wrote; a phone beside it starts a little later."""
_SAME_SECOND_S = 5
_CIVIL_WITHIN_S = 120
"""Civil times are told by the minute."""
DISTANCE_WITHIN = 0.05
_FROM_ONE_SECOND = 0.15
"""Nobody begins twice in a second: then two devices, or two ways to measure, are this far apart."""
DURATION_WITHIN = 0.1
"""Where no distance is known: one source tells the time in motion, another that of the clock."""
_OVERLAP = 0.5


class Likeness(StrEnum):
    """Whether two recordings are of one training; of what overlaps and is not alike nobody knows but who trained."""

    SAME = "same"
    UNSURE = "unsure"
    OTHER = "other"


class Recording(NamedTuple):
    """When something was begun and how much it was, in seconds and metres; None where that is not known."""

    begun: Instant
    duration_s: float | None
    distance_m: float | None
    civil: str | None = None
    """What the clock showed where it was done: `2026-11-21T06:00`."""


def likeness(one: Recording, other: Recording) -> Likeness:
    """Say whether two sources tell of one training: begun within a minute, and as far, or else as long.

    In whichever zone each was read: where the clocks showed the same, and it was as far, it is the same. What is told
    without any amount is the same by its beginning alone; what overlaps otherwise is not sure, for nobody trains twice
    at a time.
    """
    apart = abs((moment(one.begun) - moment(other.begun)).total_seconds())
    if apart <= BEGUN_WITHIN_S:
        if _is_as_much(one, other, _FROM_ONE_SECOND if apart <= _SAME_SECOND_S else DISTANCE_WITHIN):
            return Likeness.SAME
    elif _shows_the_same(one, other) and _has_amounts(one, other) and _is_as_much(one, other, DISTANCE_WITHIN):
        return Likeness.SAME
    return Likeness.UNSURE if _overlap(one, other) else Likeness.OTHER


def _is_as_much(one: Recording, other: Recording, within: float) -> bool:
    if one.distance_m and other.distance_m:
        return _is_near(one.distance_m, other.distance_m, within)
    if one.duration_s and other.duration_s:
        return _is_near(one.duration_s, other.duration_s, DURATION_WITHIN, 60)
    return True


def _has_amounts(one: Recording, other: Recording) -> bool:
    return bool((one.distance_m and other.distance_m) or (one.duration_s and other.duration_s))


def _shows_the_same(one: Recording, other: Recording) -> bool:
    if one.civil is None or other.civil is None:
        return False
    apart = datetime.fromisoformat(one.civil) - datetime.fromisoformat(other.civil)
    return abs(apart.total_seconds()) <= _CIVIL_WITHIN_S


def _overlap(one: Recording, other: Recording) -> bool:
    """Tell whether half of the shorter lies within the other."""
    if not one.duration_s or not other.duration_s:
        return False
    begins = [moment(each.begun).timestamp() for each in (one, other)]
    ends = [begin + seconds for begin, seconds in zip(begins, (one.duration_s, other.duration_s), strict=True)]
    return min(ends) - max(begins) > _OVERLAP * min(one.duration_s, other.duration_s)


def _is_near(one: float, other: float, within: float, least: float = 0.0) -> bool:
    return abs(one - other) <= max(within * max(one, other), least)

"""Laps divide a recording: what they leave out is a part of its own, and what they tell twice counts once."""

from collections.abc import Sequence

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity, RecordedLap
from mesocycle.domain.activity.track import tidy
from mesocycle.domain.document import Number
from mesocycle.domain.instant import moment
from mesocycle.domain.log.performance import Performance

_OVERLAP_S = 3.0
"""Watches round the ends of laps."""
_SHARE = 0.01
_LEAST_M = 20.0
_LEAST_S = 60.0


def dividing_laps(activity: Activity) -> tuple[RecordedLap, ...]:
    """Give the laps whose sum is the whole, the rest after them as one more; none where they do not divide it."""
    laps = _one_after_the_other([each for each in activity.laps if _is_something(each.performance)])
    whole = activity.performance
    if len(laps) < 2:
        return ()
    metres, seconds = _left(whole.distance, laps, "distance"), _left(whole.duration, laps, "duration")
    if metres is not None and metres < -max(_LEAST_M, _SHARE * (whole.distance or 0)):
        return ()
    if whole.distance and metres is not None:
        left = metres > max(_LEAST_M, _SHARE * whole.distance)
    else:
        left = seconds is not None and seconds > max(_LEAST_S, _SHARE * (whole.duration or 0))
    return (*laps, RecordedLap(performance=_rest(whole, laps))) if left else tuple(laps)


def _one_after_the_other(laps: Sequence[RecordedLap]) -> list[RecordedLap]:
    """Leave out laps that begin inside another: a watch that counts kilometres and its button tells both."""
    found: list[RecordedLap] = []
    end: float | None = None
    for lap in laps:
        begun = None if lap.started_at is None else moment(lap.started_at).timestamp()
        if begun is not None:
            if end is not None and begun < end - _OVERLAP_S:
                continue
            end = begun + (lap.performance.duration or 0)
        found.append(lap)
    return found


def _is_something(done: Performance) -> bool:
    return bool(done.duration or done.distance)


def _left(whole: Number | None, laps: Sequence[RecordedLap], name: str) -> float | None:
    if whole is None:
        return None
    return float(whole) - sum(float(getattr(each.performance, name) or 0) for each in laps)


def _rest(whole: Performance, laps: Sequence[RecordedLap]) -> Performance:
    """Give what is in the whole and in no lap; what laps do not all tell is not known of the rest."""

    def left(name: str) -> Number | None:
        if any(getattr(each.performance, name) is None for each in laps):
            return None
        rest = _left(getattr(whole, name), laps, name)
        return tidy(rest) if rest is not None and rest > 0 else None

    names = ("duration", "distance", "grade_adjusted_distance", "moving_duration", "elevation_gain", "elevation_loss")
    amounts = {name: left(name) for name in (*names, "calories")}
    moving, seconds = amounts["moving_duration"], amounts["duration"]
    if moving is not None and seconds is not None and moving > seconds:
        amounts["moving_duration"] = seconds
    return replace(Performance(), **amounts)

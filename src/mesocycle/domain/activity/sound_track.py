"""The one way from recorded samples to a track that may be summed, whatever file they came in.

What time, place, height and heart can't be is left out and counted; nothing is believed that the rest contradicts.
"""

from array import array
from math import isnan, nan

from mesocycle.domain.activity.raw_track import RawTrack
from mesocycle.domain.activity.track import SamplesLeftOut, Track
from mesocycle.domain.activity.track_place import Way, heights, metres_between, told_distance, walked
from mesocycle.domain.activity.track_time import timed
from mesocycle.domain.plan.workout import Movement

_LEADS_ON_M = 500.0
_BESIDE = 6
_LEAST_BEATS, _MOST_BEATS = 20.0, 250.0


def in_time(raw: RawTrack) -> tuple[RawTrack, SamplesLeftOut]:
    """Put samples in the order in which they were taken; those whose time can't be are left out."""
    found = timed(raw.at, lambda here, there: _goes_on(raw, here, there)) if len(raw) else None
    if found is None:
        return raw, SamplesLeftOut()
    return raw.ordered(found.places, found.at), SamplesLeftOut(times=found.left_out, clock_set=found.moved)


def sound(raw: RawTrack, movement: Movement = "other") -> Track:
    """Make the track of a recording."""
    ordered, left_out = in_time(raw)
    at = ordered.at
    if all(map(isnan, ordered.distance)):
        way = walked(at, ordered.latitude, ordered.longitude, ordered.breaks, movement)
        left_out = left_out._replace(places=way.left_out)
    else:
        way = told_distance(at, ordered.distance, movement)
        left_out = left_out._replace(distances=way.left_out, leapt_m=_leapt(ordered.distance, way))
    way = way._replace(column=_to_the_ends(at, way)) if way.left_out else way
    height = heights(at, ordered.altitude, movement)
    beats = _beats(ordered.heart_rate)
    return Track(
        at=at,
        distance=way.column,
        altitude=height.column,
        heart_rate=beats.column,
        power=ordered.power,
        cadence=ordered.cadence,
        movement=movement,
        left_out=left_out._replace(heights=height.left_out, beats=beats.left_out),
    )


def _goes_on(raw: RawTrack, here: int, there: int) -> bool:
    """Tell whether the way of one sample leads to another: then what lies between their times is the clock's fault."""
    if any(here < each <= there for each in raw.breaks):
        return False
    metres = raw.distance[there] - raw.distance[here]
    if isnan(metres):
        metres = metres_between(raw.latitude[here], raw.longitude[here], raw.latitude[there], raw.longitude[there])
    return isnan(metres) or 0 <= metres <= _LEADS_ON_M


def _to_the_ends(at: "array[float]", way: Way) -> "array[float]":
    """Lead the way on to the first and the last sample at the speed beside them, where few there were left out."""
    known = [place for place, metres in enumerate(way.column) if not isnan(metres)]
    most = min(way.left_out, len(at) // 20)
    column = array("d", way.column)
    for end, near, far in (
        (0, known[:1], known[_BESIDE : _BESIDE + 1]),
        (len(at) - 1, known[-1:], known[-_BESIDE:][:1]),
    ):
        if near and far and 0 < abs(near[0] - end) <= most and at[far[0]] != at[near[0]]:
            speed = (column[far[0]] - column[near[0]]) / (at[far[0]] - at[near[0]])
            column[end] = column[near[0]] + speed * (at[end] - at[near[0]])
    return column


def _beats(told: "array[float]") -> Way:
    """Leave out hearts that stand still, or flutter."""
    if all(_LEAST_BEATS <= each <= _MOST_BEATS for each in told if not isnan(each)):
        return Way(told, 0)
    column = array("d", [each if _LEAST_BEATS <= each <= _MOST_BEATS else nan for each in told])
    return Way(column, sum(map(isnan, column)) - sum(map(isnan, told)))


def _leapt(told: "array[float]", way: Way) -> float:
    """Say how many metres a device counted that nobody went."""
    if way.column is told:
        return 0.0
    before = [each for each in told if not isnan(each)]
    after = [each for each in way.column if not isnan(each)]
    return max(before[-1] - before[0] - (after[-1] - after[0]), 0.0) if after else 0.0

"""The laps of a TCX activity, and the whole that they divide: the format has no totals of its own."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf, isnan
from types import MappingProxyType

from msgspec.structs import replace

from mesocycle.domain.activity.activity import RecordedLap
from mesocycle.domain.activity.track import Track, on_the_flat, tidy
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement, Phase
from mesocycle.formats.activities.recorded import amount, feet, instant_of

_PHASES: Mapping[str, Phase] = MappingProxyType({"Resting": "rest"})
_SAME = 0.03
"""By so much a device's own sum and that of its samples differ."""
_NEVER_TOLD_S = 43_200.0


class ToldLap:
    """A lap as its element tells it."""

    def __init__(self, start: float) -> None:
        """Begin at a moment, NaN where it is not known."""
        self.start = start
        self.told: dict[str, str] = {}

    def number(self, *names: str) -> float | None:
        """Give the first of several elements that is a number."""
        found = (amount(self.told[name]) for name in names if name in self.told)
        return next((each for each in found if not isnan(each)), None)


def recorded_laps(laps: Sequence[ToldLap], track: Track, *, broken_off: bool) -> tuple[RecordedLap, ...]:
    """Give laps with their sums; the sums of one that broke off tell of what is not there, so its samples do."""
    starts = [lap.start for lap in laps]
    ends = [end for _, end in pairwise([*starts, inf])] if laps else []
    last = len(laps) - 1
    return tuple(
        _lap(lap, track, end, cut=broken_off and number == last and len(track) > 1)
        for number, (lap, end) in enumerate(zip(laps, ends, strict=True))
    )


def whole_recording(laps: Sequence[RecordedLap], ours: Performance, *, leapt_m: float = 0.0) -> Performance:
    """Sum a recording up: as its laps say where they divide it, else as its samples do."""

    def total(name: str) -> float | None:
        known = [each for lap in laps if (each := getattr(lap.performance, name)) is not None]
        return sum(known) if known else None

    def mean(name: str) -> int | float | None:
        known = [
            (each, lap.performance.duration or 0)
            for lap in laps
            if (each := getattr(lap.performance, name)) is not None
        ]
        seconds = sum(weight for _, weight in known)
        return tidy(sum(each * weight for each, weight in known) / seconds) if seconds else None

    if not laps:
        return ours
    distance = _whole_distance(total("distance"), ours.distance, leapt_m)
    return replace(
        ours,
        duration=tidy(_whole_duration(total("duration"), ours.duration)),
        distance=tidy(distance),
        grade_adjusted_distance=on_the_flat(ours, tidy(distance)),
        average_heart_rate=mean("average_heart_rate") or ours.average_heart_rate,
        max_heart_rate=max(
            (lap.performance.max_heart_rate for lap in laps if lap.performance.max_heart_rate is not None), default=None
        )
        or ours.max_heart_rate,
        average_power=mean("average_power"),
        average_cadence=mean("average_cadence") or ours.average_cadence,
        calories=tidy(total("calories")) or None,
    )


def _whole_distance(of_laps: float | None, ours: float | None, leapt_m: float) -> float | None:
    """Take what the laps say where the samples do not contradict: a last lap may be open, and laps may overlap."""
    if not of_laps or not ours:
        return of_laps or ours
    return of_laps if not leapt_m and abs(of_laps - ours) <= _SAME * max(of_laps, ours) else ours


def _whole_duration(of_laps: float | None, ours: float | None) -> float | None:
    """Elapsed time is at least what the laps took; pauses between them count too."""
    if of_laps is None or ours is None:
        return of_laps if ours is None else ours
    return ours if of_laps > ours + _NEVER_TOLD_S else max(of_laps, ours)


def _lap(lap: ToldLap, track: Track, following: float, *, cut: bool) -> RecordedLap:
    seconds = lap.number("TotalTimeSeconds")
    end = following if following < inf else lap.start + (seconds or inf)
    ours = track.performance(range(0) if isnan(lap.start) else track.within(lap.start, end))
    return RecordedLap(
        started_at=None if isnan(lap.start) else instant_of(lap.start),
        phase=_PHASES.get(lap.told.get("Intensity", ""), "active"),
        performance=ours if cut else _told(lap, ours, track.movement),
    )


def _told(lap: ToldLap, ours: Performance, movement: Movement) -> Performance:
    """Take what the device summed itself, and what it did not from its samples."""
    turns = lap.number("AvgRunCadence", "Cadence")
    cadence = turns if turns is not None else ours.average_cadence
    distance = _first(lap.number("DistanceMeters") or None, ours.distance)
    return replace(
        ours,
        duration=_first(lap.number("TotalTimeSeconds") or None, ours.duration),
        distance=distance,
        grade_adjusted_distance=on_the_flat(ours, distance),
        average_heart_rate=_first(lap.number("AverageHeartRateBpm") or None, ours.average_heart_rate),
        max_heart_rate=_first(lap.number("MaximumHeartRateBpm") or None, ours.max_heart_rate),
        average_power=_first(lap.number("AvgWatts"), ours.average_power),
        average_cadence=None if cadence is None else tidy(cadence * feet(movement)),
        calories=_first(lap.number("Calories") or None),
    )


def _first(*amounts: float | None) -> int | float | None:
    return next((tidy(each) for each in amounts if each is not None and each >= 0), None)

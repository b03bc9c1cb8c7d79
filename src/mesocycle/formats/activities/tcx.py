"""Importer for activities in TCX files (Training Center XML), indoors and outdoors."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import inf, isnan, nan

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity, Ascent, RecordedLap
from mesocycle.domain.activity.track import MOST_SAMPLES, Sample, Track, on_the_flat, tidy
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement, Phase
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.recorded import amount, instant_of, movement_of, seconds_of, type_of
from mesocycle.formats.text.xml_events import tell, tell_all

_OF_POINT = {
    "DistanceMeters": "distance",
    "AltitudeMeters": "altitude",
    "Cadence": "cadence",
    "RunCadence": "cadence",
    "Watts": "power",
    "LatitudeDegrees": "latitude",
    "LongitudeDegrees": "longitude",
}
_OF_LAP = frozenset(
    {"TotalTimeSeconds", "DistanceMeters", "Calories", "Cadence", "AvgRunCadence", "AvgWatts", "Intensity"}
)
_PHASES: dict[str, Phase] = {"Resting": "rest"}


class _Lap:
    def __init__(self, start: float) -> None:
        self.start = start
        self.told: dict[str, str] = {}

    def number(self, *names: str) -> float | None:
        found = (amount(self.told[name]) for name in names if name in self.told)
        return next((each for each in found if not isnan(each)), None)


class _Recording:
    def __init__(self, sport: str) -> None:
        self.sport = sport
        self.start = ""
        self.notes: str | None = None
        self.laps: list[_Lap] = []
        self.track = Track()
        self.records = 0


class _Reader:
    """Listens to a TCX file and gathers its activities."""

    def __init__(self) -> None:
        self.recordings: list[_Recording] = []
        self.is_tcx = False
        self._point: dict[str, float] = {}

    def begin(self, path: list[str], attributes: Mapping[str, str]) -> None:
        name = path[-1]
        if name == "TrainingCenterDatabase":
            self.is_tcx = True
        elif name == "Activity":
            self.recordings.append(_Recording(attributes.get("Sport") or "Other"))
        elif name == "Lap" and self.recordings:
            self.recordings[-1].laps.append(_Lap(seconds_of(attributes.get("StartTime", "")) or nan))
        elif name == "Trackpoint":
            self._point = {}

    def end(self, path: list[str], text: str) -> None:
        if not self.recordings:
            return
        now, name = self.recordings[-1], path[-1]
        if name == "Trackpoint":
            self._take(now)
        elif "Trackpoint" in path[-6:]:
            self._say(path, text)
        elif path[-2:-1] == ["Activity"]:
            if name == "Id":
                now.start = text
            elif name == "Notes":
                now.notes = text or None
        elif now.laps and "Lap" in path:
            known = name if name in _OF_LAP else path[-2] if name == "Value" else None
            if known is not None and "Track" not in path:
                now.laps[-1].told[known] = text

    def _say(self, path: list[str], text: str) -> None:
        name = path[-1]
        if name == "Time":
            self._point["at"] = seconds_of(text) or nan
        elif name == "Value" and path[-2] == "HeartRateBpm":
            self._point["heart_rate"] = amount(text)
        elif name in _OF_POINT:
            self._point[_OF_POINT[name]] = amount(text)

    def _take(self, now: _Recording) -> None:
        now.records += 1
        if not isnan(self._point.get("at", nan)) and len(now.track) < MOST_SAMPLES:
            now.track.add(Sample(**self._point))


def import_activities(body: bytes) -> Iterator[Activity | Reject]:
    """Read every activity of a TCX file; of a damaged file, what makes sense of it."""
    reader = _Reader()
    damage = tell(body, reader)
    if damage is not None and damage.startswith("unsafe: "):
        yield Reject(0, f"the file is not read: {damage.removeprefix('unsafe: ')}", "Export it anew as plain TCX.")
        return
    if damage is not None:
        reader = _Reader()
        tell_all(body, reader)
    if not reader.recordings:
        lack = "is damaged" if damage else "holds no activity" if reader.is_tcx else "is no TCX"
        yield Reject(0, f"the file {lack}" + (f" ({damage})" if damage else ""), "Give a TCX file of an activity.")
    for recording in reader.recordings:
        yield _activity(recording, damage)


def _activity(recording: _Recording, damage: str | None) -> Activity:
    laps = recording.laps
    starts = [lap.start for lap in laps]
    spans = list(pairwise([*starts, inf])) if laps else []
    movement = movement_of(recording.sport)
    recorded = tuple(_lap(lap, recording.track, end, movement) for lap, (_, end) in zip(laps, spans, strict=True))
    ours = recording.track.performance(movement=movement)
    began = seconds_of(recording.start)
    if began is None or isnan(began):
        began = next((each for each in [*starts, *recording.track.at[:1]] if not isnan(each)), nan)
    notes = recording.notes
    return Activity(
        format="tcx",
        sport=recording.sport,
        type=type_of(recording.sport),
        movement=movement,
        name=notes.splitlines()[0][:200] if notes else None,
        start=None if isnan(began) else instant_of(began),
        performance=_sum(recorded, ours, _feet(movement)),
        ascents=_ascents(ours),
        laps=recorded,
        records=recording.records,
        problems=() if damage is None else (f"The file is damaged, so something may be missing ({damage}).",),
    )


def _ascents(ours: Performance) -> tuple[Ascent, ...]:
    if ours.elevation_gain is None:
        return ()
    return (Ascent(method="t11+h0.2", gain=ours.elevation_gain, loss=ours.elevation_loss),)


def _feet(movement: Movement) -> float:
    """Say for how many steps a watch's one stands: it counts one foot."""
    return 2.0 if movement in {"run", "walk", "hike"} else 1.0


def _lap(lap: _Lap, track: Track, following: float, movement: Movement) -> RecordedLap:
    seconds = lap.number("TotalTimeSeconds")
    end = following if following < inf else lap.start + (seconds or inf)
    ours = track.performance(range(0) if isnan(lap.start) else track.within(lap.start, end), movement)
    return RecordedLap(
        started_at=None if isnan(lap.start) else instant_of(lap.start),
        phase=_PHASES.get(lap.told.get("Intensity", ""), "active"),
        performance=_told(lap, ours, _feet(movement)),
    )


def _told(lap: _Lap, ours: Performance, feet: float) -> Performance:
    """Take what the device summed itself, and what it did not from its samples."""
    turns = lap.number("AvgRunCadence", "Cadence")
    cadence = turns if turns is not None else ours.average_cadence
    distance = _first(lap.number("DistanceMeters"), ours.distance) or None
    return replace(
        ours,
        duration=_first(lap.number("TotalTimeSeconds"), ours.duration),
        distance=distance,
        grade_adjusted_distance=on_the_flat(ours, distance),
        average_heart_rate=_first(lap.number("AverageHeartRateBpm"), ours.average_heart_rate),
        max_heart_rate=_first(lap.number("MaximumHeartRateBpm"), ours.max_heart_rate),
        average_power=_first(lap.number("AvgWatts"), ours.average_power),
        average_cadence=None if cadence is None else tidy(cadence * feet),
        calories=_first(lap.number("Calories")),
    )


def _first(*amounts: float | None) -> int | float | None:
    return next((tidy(each) for each in amounts if each is not None and each >= 0), None)


def _sum(laps: tuple[RecordedLap, ...], ours: Performance, feet: float) -> Performance:
    """Sum an activity up: TCX has no totals but those of its laps."""
    if not laps:
        cadence = ours.average_cadence
        return replace(ours, average_cadence=None if cadence is None else tidy(cadence * feet))

    def total(name: str) -> int | float | None:
        known = [each for lap in laps if (each := getattr(lap.performance, name)) is not None]
        return tidy(sum(known)) if known else None

    def mean(name: str) -> int | float | None:
        known = [
            (each, lap.performance.duration or 0)
            for lap in laps
            if (each := getattr(lap.performance, name)) is not None
        ]
        seconds = sum(weight for _, weight in known)
        return tidy(sum(each * weight for each, weight in known) / seconds) if seconds else None

    distance = total("distance") or ours.distance
    return replace(
        ours,
        duration=_longest(total("duration"), ours.duration),
        distance=distance,
        grade_adjusted_distance=on_the_flat(ours, distance),
        average_heart_rate=mean("average_heart_rate"),
        max_heart_rate=max(
            (lap.performance.max_heart_rate for lap in laps if lap.performance.max_heart_rate is not None), default=None
        ),
        average_power=mean("average_power"),
        average_cadence=mean("average_cadence"),
        calories=total("calories"),
    )


def _longest(*seconds: float | None) -> int | float | None:
    """Elapsed time is at least what the laps took; pauses between them count too."""
    return max((each for each in seconds if each is not None), default=None)

"""Importer for activities in TCX files (Training Center XML), indoors and outdoors."""

from collections.abc import Iterator, Mapping
from math import isnan, nan

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.activity.raw_track import MOST_SAMPLES, RawTrack, Sample
from mesocycle.domain.activity.sound_track import sound
from mesocycle.domain.plan.workout import Movement
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.recorded import amount, instant_of, no_summary, own_ascent, seconds_of, told_damage
from mesocycle.formats.activities.sports import sport_of
from mesocycle.formats.activities.tcx_laps import ToldLap, recorded_laps, whole_recording
from mesocycle.formats.text.xml_events import tell_all, tell_elements

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


class _Recording:
    def __init__(self, sport: str) -> None:
        self.sport = sport
        self.start = ""
        self.notes: str | None = None
        self.laps: list[ToldLap] = []
        self.track = RawTrack()
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
            self.recordings[-1].laps.append(ToldLap(seconds_of(attributes.get("StartTime", "")) or nan))
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
    damage = tell_elements(body, reader)
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
    sport = sport_of(recording.sport)
    movement: Movement = "other" if sport is None else sport.movement
    track = sound(recording.track, movement)
    laps = recorded_laps(recording.laps, track, broken_off=damage is not None)
    began = next((each.start for each in recording.laps if not isnan(each.start)), None)
    if began is None or track.left_out.clock_set or track.left_out.times:
        began = next(iter(track.at), began)
    if began is None:
        began = seconds_of(recording.start)
    notes = recording.notes
    done = whole_recording(laps, no_summary(track.performance(), movement), leapt_m=track.left_out.leapt_m)
    return Activity(
        format="tcx",
        sport=recording.sport,
        kind=None if sport is None else sport.name,
        type=None if sport is None else sport.type,
        movement=movement,
        name=notes.splitlines()[0][:200] if notes else None,
        start=None if began is None else instant_of(began),
        performance=done,
        ascents=own_ascent(done),
        laps=laps,
        records=recording.records,
        problems=told_damage(damage),
        left_out=track.left_out.told(),
    )

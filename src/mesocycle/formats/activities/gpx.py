"""Importer for activities in GPX files: every track with times is one."""

from collections.abc import Iterator, Mapping
from math import isnan, nan
from types import MappingProxyType

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.activity.raw_track import MOST_SAMPLES, RawTrack, Sample
from mesocycle.domain.activity.sound_track import sound
from mesocycle.domain.plan.workout import Movement
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.recorded import amount, instant_of, no_summary, own_ascent, seconds_of, told_damage
from mesocycle.formats.activities.sports import sport_of
from mesocycle.formats.text.xml_events import tell_all, tell_elements

_OF_POINT = {
    "ele": "altitude",
    "hr": "heart_rate",
    "heartrate": "heart_rate",
    "cad": "cadence",
    "cadence": "cadence",
    "power": "power",
    "PowerInWatts": "power",
}
_STRAVA = MappingProxyType({"1": "ride", "4": "hike", "9": "run", "10": "walk", "16": "swim", "17": "virtual ride"})
"""Strava writes numbers for sports."""


class _Recording:
    def __init__(self) -> None:
        self.name: str | None = None
        self.sport = ""
        self.track = RawTrack()
        self.records = 0

    def take(self, point: Mapping[str, float]) -> None:
        """Count a point; one without a time says nothing of the way."""
        self.records += 1
        if not isnan(point.get("at", nan)) and len(self.track) < MOST_SAMPLES:
            self.track.add(Sample(**point))


class _Reader:
    """Listens to a GPX file and gathers its tracks."""

    def __init__(self) -> None:
        self.recordings: list[_Recording] = []
        self.is_gpx = False
        self._point: dict[str, float] = {}

    def begin(self, path: list[str], attributes: Mapping[str, str]) -> None:
        name = path[-1]
        if name == "gpx":
            self.is_gpx = True
        elif name == "trk":
            self.recordings.append(_Recording())
        elif name == "trkseg" and self.recordings:
            self.recordings[-1].track.begin_stretch()
        elif name == "trkpt":
            self._point = {
                "latitude": amount(attributes.get("lat", "")),
                "longitude": amount(attributes.get("lon", "")),
            }

    def end(self, path: list[str], text: str) -> None:
        if not self.recordings or "trk" not in path:
            return
        now, name = self.recordings[-1], path[-1]
        if name == "trkpt":
            now.take(self._point)
        elif "trkpt" in path:
            if name == "time":
                seconds = seconds_of(text)
                self._point["at"] = nan if seconds is None else seconds
            elif name in _OF_POINT:
                self._point[_OF_POINT[name]] = amount(text)
        elif path[-2] == "trk" and name == "name":
            now.name = text[:200] or None
        elif path[-2] == "trk" and name == "type":
            now.sport = text[:100]


def import_activities(body: bytes) -> Iterator[Activity | Reject]:
    """Read every track of a GPX file; a track without times is a route, not an activity, and a `Reject`."""
    reader = _Reader()
    damage = tell_elements(body, reader)
    if damage is not None and damage.startswith("unsafe: "):
        yield Reject(0, f"the file is not read: {damage.removeprefix('unsafe: ')}", "Export it anew as plain GPX.")
        return
    if damage is not None:
        reader = _Reader()
        tell_all(body, reader)
    tracks = [each for each in reader.recordings if each.records]
    if not tracks:
        lack = "is damaged" if damage else "holds no track" if reader.is_gpx else "is no GPX"
        yield Reject(0, f"the file {lack}" + (f" ({damage})" if damage else ""), "Give a GPX file of an activity.")
    for recording in tracks:
        yield _activity(recording, damage) if len(recording.track) else _route(recording)


def _route(recording: _Recording) -> Reject:
    named = f" {recording.name!r}" if recording.name else ""
    return Reject(0, f"the track{named} has no times: it is a route, not an activity", "Export the recorded activity.")


def _activity(recording: _Recording, damage: str | None) -> Activity:
    sport = sport_of(_STRAVA.get(recording.sport, recording.sport))
    movement: Movement = "other" if sport is None else sport.movement
    track = sound(recording.track, movement)
    done = no_summary(track.performance(), movement)
    untimed = recording.records - len(recording.track)
    without = (f"{untimed} points have no time and were counted only.",) if untimed else ()
    return Activity(
        format="gpx",
        sport=recording.sport or "unknown",
        kind=None if sport is None else sport.name,
        type=None if sport is None else sport.type,
        movement=movement,
        name=recording.name,
        start=instant_of(track.at[0]),
        performance=done,
        ascents=own_ascent(done),
        records=recording.records,
        problems=told_damage(damage),
        left_out=(*without, *track.left_out.told()),
    )

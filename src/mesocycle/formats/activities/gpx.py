"""Importer for activities in GPX files: every track with times is one."""

from collections.abc import Iterator, Mapping
from math import isnan, nan

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity, Ascent
from mesocycle.domain.activity.track import MOST_SAMPLES, Sample, Track, metres_between, tidy
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.recorded import amount, instant_of, movement_of, seconds_of, type_of
from mesocycle.formats.text.xml_events import tell, tell_all

_OF_POINT = {
    "ele": "altitude",
    "hr": "heart_rate",
    "heartrate": "heart_rate",
    "cad": "cadence",
    "cadence": "cadence",
    "power": "power",
    "PowerInWatts": "power",
}


class _Recording:
    def __init__(self) -> None:
        self.name: str | None = None
        self.sport = ""
        self.track = Track()
        self.records = 0
        self.metres = 0.0
        self.last: tuple[float, float] | None = None

    def take(self, point: dict[str, float]) -> None:
        """Count a point, and lead the distance on from the one before it in the same segment."""
        self.records += 1
        here = point.get("latitude", nan), point.get("longitude", nan)
        if not (isnan(here[0]) or isnan(here[1])):
            if self.last is not None:
                self.metres += metres_between(*self.last, *here)
            self.last = here
        if not isnan(point.get("at", nan)) and len(self.track) < MOST_SAMPLES:
            told = {name: value for name, value in point.items() if name not in {"latitude", "longitude"}}
            self.track.add(Sample(distance=self.metres, **told))


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
            self.recordings[-1].last = None  # nobody ran from where one segment ends to where the next begins
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
    damage = tell(body, reader)
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
    movement = movement_of(recording.sport)
    ours = recording.track.performance(movement=movement)
    feet = 2.0 if movement in {"run", "walk", "hike"} else 1.0
    turns = ours.average_cadence
    ascents = () if ours.elevation_gain is None else (
        Ascent(method="t11+h0.2", gain=ours.elevation_gain, loss=ours.elevation_loss),
    )  # fmt: skip
    return Activity(
        format="gpx",
        sport=recording.sport or "unknown",
        type=type_of(recording.sport),
        movement=movement,
        name=recording.name,
        start=instant_of(recording.track.at[0]),
        performance=replace(ours, average_cadence=None if turns is None else tidy(turns * feet)),
        ascents=ascents,
        records=recording.records,
        problems=() if damage is None else (f"The file is damaged, so something may be missing ({damage}).",),
    )

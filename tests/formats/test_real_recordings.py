"""Real files, beside decoders that know nothing of ours: what is said of them, whole and cut off anywhere."""

import os
import random
import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import fitdecode
import pytest
from garmin_fit_sdk import Decoder, Stream
from lxml import etree

from mesocycle.domain.activity.activity import Activity
from mesocycle.formats.activities.activity_file import read_activities
from tests.formats.real_files import needs_real_files, real_files

_FITS = [path for folder in ("fit-run", "fit-odd", "fit-strength") for path in real_files(f"{folder}/*.fit")]
_TCXS = [path for path in real_files("tcx/*.tcx") if "Workout" not in path.name]
_GPXS = real_files("gpx/*.gpx")
_CUTS = 50
_CUTS_OF_LARGE = int(os.environ.get("MESOCYCLE_TEST_CUTS_OF_LARGE", "4"))
"""Each takes seconds: all fifty take an hour, when asked for."""
_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_SPORTS = {"running": "run", "cycling": "bike", "swimming": "swim"}


def activities_in(body: bytes) -> list[Activity]:
    return [each for each in read_activities(body) if isinstance(each, Activity)]


def messages(body: bytes) -> Iterator[dict[str, Any]]:
    """Give the messages that the decoder alone makes of a file, up to the damage."""
    with warnings.catch_warnings(action="ignore"):
        reader = fitdecode.FitReader(body, processor=None, check_crc=fitdecode.CrcCheck.DISABLED)
        try:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    yield {"": frame.name} | {f.name: f.value for f in frame.fields if f.value is not None}
        except Exception:  # noqa: BLE001  # whatever a decoder raises at damage: what stood before is what is compared
            return


def of_kind(body: bytes, name: str) -> list[dict[str, Any]]:
    return [each for each in messages(body) if each[""] == name]


def is_near(ours: float | None, theirs: float | None, within: float = 0.005, least: float = 1.0) -> bool:
    return abs((ours or 0) - (theirs or 0)) <= max(within * max(ours or 0, theirs or 0), least)


@needs_real_files
@pytest.mark.parametrize("path", _FITS, ids=lambda path: path.name)
def test_a_fit_file_says_what_another_decoder_reads_of_its_sessions(path: Path) -> None:
    body = path.read_bytes()
    sessions = sorted(of_kind(body, "session"), key=lambda each: each["start_time"])
    sports = [each for each in sessions if each.get("sport") != "transition"]

    found = activities_in(body)

    assert len(found) == len(sports)
    for ours, theirs in zip(found, sports, strict=True):
        done = ours.performance
        if len(sports) == len(sessions):  # else the way from one sport to the next is with them
            assert is_near(done.duration, theirs.get("total_elapsed_time", theirs.get("total_timer_time")))
            assert is_near(done.calories, theirs.get("total_calories"))
            began = (_EPOCH + timedelta(seconds=theirs["start_time"])).isoformat()[:19]
            assert ours.start is not None
            assert ours.start[:19] == began or theirs["start_time"] < 0x10000000
        assert (done.moving_duration or 0) <= (theirs.get("total_timer_time") or 0) + 1
        assert is_near(done.distance, theirs.get("total_distance"))
        assert is_near(done.average_heart_rate, theirs.get("avg_heart_rate", done.average_heart_rate))
        assert is_near(done.max_heart_rate, theirs.get("max_heart_rate", done.max_heart_rate))
        assert ours.movement == _SPORTS.get(theirs["sport"], "other")
        by_device = [each.gain for each in ours.ascents if each.method in {"device", "barometer"}]
        assert by_device == [theirs["total_ascent"]] if "total_ascent" in theirs else by_device == []
    assert sum(len(each.laps) for each in found) == len(of_kind(body, "lap"))
    assert sum(len(each.sets) for each in found) == len(of_kind(body, "set"))


@needs_real_files
@pytest.mark.parametrize("path", _FITS, ids=lambda path: path.name)
def test_a_fit_file_says_what_the_format_s_own_makers_read_of_it(path: Path) -> None:
    told, errors = Decoder(Stream.from_byte_array(bytearray(path.read_bytes()))).read(convert_datetimes_to_dates=False)
    if errors or not told.get("session_mesgs"):
        pytest.skip("the format's makers read nothing of it")
    sessions = sorted(told["session_mesgs"], key=lambda each: each["start_time"])
    sports = [each for each in sessions if each.get("sport") != "transition"]

    found = activities_in(path.read_bytes())

    assert len(found) == len(sports)
    for ours, theirs in zip(found, sports, strict=True):
        done = ours.performance
        assert is_near(done.distance, theirs.get("total_distance"))
        assert is_near(done.average_heart_rate, theirs.get("avg_heart_rate", done.average_heart_rate))
        assert (done.moving_duration or 0) <= theirs.get("total_timer_time", 0) + 1
        if len(sports) == len(sessions):
            assert is_near(done.duration, theirs.get("total_elapsed_time", theirs.get("total_timer_time")))
        by_device = [each.gain for each in ours.ascents if each.method in {"device", "barometer"}]
        assert by_device == [each for each in [theirs.get("total_ascent")] if each is not None]
    assert sum(len(each.laps) for each in found) == len(told.get("lap_mesgs", []))
    sets = [(each.get("repetitions"), each.get("weight")) for each in told.get("set_mesgs", [])]
    ours_ = [(one.performance.reps, one.performance.weight) for each in found for one in each.sets]
    assert len(ours_) == len(sets)
    for (reps, weight), (theirs_reps, theirs_weight) in zip(ours_, sets, strict=True):
        assert (reps or 0) == (theirs_reps or 0)
        assert is_near(weight, theirs_weight, least=0.5)


@needs_real_files
@pytest.mark.parametrize("path", _GPXS, ids=lambda path: path.name)
def test_a_gpx_file_says_what_a_tree_of_it_says(path: Path) -> None:
    tree = etree.fromstring(path.read_bytes().lstrip(), etree.XMLParser(recover=True))
    tracks = [each for each in tree.iterfind(".//{*}trk") if each.find(".//{*}trkpt/{*}time") is not None]

    found = activities_in(path.read_bytes())

    assert len(found) == len(tracks)
    for ours, track in zip(found, tracks, strict=True):
        texts = [each.text or "" for each in track.iterfind(".//{*}trkpt/{*}time")]
        times = sorted(datetime.fromisoformat(text.strip()).timestamp() for text in texts)
        metres = sum(
            walked
            for segment in track.iterfind("{*}trkseg")
            for walked in (_apart(one, other) for one, other in pairwise(_timed(segment)))
        )
        assert ours.records == len(track.findall(".//{*}trkpt"))
        assert is_near(ours.performance.distance, metres, 0.03, 5)
        assert is_near(ours.performance.duration, times[-1] - times[0])


def _timed(segment: Any) -> list[Any]:  # noqa: ANN401  # elements of lxml
    return [each for each in segment.iterfind("{*}trkpt") if each.find("{*}time") is not None]


def _apart(one: Any, other: Any) -> float:  # noqa: ANN401  # elements of lxml
    lat, lon, to_lat, to_lon = (radians(float(each.get(name))) for each in (one, other) for name in ("lat", "lon"))
    return (
        6_371_000 * 2 * asin(sqrt(sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2))
    )


@needs_real_files
@pytest.mark.parametrize("path", _FITS, ids=lambda path: path.name)
def test_a_fit_file_s_own_clock_says_the_civil_start(path: Path) -> None:
    body = path.read_bytes()
    told = [each for each in of_kind(body, "activity") if "local_timestamp" in each]

    starts = [each.civil_start for each in activities_in(body)]

    if not told:
        assert set(starts) <= {None}
    elif told[0]["timestamp"] >= 0x10000000 and len(starts) == 1:
        begun = min(each["start_time"] for each in of_kind(body, "session"))
        civil = _EPOCH + timedelta(seconds=begun + told[0]["local_timestamp"] - told[0]["timestamp"])
        assert starts == [civil.isoformat()[:19]]


@needs_real_files
@pytest.mark.parametrize("path", _TCXS, ids=lambda path: path.name)
def test_a_tcx_file_says_what_a_tree_of_it_says(path: Path) -> None:
    body = path.read_bytes()
    tree = etree.fromstring(body.lstrip())
    laps = tree.findall(".//{*}Lap")
    points = list(tree.iterfind(".//{*}Trackpoint/{*}Time"))
    metres = sum(float(lap.findtext("{*}DistanceMeters") or 0) for lap in laps)
    seconds = sum(float(lap.findtext("{*}TotalTimeSeconds") or 0) for lap in laps)
    times = [datetime.fromisoformat((each.text or "").strip()).timestamp() for each in points]
    beats = [int(each.text or 0) for each in tree.iterfind(".//{*}Trackpoint/{*}HeartRateBpm/{*}Value")]

    (activity,) = activities_in(body)

    done = activity.performance
    assert is_near(done.distance, metres, 0.03)
    assert is_near(done.duration, max(seconds, max(times) - min(times)))
    assert len(activity.laps) == len(laps)
    assert is_near(done.max_heart_rate, max(beats, default=0), least=3)
    assert activity.start is not None
    assert activity.start[:19] == laps[0].get("StartTime", "")[:19]


@needs_real_files
@pytest.mark.parametrize("path", _FITS + _TCXS + _GPXS, ids=lambda path: path.name)
def test_a_file_cut_off_anywhere_tells_what_its_samples_before_the_cut_tell(path: Path) -> None:
    body = path.read_bytes()
    choose = random.Random(path.name)  # the same cuts each time
    far = []
    for _ in range(_CUTS if len(body) < 100_000 else _CUTS_OF_LARGE):
        cut = body[: choose.randrange(len(body) // 10, len(body))]
        told = last_sample(cut, path.suffix)
        found = activities_in(cut)
        metres = sum(float(each.performance.distance or 0) for each in found)
        seconds = sum(float(each.performance.duration or 0) for each in found)
        if told is not None and len(found) == 1 and not (is_near(metres, told[0], 0.03, 40) and seconds >= told[1] - 2):
            far.append((len(cut), metres, seconds, told))

    assert far == []


def last_sample(cut: bytes, suffix: str) -> tuple[float, float] | None:
    """Give metres and seconds between the first and the last sample before a cut, where the samples say metres."""
    samples: Sequence[tuple[float | None, float]]
    if suffix == ".fit":
        samples = [(each.get("distance"), each["timestamp"]) for each in of_kind(cut, "record") if "timestamp" in each]
        if of_kind(cut, "session"):
            return None  # it is whole
    elif suffix == ".tcx":
        tree = etree.fromstring(cut.lstrip(), etree.XMLParser(recover=True))
        samples = [
            (
                float(point.findtext("{*}DistanceMeters") or "nan"),
                datetime.fromisoformat((point.findtext("{*}Time") or "").strip()).timestamp(),
            )
            for point in tree.iterfind(".//{*}Trackpoint")
            if point.findtext("{*}Time") and point.findtext("{*}DistanceMeters")
        ][:-1]  # the last may be a piece of one
    else:
        return None
    known = [(metres, at) for metres, at in samples if metres is not None]
    if len(known) < 2:
        return None
    walked = sum(max(there[0] - here[0], 0.0) for here, there in pairwise(known))  # it begins anew for each sport
    return walked, samples[-1][1] - samples[0][1]

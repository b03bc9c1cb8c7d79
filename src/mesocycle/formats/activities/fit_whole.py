"""FIT files that are whole, through a decoder that reads them at once; what it refuses is read frame by frame."""

from array import array
from functools import cache
from importlib import import_module
from math import nan
from types import MappingProxyType
from typing import Any, Protocol

from mesocycle.domain.activity.raw_track import MOST_SAMPLES, RawTrack, places_known
from mesocycle.formats.activities.fit_messages import (
    DEGREES,
    FIT_EPOCH,
    KEPT,
    MOST_OF_A_KIND,
    FitFile,
    Values,
)
from mesocycle.formats.activities.fit_parts import FitPart, parts

_COLUMNS = MappingProxyType(
    {
        "at": "timestamp",
        "distance": "distance",
        "altitude": "enhanced_altitude",
        "heart_rate": "heart_rate",
        "power": "power",
        "cadence": "cadence",
        "latitude": "position_lat",
        "longitude": "position_long",
    }
)
_OURS = frozenset({"altitude", *_COLUMNS.values()}.union(*KEPT.values()))
_TIMES = frozenset({"timestamp", "start_time", "local_timestamp"})


class _Decoder(Protocol):
    def parse(self, body: bytes) -> dict[str, list[dict[str | int, Any]]]: ...

    def records(self, body: bytes, *, degrees: bool) -> dict[str, Any]: ...


def read_whole(body: bytes) -> list[FitFile] | None:
    """Read the FIT files of a body; None where one is damaged, very long, or must be read with more care."""
    decoder = _decoder()
    if decoder is None:
        return None
    try:
        return [_file(decoder, part) for part in parts(body)]
    except (ValueError, TypeError, LookupError, OverflowError):
        return None
    except BaseException as no:
        if _is_panic(no):
            return None
        raise


def _is_panic(no: BaseException) -> bool:
    """Tell whether a damaged file broke the decoder itself: it raises what is no `Exception`, and has no import."""
    return type(no).__name__ == "PanicException" and type(no).__module__ == "pyo3_runtime"


@cache
def _decoder() -> _Decoder | None:
    """Load the decoder at the first file, as it brings much along; None where there is no wheel for this machine."""
    try:
        decoder: _Decoder = import_module("fitfast")
    except ImportError:
        return None
    return decoder


def _file(decoder: _Decoder, part: FitPart) -> FitFile:
    """Make a file of its messages; raises ValueError where an app's fields have the names of the device's."""
    messages = decoder.parse(part.beside)
    for app in messages.get("field_description", ()):
        said = app.get("field_name")
        if not _OURS.isdisjoint(said if isinstance(said, list) else [said]):
            raise ValueError("fields of the same name are mixed up")
    file = FitFile()
    for name, fields in KEPT.items():
        file.messages[name] = [_values(each, fields) for each in messages.get(name, ())[:MOST_OF_A_KIND]]
    file.records = part.records
    file.track = _track(decoder.records(part.whole, degrees=False))
    return file


def _values(message: dict[str | int, Any], fields: frozenset[str]) -> Values:
    kept = {str(name): value for name, value in message.items() if name in fields}
    return {name: value - FIT_EPOCH if name in _TIMES else value for name, value in kept.items()}


def _track(columns: dict[str, Any]) -> RawTrack:
    """Take the samples that have a time; columns are NumPy's, of floats, and NaN where nothing was said."""
    if "timestamp" not in columns:
        return RawTrack()
    count = min(len(columns["timestamp"]), MOST_SAMPLES)
    nothing = array("d", [nan]) * count
    found = {
        ours: array("d", columns[theirs][:count].tobytes()) if theirs in columns else nothing
        for ours, theirs in _COLUMNS.items()
    }
    for name in ("latitude", "longitude"):
        found[name] = array("d", [each * DEGREES for each in found[name]])
    found["at"] = array("d", [each - FIT_EPOCH for each in found["at"]])
    track = RawTrack(**found)
    timed = places_known(track.at)
    return track if len(timed) == count else track.ordered(timed, array("d", [track.at[each] for each in timed]))

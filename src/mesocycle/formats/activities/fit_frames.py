"""The messages of FIT files that activities are made of: read until the end, or until the damage."""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import nan
from types import MappingProxyType
from typing import Any

import fitdecode
from fitdecode.profile import FIELD_TYPES
from fitdecode.types import DevField

from mesocycle.domain.activity.raw_track import MOST_SAMPLES, RawTrack, Sample
from mesocycle.domain.document import Instant
from mesocycle.domain.instant import EARLIEST, LATEST, instant

FIT_EPOCH = 631_065_600
"""1989-12-31 in seconds since 1970: where FIT's clock begins."""
CLOCK_KNOWN = 0x10000000
"""Seconds below it count from when the device was switched on."""
Values = dict[str, Any]

_MOST_MESSAGES = 1_500_000
_MOST_OF_A_KIND = 10_000
_KEPT = frozenset({"file_id", "session", "lap", "set", "activity", "workout", "sport", "device_info"})
_DEGREES = 180.0 / 2**31
# What the decoder raises where bytes make no sense; it does not always say so itself.
_DAMAGE = (
    *(fitdecode.FitError, struct.error, ArithmeticError, AssertionError),
    *(AttributeError, LookupError, TypeError, ValueError),
)
_SAMPLED = MappingProxyType(
    {
        name: place
        for place, names in enumerate(
            (
                ("timestamp",),
                ("distance",),
                ("enhanced_altitude", "altitude"),
                ("heart_rate",),
                ("power",),
                ("cadence",),
                ("position_lat",),
                ("position_long",),
            )
        )
        for name in names
    }
)


class FitFile:
    """The messages of one FIT file; several may follow each other in one body."""

    def __init__(self) -> None:
        """Begin empty."""
        self.messages: dict[str, list[Values]] = {name: [] for name in _KEPT}
        self.track = RawTrack()
        self.problems: list[str] = []
        self.records = 0

    def first(self, name: str) -> Values:
        """Give the first message of a name, empty where there is none."""
        return next(iter(self.messages[name]), {})


def read_fit_files(body: bytes) -> Iterator[FitFile]:
    """Read the FIT files of a body; a damaged one is given with what stood before the damage."""
    current: FitFile | None = None
    reader = fitdecode.FitReader(
        body,
        processor=None,  # raw seconds and units: nothing is converted that isn't wanted
        check_crc=fitdecode.CrcCheck.READONLY,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    with reader:
        try:
            for count, frame in enumerate(reader):
                kind = frame.frame_type
                if kind == fitdecode.FIT_FRAME_DATA:
                    _take(current or FitFile(), frame)
                elif kind == fitdecode.FIT_FRAME_HEADER:
                    if current is not None:
                        yield current
                    current = FitFile()
                elif kind == fitdecode.FIT_FRAME_CRC and current is not None and not frame.matched:
                    current.problems.append("The file's checksum does not fit: something in it was changed or lost.")
                if count > _MOST_MESSAGES:
                    raise ValueError(f"it has more than {_MOST_MESSAGES} messages")
        except _DAMAGE as damage:
            current = current or FitFile()
            current.problems.append(f"The file breaks off or is damaged after {current.records} records ({damage}).")
    if current is not None:
        yield current


def first_number(values: Values, *names: str) -> float | None:
    """Give the first of several fields that is a number."""
    for name in names:
        value = values.get(name)
        if isinstance(value, int | float) and abs(value) < 1e12:
            return float(value)
    return None


def field_text(values: Values, name: str) -> str | None:
    """Give a field as text; enumerations without a name are their number."""
    value = values.get(name)
    if isinstance(value, str):
        return "".join(each for each in value if each.isprintable()).strip()[:200] or None
    return str(value) if isinstance(value, int) else None


def numbers(values: Values, name: str) -> tuple[int | None, ...]:
    """Give a field of a set that may hold several numbers."""
    value = values.get(f"raw {name}")
    listed = value if isinstance(value, tuple) else (value,)
    return tuple(each if isinstance(each, int) else None for each in listed)


def enumeration(name: str) -> dict[int, str]:
    """Give the names of a FIT enumeration by their numbers; empty where there is none of that name."""
    known = FIELD_TYPES.get(name)
    return {} if known is None else dict(known.enum)


def known_instant(seconds: float) -> Instant | None:
    """Give the instant of FIT seconds; None where the device's clock had not been set."""
    if seconds < CLOCK_KNOWN:
        return None
    at = instant(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=FIT_EPOCH + seconds))
    return at if EARLIEST <= at < LATEST else None


def _take(file: FitFile, frame: fitdecode.FitDataMessage) -> None:
    name = frame.name
    if name == "record":
        file.records += 1
        if file.records <= MOST_SAMPLES:
            _sample(file.track, frame)
    elif name in _KEPT and len(file.messages[name]) < _MOST_OF_A_KIND:
        values: Values = {}
        for each in frame.fields:
            if each.field is not None and each.value is not None and type(each.field) is not DevField:
                values.setdefault(each.field.name, each.value)
                if each.parent_field is not None:
                    values.setdefault(each.parent_field.name, each.value)
        if name == "set":  # of guesses that stand alone the decoder gives names, of several numbers
            values |= {f"raw {each.name}": each.raw_value for each in frame.fields}
        file.messages[name].append(values)


def _sample(track: RawTrack, frame: fitdecode.FitDataMessage) -> None:
    """Put a record into its track; this runs for every second of training, so it asks nothing twice."""
    found: list[float] = [nan] * 8
    for each in frame.fields:
        field = each.field
        if field is None or each.value is None:
            continue
        place = _SAMPLED.get(field.name)
        if place is not None and type(field) is not DevField and isinstance(each.value, int | float):
            found[place] = each.value
    at, distance, altitude, heart_rate, power, cadence, latitude, longitude = found
    if at != at:  # noqa: PLR0124  # NaN: a record without a moment says nothing about time or place
        return
    track.add(Sample(at, distance, altitude, heart_rate, power, cadence, latitude * _DEGREES, longitude * _DEGREES))

"""FIT files frame by frame: read until the end, or until the damage."""

import struct
from collections.abc import Iterator
from math import nan
from types import MappingProxyType

import fitdecode
from fitdecode.profile import FIELD_TYPES
from fitdecode.types import DevField

from mesocycle.domain.activity.raw_track import MOST_SAMPLES, RawTrack, Sample
from mesocycle.formats.activities.fit_messages import DEGREES, KEPT, MOST_OF_A_KIND, FitFile, Values

_MOST_MESSAGES = 1_500_000
# What the decoder raises where bytes make no sense; it does not always say so itself.
_DAMAGE = (
    *(fitdecode.FitError, struct.error, ArithmeticError, AssertionError),
    *(AttributeError, LookupError, TypeError, ValueError),
)
_NUMBERED = frozenset({"product", "device_type", "category", "category_subtype"})
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


def read_frames(body: bytes) -> Iterator[FitFile]:
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


def enumeration(name: str) -> dict[int, str]:
    """Give the names of a FIT enumeration by their numbers; empty where there is none of that name."""
    known = FIELD_TYPES.get(name)
    return {} if known is None else dict(known.enum)


def _take(file: FitFile, frame: fitdecode.FitDataMessage) -> None:
    name = frame.name
    if name == "record":
        file.records += 1
        if file.records <= MOST_SAMPLES:
            _sample(file.track, frame)
    elif name in KEPT and len(file.messages[name]) < MOST_OF_A_KIND:
        file.messages[name].append(_values(frame, KEPT[name]))


def _values(frame: fitdecode.FitDataMessage, kept: frozenset[str]) -> Values:
    values: Values = {}
    for each in frame.fields:
        if each.field is None or each.value is None or type(each.field) is DevField:
            continue
        for name in (each.field.name, None if each.parent_field is None else each.parent_field.name):
            if name in kept:
                values.setdefault(name, each.raw_value if name in _NUMBERED else each.value)
    return values


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
    track.add(Sample(at, distance, altitude, heart_rate, power, cadence, latitude * DEGREES, longitude * DEGREES))

"""The messages of FIT files that activities are made of, whichever of the two decoders read them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from mesocycle.domain.activity.raw_track import RawTrack
from mesocycle.domain.document import Instant
from mesocycle.domain.instant import EARLIEST, LATEST, instant

FIT_EPOCH = 631_065_600
"""1989-12-31 in seconds since 1970: where FIT's clock begins."""
CLOCK_KNOWN = 0x10000000
"""Seconds below it count from when the device was switched on."""
DEGREES = 180.0 / 2**31
"""FIT's unit of places."""
MOST_OF_A_KIND = 10_000
Values = dict[str, Any]

_SUMS = frozenset(
    {
        *("timestamp", "start_time", "total_elapsed_time", "total_timer_time", "total_moving_time", "total_distance"),
        *("sport", "sub_sport", "total_ascent", "total_descent", "total_calories", "avg_power"),
        *("avg_heart_rate", "max_heart_rate", "avg_cadence", "avg_fractional_cadence"),
    }
)
KEPT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "file_id": frozenset({"type", "manufacturer", "product"}),
        "session": _SUMS | {"sport_profile_name"},
        "lap": _SUMS | {"intensity", "wkt_step_index"},
        "set": frozenset(
            {
                *("timestamp", "start_time", "duration", "set_type", "repetitions", "wkt_step_index"),
                *("weight", "weight_display_unit", "category", "category_subtype"),
            }
        ),
        "activity": frozenset({"timestamp", "local_timestamp"}),
        "workout": frozenset({"wkt_name"}),
        "sport": frozenset({"sport", "sub_sport"}),
        "device_info": frozenset({"source_type", "device_type"}),
    }
)
"""What is kept of which message: seconds since FIT's epoch; enumerations by name, those of `product`, `device_type` and
a set's guesses by number where there are several."""


class FitFile:
    """The messages of one FIT file; several may follow each other in one body."""

    def __init__(self) -> None:
        """Begin empty."""
        self.messages: dict[str, list[Values]] = {name: [] for name in KEPT}
        self.track = RawTrack()
        self.problems: list[str] = []
        self.records = 0

    def first(self, name: str) -> Values:
        """Give the first message of a name, empty where there is none."""
        return next(iter(self.messages[name]), {})


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


def several(values: Values, name: str) -> tuple[int | str | None, ...]:
    """Give a field that may hold several numbers or names."""
    value = values.get(name)
    return tuple(
        each if isinstance(each, int | str) else None
        for each in (value if isinstance(value, list | tuple) else (value,))
    )


def known_instant(seconds: float) -> Instant | None:
    """Give the instant of FIT seconds; None where the device's clock had not been set."""
    if seconds < CLOCK_KNOWN:
        return None
    at = instant(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=FIT_EPOCH + seconds))
    return at if EARLIEST <= at < LATEST else None

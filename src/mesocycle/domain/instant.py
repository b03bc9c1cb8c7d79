"""Instants (UTC, milliseconds, `Z`) and the civil days they fall on."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from mesocycle.domain.document import Date, Instant, TimeOfDay
from mesocycle.domain.refusal import DocumentNotValid, PathMessage

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d\.\d{3}Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
EARLIEST: Instant = "1900-01-01T00:00:00.000Z"
LATEST: Instant = "9999-01-01T00:00:00.000Z"
FIRST_DAY: Date = "0001-01-01"
LAST_DAY: Date = "9999-12-31"
"""Between the two lie all days, where none is asked for."""
ALL_DAY: TimeOfDay = "00:00"
"""What `scheduledTime` holds where no time was set."""
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


_NO_PLACES = frozenset({"localtime", "posixrules", "Factory"})


@lru_cache(maxsize=600)
def zone(name: str) -> ZoneInfo:
    """Give the zone of an IANA name; an unknown one raises `ZoneInfoNotFoundError` or `ValueError`."""
    return ZoneInfo(name)


def is_zone(name: str) -> bool:
    """Tell whether the name is an IANA zone known here; what means a machine or counts leap seconds is none."""
    if name in _NO_PLACES or name.startswith(("right/", "posix/")):
        return False
    try:
        zone(name)
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError; odd names raise the others
        return False
    return True


def instant(moment: datetime) -> Instant:
    """Write an aware datetime as an instant."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def moment(text: Instant) -> datetime:
    """Read an instant; `ValueError` where it is none."""
    if not _INSTANT.fullmatch(text):
        raise ValueError(f"{text!r} is no instant of the form 2026-11-22T18:30:00.000Z")
    if not EARLIEST <= text < LATEST:  # every zone's civil day must exist
        raise ValueError(f"{text!r} is not between the years 1900 and 9998")
    return datetime.fromisoformat(text)


def is_day(text: Date) -> bool:
    """Tell whether a text is a day of the calendar as we write it."""
    try:
        day(text)
    except ValueError:
        return False
    return True


def is_instant(text: Instant) -> bool:
    """Tell whether a text is an instant as we write it."""
    try:
        moment(text)
    except ValueError:
        return False
    return True


def shifted(at: Instant, *, days: int = 0, seconds: int = 0) -> Instant:
    """Give the instant so much later, or earlier where it is negative."""
    return instant(moment(at) + timedelta(days=days, seconds=seconds))


def day(text: Date) -> date:
    """Read a date; `ValueError` where it is none."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"{text!r} is no date of the form 2026-11-22")
    return date.fromisoformat(text)


def is_time(text: TimeOfDay) -> bool:
    """Tell whether a text is a time of day, `HH:mm`."""
    return _TIME.fullmatch(text) is not None


def civil_day(at: Instant, time_zone: str) -> Date:
    """Give the calendar day an instant falls on in a zone."""
    return moment(at).astimezone(zone(time_zone)).date().isoformat()


def end_of_day(on: Date, time_zone: str) -> Instant:
    """Give the last millisecond of a civil day."""
    following = datetime.combine(day(on) + timedelta(days=1), time.min, tzinfo=zone(time_zone))
    return instant(following.astimezone(UTC) - timedelta(milliseconds=1))


def checked_day(path: str, text: Date) -> Date:
    """Give a date that exists, or refuse and name the field."""
    try:
        return day(text).isoformat()
    except ValueError:
        raise DocumentNotValid(
            f"{text!r} is no date.",
            "Write a day that exists as YYYY-MM-DD, for example 2026-11-22.",
            errors=(PathMessage(path=path, message="no date of the form YYYY-MM-DD"),),
        ) from None


def checked_instant(path: str, text: Instant) -> Instant:
    """Give an instant that exists, or refuse and name the field."""
    try:
        return instant(moment(text))
    except ValueError as reason:
        raise DocumentNotValid(
            f"{path} can't be read: {reason}.",
            "Write an instant in UTC with milliseconds, for example 2026-11-22T18:30:00.000Z.",
            errors=(PathMessage(path=path, message=str(reason)),),
        ) from None

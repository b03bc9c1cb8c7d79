"""Recordings of receivers that count their weeks anew: all of such a file is 1,024 weeks too early."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.document import Date

ROLLOVER = timedelta(weeks=1024)
_FIRST_OF_FIT = "2009"
"""No device wrote FIT before."""
_LATELY = timedelta(days=60)
TOLD = "The device's clock was 7,168 days behind, as its receiver counts the weeks anew: it was set right."


def dated_anew(activities: Sequence[Activity], today: Date) -> list[Activity]:
    """Set right what is 1,024 weeks too early; all else stays as it is.

    A FIT file that is older than FIT surely is. So is, in another format, what would be of the last weeks; but not
    where recordings of those years come with it, for then somebody brings along what is old.
    """
    days = [None if each.start is None else each.start[:10] for each in activities]
    lately = [day is not None and _is_lately(day, today) for day in days]
    brings_old = any(
        day is not None and day < _FIRST_OF_FIT and not late for day, late in zip(days, lately, strict=True)
    )
    return [
        _later(each) if day is not None and (_is_too_old(each, day, today) or (late and not brings_old)) else each
        for each, day, late in zip(activities, days, lately, strict=True)
    ]


def _is_lately(day: Date, today: Date) -> bool:
    then = date.fromisoformat(day) + ROLLOVER
    return date.fromisoformat(today) - _LATELY <= then <= date.fromisoformat(today)


def _is_too_old(activity: Activity, day: Date, today: Date) -> bool:
    if activity.format != "fit" or not day < _FIRST_OF_FIT:
        return False
    return date.fromisoformat(day) + ROLLOVER <= date.fromisoformat(today)


def _later(activity: Activity) -> Activity:
    return replace(
        activity,
        start=_moved(activity.start),
        civil_start=_moved(activity.civil_start),
        laps=tuple(replace(each, started_at=_moved(each.started_at)) for each in activity.laps),
        sets=tuple(replace(each, started_at=_moved(each.started_at)) for each in activity.sets),
        left_out=(*activity.left_out, TOLD),
    )


def _moved(text: str | None) -> str | None:
    """Move a moment, whichever way it is written, by whole days."""
    if text is None:
        return None
    return f"{datetime.fromisoformat(text[:10]) + ROLLOVER:%Y-%m-%d}{text[10:]}"

"""A file that is sent to a server to be imported: what is asked of it."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from mesocycle.domain.document import Id
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reading.checks import NAME, check_id, check_text
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal

UploadSource = Literal["hevy", "strong", "fitnotes", "jefit", "garmin", "strava", "activity", "sessions", "archive"]
"""The sources whose files can be sent to a server."""

ACTIVITY_LISTS = frozenset({ImportSource.GARMIN, ImportSource.STRAVA})
"""Lists of activities: of what a device recorded some other file may tell too."""
_TELLING_ALL = frozenset({ImportSource.ACTIVITY, ImportSource.SESSIONS, ImportSource.ARCHIVE})


class ImportRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a file that was sent; units and decimal mark only where the file does not say them."""

    source: ImportSource
    name: str
    weight_unit: WeightUnit | None = None
    distance_unit: Literal["m", "km", "mi"] | None = None
    decimal: Literal["point", "comma"] | None = None
    session_id: Id | None = None
    apart: bool = False
    lines: tuple[int, ...] = ()
    dry_run: bool = False


def check_wish(wish: ImportRequest) -> None:
    """Refuse a name that is none, and decisions that the source has no use for or that exclude each other."""
    faults = list(_faults(wish))
    if faults:
        raise refusal(faults)


def _faults(wish: ImportRequest) -> Iterator[Fault]:
    yield from check_text("name", wish.name, NAME)
    yield from check_id("sessionId", wish.session_id)
    of_activities = wish.source is ImportSource.ACTIVITY
    if wish.session_id is not None and not of_activities:
        yield Fault("sessionId", "is for activities only", "Leave it out, or send the file of a watch as `activity`.")
    if wish.apart and not of_activities and wish.source not in ACTIVITY_LISTS:
        yield Fault("apart", "is for activities and lists of them", "Leave it out.")
    if wish.lines and wish.source not in ACTIVITY_LISTS:
        yield Fault("lines", "are of lists of activities", "Leave them out.")
    if wish.session_id is not None and wish.apart:
        yield Fault("apart", "and sessionId exclude each other", "Give one of the two.")
    said_of_tables = (("weightUnit", wish.weight_unit), ("distanceUnit", wish.distance_unit), ("decimal", wish.decimal))
    for path, value in said_of_tables:
        if value is not None and wish.source in _TELLING_ALL:
            yield Fault(path, f"is not for {wish.source}: such files say it themselves", "Leave it out.")

"""A time zone as RFC 5545 has it: when summer and winter time begin, by a rule where the zone keeps to one."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mesocycle.domain.instant import zone

if TYPE_CHECKING:
    from icalendar import TimezoneDaylight, TimezoneStandard  # slow to load, and most processes describe no zone

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS = 28
"""After so many years the days of the week fall on the same dates again."""
_STEP = timedelta(days=5)


class _Change(NamedTuple):
    """A change of a zone's clock: its onset by the clock before it, as the standard wants it."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


@lru_cache(maxsize=256)
def describe(name: str, first_year: int, last_year: int) -> bytes:
    """Describe a zone for the years between two, as the text of a VTIMEZONE."""
    from icalendar import Timezone  # noqa: PLC0415  # as above

    told = Timezone()
    told.add("tzid", name)
    changes = list(_changes(name, first_year - 1, first_year + _YEARS))
    near = [each for each in changes if each.onset.year <= last_year]
    for kind in dict.fromkeys(
        (each.before, each.after, each.name, each.onset.month, each.onset.time()) for each in near
    ):
        alike = [
            each
            for each in changes
            if (each.before, each.after, each.name, each.onset.month, each.onset.time()) == kind
        ]
        rule = _rule(alike)
        if rule is not None:
            told.add_component(_observance(alike[0], rule))
        else:
            for each in alike:
                if each.onset.year <= last_year:
                    told.add_component(_observance(each, None))
    start = datetime(first_year - 1, 1, 1, tzinfo=UTC).astimezone(zone(name))
    offset = start.utcoffset() or timedelta()
    always = _Change(datetime(1970, 1, 1), offset, offset, start.tzname() or name, summer=False)  # noqa: DTZ001  # a clock's
    told.subcomponents.insert(0, _observance(always, None))
    return bytes(told.to_ical())


def _observance(change: _Change, rule: dict[str, object] | None) -> "TimezoneDaylight | TimezoneStandard":
    from icalendar import TimezoneDaylight, TimezoneStandard  # noqa: PLC0415  # as above

    told = TimezoneDaylight() if change.summer else TimezoneStandard()
    told.add("dtstart", change.onset)
    told.add("tzoffsetfrom", change.before)
    told.add("tzoffsetto", change.after)
    told.add("tzname", change.name)
    if rule is not None:
        told.add("rrule", rule)
    return told


def _changes(name: str, first_year: int, last_year: int) -> Iterator[_Change]:
    here = zone(name)
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year, 1, 1, tzinfo=UTC)
    while at < end:
        following = at + _STEP
        if at.astimezone(here).utcoffset() != following.astimezone(here).utcoffset():
            low, high = at, following
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                same = middle.astimezone(here).utcoffset() == at.astimezone(here).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            instant = high.replace(microsecond=0)
            old, new = at.astimezone(here), following.astimezone(here)
            before, after = old.utcoffset() or timedelta(), new.utcoffset() or timedelta()
            yield _Change(
                (instant + before).replace(tzinfo=None),
                before,
                after,
                new.tzname() or name,
                after > before and bool(old.dst() or new.dst()),  # Dublin calls its winter the daylight time
            )
        at = following


def _rule(alike: Sequence[_Change]) -> dict[str, object] | None:
    """Find the yearly rule of changes: the last or the nth such weekday of the month, or that in certain days."""
    days = [each.onset.date() for each in alike]
    years = [each.year for each in days]
    weekdays = {each.weekday() for each in days}
    if years != list(range(years[0], years[0] + len(years))) or len(years) < _YEARS or len(weekdays) != 1:
        return None
    day = _DAYS[weekdays.pop()]
    rule: dict[str, object] = {"FREQ": "YEARLY", "BYMONTH": days[0].month}
    if all((each + timedelta(days=7)).month != each.month for each in days):
        return {**rule, "BYDAY": f"-1{day}"}
    counts = {(each.day - 1) // 7 + 1 for each in days}
    if len(counts) == 1:
        return {**rule, "BYDAY": f"{counts.pop()}{day}"}
    least, most = min(each.day for each in days), max(each.day for each in days)
    return {**rule, "BYDAY": day, "BYMONTHDAY": list(range(least, most + 1))} if most - least <= 6 else None

"""A calendar as iCalendar: the same entries give the same bytes."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from mesocycle.domain.calendar.entry import USUAL_MINUTES, CalendarEntry
from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import day, moment, zone
from mesocycle.domain.session.session import SessionStatus
from mesocycle.formats.sheets.ical_zone import describe

if TYPE_CHECKING:
    from icalendar import Event  # slow to load, and most processes never write a calendar

_DONE = (SessionStatus.COMPLETED, SessionStatus.IN_PROGRESS)


class Person(NamedTuple):
    """Whose entries they are: the zone they live in, and a name before each title where there are several people."""

    time_zone: str
    name: str | None = None


class Plan(NamedTuple):
    """What a workout is called, and what is to be done in it."""

    title: str
    text: str
    minutes: int | None = None
    """About how long it takes."""


def write_calendar(
    name: str,
    entries: Iterable[CalendarEntry],
    people: Mapping[Id, Person],
    plans: Mapping[bytes, Plan],
    days: tuple[Date, Date],
    home: str,
) -> bytes:
    """Write a calendar; zones are described for the days it is about and no others.

    A calendar must hold something: an empty one describes its reader's own zone, `home`.
    """
    from icalendar import Calendar, Component, vDuration, vText  # noqa: PLC0415  # as above

    calendar = Calendar()
    calendar.add("prodid", "-//mesocycle//training calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", vDuration(timedelta(hours=1)), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(timedelta(hours=1)))
    for entry in entries:
        calendar.add_component(_event(entry, people[entry.user_id], plans[entry.snapshot_hash]))
    first, last = (day(each).year for each in days)
    missing = sorted(calendar.get_missing_tzids()) or ([] if calendar.subcomponents else [home])
    for place in reversed(missing):  # a zone stands before what is told in it
        calendar.subcomponents.insert(0, Component.from_ical(describe(place, first, last)))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, person: Person, plan: Plan) -> "Event":
    from icalendar import Event  # noqa: PLC0415  # as above

    event = Event()
    changed = moment(entry.changed_at).replace(microsecond=0)
    event.add("uid", entry.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.changes)
    title = entry.title(_plain(plan.title))
    event.add("summary", f"{_plain(person.name)}: {title}" if person.name else title)
    if plan.text:
        event.add("description", _plain(plan.text))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    start = _start(entry, zone(person.time_zone))
    event.add("dtstart", start)
    if isinstance(start, datetime):
        event.add("duration", timedelta(minutes=entry.duration_minutes or plan.minutes or USUAL_MINUTES))
    event.add("transp", "OPAQUE" if isinstance(start, datetime) and not entry.cancelled else "TRANSPARENT")
    return event


def _start(entry: CalendarEntry, place: ZoneInfo) -> date | datetime:
    if entry.started_at is not None and entry.status in _DONE:
        return moment(entry.started_at).replace(tzinfo=UTC, second=0, microsecond=0).astimezone(place)
    if entry.time is None:
        return day(entry.day)
    return datetime.combine(day(entry.day), datetime.strptime(entry.time, "%H:%M").time(), place)  # noqa: DTZ007  # with its zone


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    """Leave out characters that no calendar may hold."""
    return "".join(each for each in text.replace("\r\n", "\n").replace("\r", "\n") if each >= " " or each in "\n\t")

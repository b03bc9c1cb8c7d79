"""Zones as calendars describe them, read by two parsers that are not ours."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from mesocycle.formats.sheets.ical_zone import describe

_ZONES = (
    *("Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Chisinau", "Atlantic/Azores"),
    *("America/New_York", "America/St_Johns", "America/Sao_Paulo", "America/Santiago", "America/Havana"),
    *("Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Asia/Jerusalem", "Asia/Beirut", "Asia/Kolkata"),
    *("Asia/Kathmandu", "Asia/Tokyo", "Asia/Tehran", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland"),
    *("Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati"),
)


def _noons(name: str) -> list[datetime]:
    """Give every noon of three years in a zone."""
    first = date(2025, 1, 1)
    days = (first + timedelta(days=number) for number in range(3 * 365))
    return [datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(name)) for day in days]


@pytest.mark.parametrize("name", _ZONES)
def test_two_other_parsers_read_every_noon_as_the_instant_it_is(name: str) -> None:
    noons = _noons(name)
    calendar = icalendar.Calendar()
    calendar.add_component(icalendar.Timezone.from_ical(describe(name, 2025, 2028)))
    text = calendar.to_ical().decode().replace(f"TZID:{name}", "TZID:Somewhere")  # known by its description alone
    (zone,) = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    assert isinstance(zone, icalendar.Timezone)
    there = zone.to_tz(lookup_tzid=False)
    elsewhere = vobject.readOne(text).vtimezone.gettzinfo()

    for read in (there, elsewhere):
        assert [noon.replace(tzinfo=read).astimezone(UTC) for noon in noons] == [noon.astimezone(UTC) for noon in noons]


def test_an_onset_is_told_by_the_clock_that_it_ends() -> None:
    told = describe("Europe/Berlin", 2025, 2028).decode()

    assert "DTSTART:20240331T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in told
    assert "RDATE" not in told

"""One calendar, five programs that read calendars: each event begins and ends at the same instant for all of them."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject

from mesocycle.domain.calendar.entry import CalendarEntry
from mesocycle.domain.session.session import SessionStatus
from mesocycle.formats.sheets.ical import Person, Plan, write_calendar

_ZONES = (
    *("Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Chisinau", "Atlantic/Azores"),
    *("America/New_York", "America/St_Johns", "America/Sao_Paulo", "America/Santiago", "America/Havana"),
    *("Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Asia/Jerusalem", "Asia/Beirut", "Asia/Kolkata"),
    *("Asia/Kathmandu", "Asia/Tokyo", "Asia/Tehran", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland"),
    *("Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati"),
)
_MINUTES = 75
_PLAN = b"plan"
_ROOT = Path(__file__).parents[3]
_NODE = shutil.which("node")
Told = dict[str, tuple[object, object]]
"""Begin and end by uid: milliseconds, or a day that has no end."""


def _entries() -> Iterator[tuple[CalendarEntry, str, str | None]]:
    """Give sessions in every zone: every fifth day of a year, early and in the evening, and some without a time."""
    for place, name in enumerate(_ZONES):
        for number in range(0, 365, 5):
            on = (date(2026, 1, 1) + timedelta(days=number)).isoformat()
            time = (None, "04:30", "18:30")[number % 3]
            yield _entry(place, number, on, time), name, time


def _entry(place: int, number: int, on: str, time: str | None) -> CalendarEntry:
    return CalendarEntry(
        user_id=f"user-{place}",
        session_id=f"session-{place}-{number}",
        snapshot_hash=_PLAN,
        status=SessionStatus.SCHEDULED,
        removed=False,
        started_at=None,
        duration_minutes=None,
        day=on,
        time=time,
        changes=0,
        changed_at="2026-01-01T09:00:00.000Z",
    )


def _expected() -> Told:
    told: Told = {}
    for entry, name, time in _entries():
        if time is None:
            told[entry.uid] = entry.day, None
            continue
        begin = datetime.fromisoformat(f"{entry.day}T{time}").replace(tzinfo=ZoneInfo(name)).timestamp() * 1000
        told[entry.uid] = begin, begin + _MINUTES * 60_000
    return told


def _calendar() -> bytes:
    entries = [entry for entry, _, _ in _entries()]
    people = {f"user-{place}": Person(name) for place, name in enumerate(_ZONES)}
    plans = {_PLAN: Plan("Squat day", "Squat.", _MINUTES)}
    return write_calendar("Training", entries, people, plans, ("2026-01-01", "2026-12-31"), "UTC")


def _at(begin: date, end: date | None) -> tuple[object, object]:
    if not isinstance(begin, datetime):
        return begin.isoformat(), None
    assert isinstance(end, datetime)
    return begin.astimezone(UTC).timestamp() * 1000, end.astimezone(UTC).timestamp() * 1000


def _by_icalendar(body: bytes) -> Told:
    events = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return {str(each["uid"]): _at(each.start, each.end) for each in events if isinstance(each, icalendar.Event)}


def _by_vobject(body: bytes) -> Told:
    told = {}
    for each in vobject.readOne(body.decode()).vevent_list:
        begin = each.dtstart.value
        told[each.uid.value] = _at(begin, begin + each.duration.value if "duration" in each.contents else None)
    return told


def _by_recurring_ical_events(body: bytes) -> Told:
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between((2025, 12, 30), (2027, 1, 3))
    return {str(each["uid"]): _at(each.start, each.end) for each in found}


_READERS = {
    "icalendar": _by_icalendar,
    "vobject": _by_vobject,
    "recurring-ical-events": _by_recurring_ical_events,
}


@pytest.mark.parametrize("read", _READERS.values(), ids=_READERS)
def test_a_reader_of_calendars_sees_every_session_at_its_instant(read: Callable[[bytes], Told]) -> None:
    assert _different(read(_calendar())) == {}


@pytest.mark.parametrize("name", ["ical.js", "node-ical"])
def test_a_reader_in_javascript_sees_every_session_at_its_instant(name: str, tmp_path: Path) -> None:
    if _NODE is None or not (_ROOT / "node_modules" / name).exists():
        pytest.skip("needs Node and its readers of calendars: make setup, on a machine with npm")
    path = tmp_path / "calendar.ics"
    path.write_bytes(_calendar())

    script = Path(__file__).parent / "read_calendar.mjs"
    ran = subprocess.run([_NODE, script, path], cwd=_ROOT, capture_output=True, text=True, check=True)

    told = {uid: (begin, end) for uid, begin, end in json.loads(ran.stdout)[name]}
    assert _different(told) == {}


def _different(told: Told) -> dict[str, tuple[object, object]]:
    expected = _expected()
    assert set(told) == set(expected)
    return {uid: (told[uid], expected[uid]) for uid in told if told[uid] != expected[uid]}

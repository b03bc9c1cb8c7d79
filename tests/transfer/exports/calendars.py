"""What the tests of exports share."""

from typing import Any

import icalendar
import vobject

from mesocycle.actions.people.calendar_address import issue_calendar_feed
from mesocycle.domain.calendar.address import NewCalendarFeed, Whose
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.arrange import an_act


def an_address(db: Database, user: User, whose: Whose = Whose.OWN) -> str:
    return issue_calendar_feed(db, NewCalendarFeed(whose=whose), str, an_act(user)).secret


LATER = "2026-01-20T09:00:00.000Z"


def events(body: bytes) -> dict[str, Any]:
    """Read a calendar by both parsers, see to it that it is sound, and give its events by title."""
    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in body.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(body)
    calendar.validate()  # type: ignore[no-untyped-call]  # icalendar leaves this one without types
    found = list(calendar.walk("VEVENT"))
    assert [error for each in calendar.walk() for error in each.errors] == []
    named = {each["dtstart"].params.get("TZID") for each in found} - {None}
    zones = {str(each["tzid"]) for each in calendar.walk("VTIMEZONE")}
    assert zones == named or not found
    assert len({str(each["uid"]) for each in found}) == len(found)
    other = vobject.readOne(body.decode())
    other.validate(raiseException=True)
    assert len(other.contents.get("vevent", [])) == len(found)
    return {f"{each['summary']} {each.decoded('dtstart').isoformat()[:10]}": each for each in found}

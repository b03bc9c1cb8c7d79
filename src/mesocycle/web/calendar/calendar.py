"""`/calendar`: month, week or agenda around a day, now or as it stood on a past one."""

from collections import defaultdict
from typing import Annotated

from msgspec import Meta, Struct

from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import end_of_day
from mesocycle.domain.session.summary import SessionSummary, summary_with
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.calendar import as_of as past_calendar
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.plans import snapshots
from mesocycle.web.calendar.span import VIEWS, Span, View, span_of
from mesocycle.web.frame.page import Reader, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.session.session import standing

routes = Routes("Pages: calendar", described="Month, week and agenda.")

_MOST = 1000


class CalendarQuery(PageQuery, frozen=True, kw_only=True):
    """Which days, in which form."""

    view: Annotated[View, Meta(description="month, week or agenda")] = "month"
    day: Annotated[Date | None, Meta(description="A day of it; absent: today.")] = None
    as_of: Annotated[Date | None, Meta(description="The calendar as it stood at the end of this day.")] = None


class Entry(Struct, frozen=True, kw_only=True):
    """A session on its day."""

    session: SessionSummary
    standing: str
    movable: bool


class CalendarDay(Struct, frozen=True, kw_only=True):
    """One day with what stands on it."""

    day: Date
    entries: tuple[Entry, ...]
    outside: bool
    """Whether it is of another month than the one that is shown."""


@routes.get("/calendar", query=CalendarQuery, media_type="text/html")
def show(call: Call) -> Answer:
    """Show the calendar; done sessions stand on the day they were done."""
    asked, reader = call.asked(CalendarQuery), reader_of(call)
    past = asked.as_of if asked.as_of is not None and asked.as_of < reader.today else None
    span = span_of(asked.view, asked.day or past or reader.today, reader.formats.first_weekday)
    found = _sessions(call, reader, call.actor.id, span, past)
    by_day: dict[Date, list[Entry]] = defaultdict(list)
    for each in found:
        stands = standing(each.status, each.scheduled_date, past or reader.today)
        movable = past is None and stands in {"scheduled", "overdue"}
        by_day[each.performed_date or each.scheduled_date].append(Entry(session=each, standing=stands, movable=movable))
    days = [
        CalendarDay(
            day=day,
            entries=tuple(by_day.get(day, ())),
            outside=span.view == "month" and day[:7] != span.around[:7],
        )
        for day in span.days
        if span.view != "agenda" or by_day.get(day)
    ]
    return page(
        call, "calendar/calendar.html", reader=reader, span=span, days=days, views=VIEWS, past=past, today=reader.today
    )


def _sessions(call: Call, reader: Reader, user_id: Id, span: Span, past: Date | None) -> list[SessionSummary]:
    with call.db.read() as read:
        if past is None or reader.user is None:
            wanted = Wanted(first=span.first, last=span.last)
            return calendar_pages.summaries(read, user_id, wanted, None, _MOST)
        at = end_of_day(past, reader.user.time_zone)
        found = past_calendar.stood(read, user_id, span.first, span.last, at)
        titles = snapshots.of_snapshots(read, {each.snapshot_hash for each in found})
    return [summary_with(each.session, titles[each.snapshot_hash]) for each in found]

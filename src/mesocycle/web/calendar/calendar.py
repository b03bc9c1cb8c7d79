"""`/calendar`: month, week or agenda around a day, now or as it stood on a past one."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.instant import FIRST_DAY, civil_day, end_of_day
from mesocycle.domain.permission import ALL
from mesocycle.domain.session.session import standing
from mesocycle.domain.session.summary import SessionSummary, summary_with
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import receipts
from mesocycle.storage.calendar import as_of as past_calendar
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.engine.database import Read
from mesocycle.storage.plans import snapshots
from mesocycle.web.calendar.span import VIEWS, Span, View, span_of
from mesocycle.web.frame.page import Reader, page, reader_of
from mesocycle.web.frame.queries import PageQuery

routes = Routes("Pages: calendar", described="Month, week and agenda.")

_MOST = 1000
_MOST_RECEIPTS = 100


class CalendarQuery(PageQuery, frozen=True, kw_only=True):
    """Which days, in which form."""

    view: Annotated[View, Meta(description="month, week or agenda")] = "month"
    day: Annotated[Date | None, Meta(description="A day of it; absent: today.")] = None
    at: Annotated[Instant | None, Meta(description="The calendar as it stood at this moment.")] = None
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
    moment = _moment(call, asked, reader)
    past = None if moment is None else civil_day(moment, reader.zone)
    span = span_of(asked.view, asked.day or past or reader.today, reader.formats.first_weekday)
    with call.db.read() as read:
        found = _sessions(read, call.actor.id, span, moment)
        since = () if moment is None else _since(read, call.actor.id, moment, span)
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
        call,
        "calendar/calendar.html",
        reader=reader,
        span=span,
        days=days,
        views=VIEWS,
        past=past,
        at=asked.at if past else None,
        moment=moment,
        since=since,
        today=reader.today,
    )


def _moment(call: Call, asked: CalendarQuery, reader: Reader) -> Instant | None:
    """Give the past moment that is asked for; what is not past yet is now."""
    if asked.at is not None and asked.at < call.now:
        return max(asked.at, f"{FIRST_DAY}T00:00:00.000Z")
    if asked.as_of is not None and asked.as_of < reader.today:
        return end_of_day(max(asked.as_of, FIRST_DAY), reader.zone)
    return None


def _sessions(read: Read, user_id: Id, span: Span, moment: Instant | None) -> list[SessionSummary]:
    if moment is None:
        return calendar_pages.summaries(read, user_id, Wanted(first=span.first, last=span.last), None, _MOST)
    found = past_calendar.stood(read, user_id, span.first, span.last, moment)
    titles = snapshots.of_snapshots(read, {each.snapshot_hash for each in found})
    return [summary_with(each.session, titles[each.snapshot_hash]) for each in found]


def _since(read: Read, user_id: Id, moment: Instant, span: Span) -> tuple[Receipt, ...]:
    """Give the receipts since then that changed something on the days shown, the newest first."""
    found = receipts.newest_first(read, user_id, ALL, after=None, limit=_MOST_RECEIPTS)
    return tuple(
        each for each in found if each.at > moment and any(span.first <= on <= span.last for on in _days(each))
    )


def _days(receipt: Receipt) -> Iterator[Date]:
    yield from (each.scheduled_date for each in receipt.removed)
    yield from (each.scheduled_date for each in receipt.created)
    for each in receipt.moved:
        yield from (each.from_, each.to)

"""Which days a view of the calendar shows around a day, and where it goes on before and after."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from mesocycle.domain.document import Date
from mesocycle.domain.instant import FIRST_DAY, LAST_DAY

View = Literal["month", "week", "agenda"]
VIEWS: tuple[View, ...] = ("month", "week", "agenda")
_AGENDA_DAYS = 42


class Span(Struct, frozen=True, kw_only=True):
    """The days from the first to the last, and the days that the earlier and the later page are around."""

    view: View
    around: Date
    first: Date
    last: Date
    before: Date
    after: Date

    @property
    def days(self) -> list[Date]:
        """Every day of it."""
        begin, end = date.fromisoformat(self.first), date.fromisoformat(self.last)
        return [(begin + timedelta(days=each)).isoformat() for each in range((end - begin).days + 1)]


def span_of(view: View, around: Date, first_weekday: int) -> Span:
    """Give the days of a view; a month is filled up to whole weeks. Monday is weekday 0."""
    at = min(max(date.fromisoformat(around), _inside(FIRST_DAY, 400)), _inside(LAST_DAY, -400))
    if view == "agenda":
        return _made(view, at, at, at + timedelta(days=_AGENDA_DAYS - 1), timedelta(days=_AGENDA_DAYS))
    if view == "week":
        first = _week_begin(at, first_weekday)
        return _made(view, at, first, first + timedelta(days=6), timedelta(days=7))
    begin = at.replace(day=1)
    end = at.replace(day=monthrange(at.year, at.month)[1])
    last = _week_begin(end, first_weekday) + timedelta(days=6)
    return Span(
        view=view,
        around=at.isoformat(),
        first=_week_begin(begin, first_weekday).isoformat(),
        last=last.isoformat(),
        before=(begin - timedelta(days=1)).replace(day=1).isoformat(),
        after=(end + timedelta(days=1)).isoformat(),
    )


def _made(view: View, at: date, first: date, last: date, step: timedelta) -> Span:
    return Span(
        view=view,
        around=at.isoformat(),
        first=first.isoformat(),
        last=last.isoformat(),
        before=(at - step).isoformat(),
        after=(at + step).isoformat(),
    )


def _week_begin(at: date, first_weekday: int) -> date:
    return at - timedelta(days=(at.weekday() - first_weekday) % 7)


def _inside(edge: Date, days: int) -> date:
    return date.fromisoformat(edge) + timedelta(days=days)

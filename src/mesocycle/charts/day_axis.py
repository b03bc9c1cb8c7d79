"""An axis of civil days: in UTC, so that no reader's zone moves them; ticks where weeks, months or years begin."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import altair as alt

from mesocycle.charts.frame import SHEET, Sheet
from mesocycle.domain.document import Date

_DAY_FORM = "%Y-%m-%d"
_LEAST_DAYS = 28
"""A shorter span is shown in the midst of so many days, or one bar would be a wall."""
_MOST_WEEKS = 32
_MOST_MONTHS = 60
_LABELS = 8
_NARROW_LABELS = 3
_YEAR_LABELS = 14


class Ticks(NamedTuple):
    """The days that are written at an axis, and in what form."""

    days: list[date]
    form: str


def days(field: str, first: Date, last: Date, *, week: Date | None = None, sheet: Sheet = SHEET) -> alt.X:
    """Give an axis of civil days from the first to the last; `week` is the first day of any week."""
    begin, end = _window(date.fromisoformat(first), date.fromisoformat(last))
    marked = ticks(begin, end, 0 if week is None else date.fromisoformat(week).weekday())
    if sheet.narrow:
        marked = marked._replace(days=marked.days[:: len(marked.days) // (_NARROW_LABELS + 1) + 1])
    form = sheet.words.day_form if marked.form == _DAY_FORM else marked.form
    return alt.X(
        f"{field}:T",
        scale=alt.Scale(type="utc", domain=[_moment(begin), _moment(end)]),
        title=None,
        axis=alt.Axis(values=[_moment(day) for day in marked.days], format=form, labelFlush=False),
    )


def day_tip(field: str = "day") -> alt.Tooltip:
    """Tell a day where a mark is pointed at; without a unit in UTC it would be the reader's own, perhaps another."""
    return alt.Tooltip(f"{field}:T", timeUnit="utcyearmonthdate", title="day")


def day_colour(field: str, first: Date, last: Date) -> alt.Color:
    """Colour by day, from early to late; as a number, for a scale of time shows only a part of a theme's colours."""
    ends = [moment_ms(first), moment_ms(last)]
    legend = alt.Legend(values=ends, labelExpr="utcFormat(datum.value, '%Y-%m-%d')")
    return alt.Color(f"{field}:Q", title="day", scale=alt.Scale(domain=ends), legend=legend)


def moment_ms(day: Date) -> int:
    """Give the beginning of a day in UTC, in milliseconds, as Vega counts."""
    return (date.fromisoformat(day) - date(1970, 1, 1)).days * 86_400_000


def ticks(first: date, last: date, begins: int = 0) -> Ticks:
    """Choose the days to write: those on which weeks begin (Monday is 0), firsts of months, or of years."""
    if (last - first).days <= 7 * _MOST_WEEKS:
        begin, end = first.toordinal(), last.toordinal()
        weeks = range(begin + (begins - first.weekday()) % 7, end + 1, 7)
        return Ticks([date.fromordinal(each) for each in weeks[:: len(weeks) // (_LABELS + 1) + 1]], _DAY_FORM)
    months = 12 * (last.year - first.year) + last.month - first.month
    if months <= _MOST_MONTHS:
        step = next(each for each in (1, 2, 3, 6) if months <= each * (_LABELS + 2))
        return Ticks([day for day in _firsts(first, last) if (day.month - 1) % step == 0], "%b %Y")
    step = (last.year - first.year) // _YEAR_LABELS + 1
    return Ticks([day for day in _firsts(first, last) if day.month == 1 and day.year % step == 0], "%Y")


def _firsts(first: date, last: date) -> Iterator[date]:
    """Give the first of every month in a span."""
    for month in range(12 * first.year + first.month - 1, 12 * last.year + last.month):
        day = date(month // 12, month % 12 + 1, 1)
        if day >= first:
            yield day


def _window(first: date, last: date) -> tuple[date, date]:
    lack = max(0, _LEAST_DAYS - (last - first).days)
    room = (lack + 1) // 2
    begin, end = max(1, first.toordinal() - room), min(date.max.toordinal(), last.toordinal() + room)
    return date.fromordinal(begin), date.fromordinal(end)


def _moment(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)

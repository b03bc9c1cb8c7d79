"""Calendar weeks, Monday to Sunday, as reports go through them."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from mesocycle.domain.document import Date


@lru_cache(maxsize=8192)
def week_of(on: Date) -> Date:
    """Give the Monday of a day's week."""
    there = date.fromisoformat(on)
    return date.fromordinal(there.toordinal() - there.weekday()).isoformat()


def weeks_between(first: Date, last: Date) -> list[Date]:
    """Give the Mondays of all weeks that have a day between two, both included."""
    begin, end = date.fromisoformat(week_of(first)).toordinal(), date.fromisoformat(last).toordinal()
    return [date.fromordinal(each).isoformat() for each in range(begin, end + 1, 7)]


def days_between(first: Date, last: Date) -> Iterator[Date]:
    """Go through the days from one to another, both included."""
    begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return (date.fromordinal(each).isoformat() for each in range(begin, end + 1))


def days_before(on: Date, days: int) -> Date:
    """Give the day so many days before another (after it where they are negative); the calendar's ends hold."""
    ordinal = date.fromisoformat(on).toordinal() - days
    return date.fromordinal(min(max(1, ordinal), date.max.toordinal())).isoformat()

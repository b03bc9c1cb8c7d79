"""Calendar weeks as reports go through them, from Monday on or from the day on which somebody's weeks begin."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from mesocycle.domain.document import Date


@lru_cache(maxsize=8192)
def week_of(on: Date, begins: int = 0) -> Date:
    """Give the first day of a day's week, which `begins` on a weekday; Monday is 0."""
    there = date.fromisoformat(on)
    return date.fromordinal(max(there.toordinal() - (there.weekday() - begins) % 7, 1)).isoformat()


def weeks_between(first: Date, last: Date, begins: int = 0) -> list[Date]:
    """Give the first days of all weeks that have a day between two, both included."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last).toordinal()
    from_ = begin.toordinal() - (begin.weekday() - begins) % 7
    return [date.fromordinal(max(each, 1)).isoformat() for each in range(from_, end + 1, 7)]


def days_between(first: Date, last: Date) -> Iterator[Date]:
    """Go through the days from one to another, both included."""
    begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return (date.fromordinal(each).isoformat() for each in range(begin, end + 1))


def days_before(on: Date, days: int) -> Date:
    """Give the day so many days before another (after it where they are negative); the calendar's ends hold."""
    ordinal = date.fromisoformat(on).toordinal() - days
    return date.fromordinal(min(max(1, ordinal), date.max.toordinal())).isoformat()

"""Weeks as bars: each from its first day on, and where there are too many to tell apart, months in their place."""

from collections.abc import Iterable
from typing import NamedTuple

from mesocycle.analytics.weeks import days_before
from mesocycle.domain.document import Date

MOST_WEEKS = 120
"""More bars than this on one axis are a wall."""


class Span(NamedTuple):
    """From a day to where its bar ends, and the sums of what was counted."""

    first: Date
    end: Date
    amounts: tuple[float, ...]


class Spans(NamedTuple):
    """Weeks or months, and which of the two."""

    word: str
    spans: list[Span]


def spans(weeks: Iterable[tuple[Date, tuple[float, ...]]]) -> Spans:
    """Give weeks (first day, amounts) as bars, summed by the month of that day where there are very many."""
    told = list(weeks)
    if len(told) <= MOST_WEEKS:
        length = 6 if len(told) > 1 else 7  # a day's gap between bars; a single one fills its week
        return Spans("week", [Span(begin, days_before(begin, -length), amounts) for begin, amounts in told])
    months: dict[str, tuple[float, ...]] = {}
    for begin, amounts in told:
        known = months.get(begin[:7], (0.0,) * len(amounts))
        months[begin[:7]] = tuple(one + other for one, other in zip(known, amounts, strict=True))
    return Spans(
        "month", [Span(f"{month}-01", days_before(f"{month}-01", -26), sums) for month, sums in months.items()]
    )

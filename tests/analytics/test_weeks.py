"""Calendar weeks as reports go through them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.analytics.weeks import days_before, days_between, week_of, weeks_between

DAYS = st.dates().map(str)


def test_a_week_goes_from_monday_to_sunday() -> None:
    assert [week_of(day) for day in ("2026-01-04", "2026-01-05", "2026-01-11")] == [
        "2025-12-29",
        "2026-01-05",
        "2026-01-05",
    ]


@pytest.mark.parametrize(("begins", "weeks"), [(6, ["2026-01-04", "2026-01-11"]), (5, ["2026-01-03", "2026-01-10"])])
def test_a_week_may_begin_on_sunday_or_saturday(begins: int, weeks: list[str]) -> None:
    days = list(days_between("2026-01-04", "2026-01-11"))

    assert list(dict.fromkeys(week_of(day, begins) for day in days)) == weeks
    assert weeks_between(days[0], days[-1], begins) == weeks


def test_a_week_that_has_one_day_of_a_span_is_in_it() -> None:
    assert weeks_between("2026-01-04", "2026-01-12") == ["2025-12-29", "2026-01-05", "2026-01-12"]


def test_a_span_that_ends_before_it_begins_has_no_days() -> None:
    assert list(days_between("2026-01-05", "2026-01-04")) == []
    assert list(days_between("2026-01-05", "2026-01-05")) == ["2026-01-05"]


@given(DAYS, st.integers(-4_000_000, 4_000_000))
def test_days_before_a_day_end_where_the_calendar_does(day: str, days: int) -> None:
    assert "0001-01-01" <= days_before(day, days) <= "9999-12-31"


@given(DAYS.filter(lambda day: day > "0001-01-07"), st.integers(0, 6))
def test_a_week_has_seven_days_and_the_day_is_one_of_them(day: str, begins: int) -> None:
    last = days_before(week_of(day, begins), -6)

    assert day in list(days_between(week_of(day, begins), last))

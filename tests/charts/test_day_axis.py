"""The axis of days: Mondays, months or years that can be read, and days that no reader's zone moves."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import vl_convert

from mesocycle.charts.adherence import PlannedWeek, planned_and_done
from mesocycle.charts.day_axis import ticks
from mesocycle.charts.drawing import description
from tests.charts.descriptions import CHARTS

_DATED = ("progress", "running", "load", "planned")


def test_weeks_are_marked_on_mondays() -> None:
    marked = ticks(date(2026, 9, 9), date(2026, 11, 22))

    assert marked.form == "%Y-%m-%d"
    assert {day.weekday() for day in marked.days} == {0}
    assert marked.days[0] == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("last", "form"),
    [("2026-02-01", "%Y-%m-%d"), ("2027-01-01", "%b %Y"), ("2030-01-01", "%b %Y"), ("2036-01-01", "%Y")],
)
def test_marks_are_few_enough_to_be_read_and_more_than_one(last: str, form: str) -> None:
    marked = ticks(date(2026, 1, 5), date.fromisoformat(last))

    assert marked.form == form
    assert 2 <= len(marked.days) <= 15


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_have_an_axis_too(day: str) -> None:
    drawn = description(planned_and_done([PlannedWeek(day, 1, 1)]))

    first, last = drawn["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert first != last


def test_a_single_week_is_a_bar_and_not_a_wall() -> None:
    drawn = description(planned_and_done([PlannedWeek("2026-01-05", 4, 3)]))

    first, last = drawn["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert (first["month"], first["date"], last["month"], last["date"]) == (12, 25, 1, 23)


@pytest.mark.parametrize("chart", _DATED)
def test_what_is_pointed_at_names_its_day_in_no_zone_of_the_readers(chart: str) -> None:
    vega = vl_convert.vegalite_to_vega(description(CHARTS[chart](40)), vl_version="6.4")

    tips = [
        mark["encode"]["update"]["tooltip"]["signal"] for mark in _marks(vega) if "tooltip" in mark["encode"]["update"]
    ]
    assert tips
    assert all("utcFormat" in tip and "timeFormat" not in tip for tip in tips)


def _marks(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for mark in part.get("marks", []):
        if "update" in mark.get("encode", {}):
            yield mark
        yield from _marks(mark)

"""Weeks of training as a whole."""

from typing import Any

from hypothesis import given

from mesocycle.analytics.load.load import load_report
from mesocycle.analytics.training_weeks import week_report
from mesocycle.domain.history.done import DoneSession
from tests.analytics.running.test_running import some_sessions
from tests.analytics.strength.test_strength import numbers_of


@given(some_sessions())
def test_a_report_of_weeks_sums_what_the_report_of_load_sums(sessions: list[DoneSession]) -> None:
    span: dict[str, Any] = {"first": "2026-01-03", "last": "2026-01-30"}

    weeks = week_report([], sessions, {}, **span)

    loads = load_report(sessions, [], **span)
    assert [(week.week, week.load, week.unrated) for week in weeks.weeks] == [
        (week.week, week.load, week.unrated) for week in loads.weeks
    ]
    assert numbers_of(weeks)

"""Load by days and weeks: rest days are zeros, unrated sessions are told, undefined is absent."""

from math import fsum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.analytics.load.load import load_report, session_load
from mesocycle.domain.history.done import DoneSession
from mesocycle.domain.plan.targets import ReferenceKind
from tests.analytics.running.runs import a_value
from tests.analytics.running.test_running import some_sessions
from tests.analytics.sets import a_done_session, an_effort
from tests.analytics.strength.test_strength import numbers_of

_WEEK: dict[str, Any] = {"first": "2026-01-05", "last": "2026-01-11"}


@pytest.mark.parametrize(("rpe", "minutes", "load"), [(7.0, 60.0, 420), (None, 60.0, None), (7.0, None, None)])
def test_a_session_without_rating_or_duration_has_no_load(
    rpe: float | None, minutes: float | None, load: float | None
) -> None:
    assert session_load(a_done_session(rpe=rpe, duration_min=minutes)) == load


def test_a_week_of_foster_is_reported_with_his_sample_monotony_and_strain() -> None:
    loads = {"05": 300.0, "07": 420.0, "09": 360.0, "10": 600.0}
    sessions = [a_done_session(id=day, day=f"2026-01-{day}", rpe=1.0, duration_min=load) for day, load in loads.items()]

    (week,) = load_report(sessions, [], **_WEEK).weeks

    assert (week.load, week.monotony) == (1680, 0.99)
    assert week.strain == pytest.approx(1662.8, abs=0.05)


def test_a_part_of_a_week_has_neither_monotony_nor_strain() -> None:
    (week,) = load_report([a_done_session()], [], first="2026-01-06", last="2026-01-11").weeks

    assert (week.monotony, week.strain) == (None, None)


def test_unrated_sessions_are_told_and_are_in_no_load() -> None:
    (week,) = load_report([a_done_session(), a_done_session(id="t", rpe=None)], [], **_WEEK).weeks

    assert (week.sessions, week.unrated, week.load) == (2, 1, 300)


def test_the_chronic_load_knows_the_days_before_the_first() -> None:
    before = a_done_session(day="2025-12-20", rpe=7.0, duration_min=40.0)

    found = load_report([before], [], **_WEEK)

    assert found.days[0].chronic == 10
    assert found.weeks[0].load == 0


def test_trimp_wants_both_ends_of_the_heart_rate_reserve() -> None:
    session = a_done_session(efforts=(an_effort(duration_s=3600.0, average_heart_rate=150.0),))
    ends = [
        a_value(ReferenceKind.RESTING_HEART_RATE, value=50),
        a_value(ReferenceKind.MAX_HEART_RATE, value=190),
    ]

    assert load_report([session], ends, **_WEEK).weeks[0].trimp == pytest.approx(108.10, abs=0.005)
    assert load_report([session], ends[:1], **_WEEK).weeks[0].trimp is None


def test_every_figure_has_its_definition_beside_it() -> None:
    found = load_report([], [], **_WEEK)

    assert set(found.definitions) == {"load", "trimp", "monotony", "strain", "acute", "chronic", "ratio"}
    assert "not a prediction" in found.definitions["ratio"]


def test_an_empty_history_gives_a_report_of_zeros() -> None:
    found = load_report([], [], **_WEEK)

    assert (found.acute, found.chronic, found.ratio, len(found.days)) == (0, 0, None, 7)


@given(some_sessions())
def test_days_and_weeks_add_up_to_the_same(sessions: list[DoneSession]) -> None:
    found = load_report(sessions, [], first="2026-01-03", last="2026-01-30")

    assert fsum(day.load for day in found.days) == pytest.approx(fsum(week.load for week in found.weeks), abs=0.5)
    assert numbers_of(found)


@given(st.lists(st.floats(min_value=0, max_value=30_000), min_size=1, max_size=5))
def test_no_load_is_beyond_what_two_days_at_the_hardest_come_to(minutes: list[float]) -> None:
    sessions = [a_done_session(duration_min=each, rpe=10) for each in minutes]

    loads = [session_load(each) for each in sessions]

    assert all(load is None or load <= 48 * 60 * 10 for load in loads)
    assert [load is None for load in loads] == [not 0 < each <= 48 * 60 for each in minutes]

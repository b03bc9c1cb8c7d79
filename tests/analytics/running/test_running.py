"""Running by movement: a hike is no run, a rest no distance, what is not known is absent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.analytics.running.running import running_report, running_weeks, sum_movements, time_in_zones
from mesocycle.domain.activity.gradient import cost_of_running
from mesocycle.domain.history.done import DoneEffort, DoneSession
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import Movement, WorkoutType
from tests.analytics.running.runs import FIRST, LAST, a_value
from tests.analytics.sets import a_done_session, an_effort
from tests.analytics.strength.test_strength import numbers_of


@st.composite
def some_sessions(draw: st.DrawFn) -> list[DoneSession]:
    """Any sessions that a history may hold."""
    amount = st.none() | st.floats(0, 50_000, allow_nan=False)
    effort = st.builds(
        DoneEffort,
        movement=st.sampled_from(["run", "walk", "hike", "bike"]),
        phase=st.sampled_from(["active", "rest", "recovery"]),
        distance_m=amount,
        duration_s=amount,
        gain_m=amount,
        loss_m=amount,
        average_heart_rate=st.none() | st.floats(60, 200, allow_nan=False),
    )
    days = draw(st.lists(st.integers(1, 31), max_size=8))
    return [
        DoneSession(
            id=str(number),
            day=f"2026-01-{day:02d}",
            type=WorkoutType.RUNNING,
            duration_min=draw(st.none() | st.floats(0, 600, allow_nan=False)),
            rpe=draw(st.none() | st.floats(0, 10, allow_nan=False)),
            efforts=tuple(draw(st.lists(effort, max_size=4))),
        )
        for number, day in enumerate(days)
    ]


@pytest.mark.parametrize("movement", ["hike", "bike", "walk"])
def test_a_hike_or_a_ride_is_no_running_distance(movement: Movement) -> None:
    session = a_done_session(efforts=(an_effort(), an_effort(movement=movement, distance_m=40_000.0)))

    (week, _) = running_weeks([session], FIRST, LAST)

    assert week.distance_m == 5000


def test_a_rest_is_neither_time_nor_distance() -> None:
    (run,) = sum_movements([a_done_session(efforts=(an_effort(), an_effort(phase="rest", distance_m=20.0)))])

    assert (run.efforts, run.distance_m, run.duration_s) == (1, 5000, 1500)


def test_pace_is_of_efforts_that_have_both_distance_and_time() -> None:
    efforts = (an_effort(), an_effort(duration_s=None), an_effort(distance_m=None))

    (run,) = sum_movements([a_done_session(efforts=efforts)])

    assert run.pace_s_per_km == 300
    assert run.distance_m == 10_000


def test_the_grade_adjusted_pace_of_a_climb_is_minettis() -> None:
    (run,) = sum_movements([a_done_session(efforts=(an_effort(gain_m=500.0),))])

    assert run.grade_adjusted_pace_s_per_km == pytest.approx(300 * cost_of_running(0) / cost_of_running(0.1), abs=0.06)
    assert run.km_effort == 10


def test_what_the_track_says_goes_before_what_the_totals_do() -> None:
    (run,) = sum_movements([a_done_session(efforts=(an_effort(gain_m=500.0, grade_adjusted_m=6_000.0),))])

    assert run.grade_adjusted_pace_s_per_km == 250


def test_weeks_without_running_stand_as_zeros() -> None:
    weeks = running_weeks([a_done_session(efforts=(an_effort(),))], FIRST, LAST)

    assert [(week.week, week.distance_m) for week in weeks] == [("2026-01-05", 5000), ("2026-01-12", 0)]


def test_time_in_zones_goes_by_the_zones_in_force_on_the_day() -> None:
    zones = a_value(ReferenceKind.HEART_RATE_ZONES, bounds=[120, 150, 170])
    efforts = (an_effort(average_heart_rate=120.0), an_effort(average_heart_rate=151.0), an_effort())

    found = time_in_zones([a_done_session(efforts=efforts)], [zones])

    assert [(one.zone, one.duration_s) for one in found] == [(1, 1500), (2, 0), (3, 1500), (4, 0)]


def test_without_zones_no_time_is_in_any() -> None:
    assert time_in_zones([a_done_session(efforts=(an_effort(average_heart_rate=150.0),))], []) == ()


def test_an_empty_history_gives_a_report() -> None:
    found = running_report([], [], first=FIRST, last=LAST)

    assert (found.movements, found.prediction, len(found.weeks)) == ((), None, 2)


@given(some_sessions())
def test_weeks_add_up_to_the_whole(sessions: list[DoneSession]) -> None:
    report = running_report(sessions, [], first="2026-01-01", last="2026-01-31")

    run = next((one for one in report.movements if one.movement == "run"), None)
    assert sum(week.distance_m for week in report.weeks) == pytest.approx(run.distance_m if run else 0, abs=0.1)


@given(some_sessions(), st.randoms(use_true_random=False))
def test_the_order_of_logging_changes_no_report(sessions: list[DoneSession], chance: object) -> None:
    shuffled = list(sessions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random

    first, last = "2026-01-01", "2026-01-31"
    assert running_report(shuffled, [], first=first, last=last) == running_report(sessions, [], first=first, last=last)


@given(some_sessions())
def test_no_running_report_holds_a_number_that_is_none(sessions: list[DoneSession]) -> None:
    zones = a_value(ReferenceKind.HEART_RATE_ZONES, bounds=[120, 150, 170])

    assert numbers_of(running_report(sessions, [zones], first="2026-01-01", last="2026-01-31"))

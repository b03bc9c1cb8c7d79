"""No report tells of a speed that nobody has, of a load beyond the longest session, or of days in a session."""

from hypothesis import given
from hypothesis import strategies as st

from mesocycle.analytics.load.load import MOST_MINUTES, load_report
from mesocycle.analytics.running.running import running_report
from mesocycle.domain.activity.human_speed import is_beyond_people
from mesocycle.domain.history.done import DoneEffort, DoneSession
from mesocycle.domain.plan.workout import WorkoutType

_FIRST, _LAST = "2026-01-05", "2026-01-18"
_FASTEST_MS = {"run": 10.44, "walk": 10.44, "hike": 10.44, "bike": 36.0, "swim": 2.43, "row": 6.6}
"""Over the shortest way that a best is known of."""
_ROOM = 1.06
_MOST_RPE = 10

_AMOUNTS = st.none() | st.floats(0, 2e6) | st.integers(0, 100_000)
_EFFORTS = st.builds(
    DoneEffort,
    movement=st.sampled_from(["run", "walk", "hike", "bike", "swim", "row"]),
    distance_m=_AMOUNTS,
    duration_s=_AMOUNTS,
    gain_m=st.none() | st.floats(0, 1e5),
    loss_m=st.none() | st.floats(0, 1e5),
    grade_adjusted_m=st.none() | st.floats(0, 1e7),
    average_heart_rate=st.none() | st.floats(20, 300),
)
_SESSIONS = st.lists(
    st.builds(
        DoneSession,
        id=st.uuids().map(str),
        day=st.sampled_from(["2026-01-05", "2026-01-11", "2026-01-18"]),
        type=st.just(WorkoutType.RUNNING),
        duration_min=st.none() | st.floats(0, 30_000),
        rpe=st.none() | st.floats(0, _MOST_RPE),
        efforts=st.lists(_EFFORTS, max_size=4).map(tuple),
    ),
    max_size=6,
)


@given(_SESSIONS)
def test_no_pace_is_faster_than_anybody(sessions: list[DoneSession]) -> None:
    report = running_report(sessions, [], first=_FIRST, last=_LAST)

    for each in report.movements:
        least = 1000 / (_ROOM * _FASTEST_MS[each.movement])
        assert each.pace_s_per_km is None or each.pace_s_per_km >= least
        assert each.grade_adjusted_pace_s_per_km is None or each.grade_adjusted_pace_s_per_km >= least
    for effort in report.efforts:
        assert not is_beyond_people(effort.distance_m, 1.002 * effort.distance_m / 1000 * effort.pace_s_per_km, "run")


@given(_SESSIONS)
def test_no_session_counts_for_more_than_two_days_at_the_hardest(sessions: list[DoneSession]) -> None:
    report = load_report(sessions, [], first=_FIRST, last=_LAST)

    most = MOST_MINUTES * _MOST_RPE
    for day in report.days:
        assert day.load <= most * sum(each.day == day.day for each in sessions) + 0.01

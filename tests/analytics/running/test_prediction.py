"""What a runner's best efforts predict."""

import pytest

from mesocycle.analytics.running.prediction import predict
from mesocycle.domain.history.done import DoneEffort
from mesocycle.domain.plan.targets import ReferenceKind
from tests.analytics.clock import s
from tests.analytics.running.runs import LAST, a_value
from tests.analytics.sets import a_done_session, an_effort


def test_a_race_pace_goes_before_what_training_shows() -> None:
    pace = a_value(ReferenceKind.RACE_PACE, value=s("41:21") / 10, distance=10_000)

    found = predict([a_done_session(efforts=(an_effort(),))], [pace], LAST)

    assert found is not None
    assert found.of.source == "race-pace"
    assert found.vdot == pytest.approx(50, rel=0.002)


def test_without_a_race_pace_the_best_effort_predicts() -> None:
    efforts = (an_effort(), an_effort(distance_m=5000.0, duration_s=1200.0))

    found = predict([a_done_session(efforts=efforts)], [], LAST)

    assert found is not None
    assert (found.of.source, found.of.duration_s) == ("best-effort", 1200)
    assert {race.race: race.riegel_s for race in found.races}["10 km"] == 2502


@pytest.mark.parametrize("efforts", [(), (an_effort(distance_m=1000.0, duration_s=200.0),)])
def test_efforts_that_tell_nothing_predict_nothing(efforts: tuple[DoneEffort, ...]) -> None:
    assert predict([a_done_session(efforts=efforts)], [], LAST) is None


def test_critical_speed_is_fitted_to_the_fastest_of_each_span() -> None:
    efforts = (
        an_effort(distance_m=3000.0, duration_s=600.0),
        an_effort(distance_m=2500.0, duration_s=600.0),
        an_effort(distance_m=5000.0, duration_s=1080.0),
    )

    found = predict([a_done_session(efforts=efforts)], [], LAST)

    assert found is not None
    assert found.critical_speed is not None
    assert (found.critical_speed.speed_m_s, found.critical_speed.reserve_m) == (4.167, 500)

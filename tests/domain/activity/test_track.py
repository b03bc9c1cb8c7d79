from math import nan

import pytest

from mesocycle.domain.activity.gradient import FLAT_COST, cost_of_running
from mesocycle.domain.activity.raw_track import RawTrack, Sample
from mesocycle.domain.activity.sound_track import sound
from mesocycle.domain.activity.track import Track, on_the_flat, tidy
from mesocycle.domain.activity.track_place import metres_between
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement

_BOTH: tuple[Movement, Movement] = ("run", "bike")


def a_track(*samples: Sample, movement: Movement = "other") -> Track:
    raw = RawTrack()
    for each in samples:
        raw.add(each)
    return sound(raw, movement)


def test_sums_are_taken_from_the_samples_that_tell_them() -> None:
    track = a_track(
        Sample(0, distance=0, heart_rate=140, cadence=80),
        Sample(10, distance=30, heart_rate=150, cadence=0),
        Sample(20, distance=60, cadence=90),
    )

    assert track.performance() == Performance(
        duration=20, distance=60, moving_duration=20, average_heart_rate=145, max_heart_rate=150, average_cadence=85
    )


def test_standing_still_is_no_moving_time() -> None:
    track = a_track(*(Sample(at, distance=min(at, 60.0) * 3) for at in range(121)))

    performance = track.performance()

    assert performance.duration == 120
    assert performance.moving_duration == pytest.approx(60, abs=6)


def test_a_slow_steep_climb_is_moving_time() -> None:
    track = a_track(*(Sample(at, distance=at * 0.5) for at in range(601)))

    assert track.performance().moving_duration == 600


def test_distance_is_walked_along_the_positions_where_no_sample_tells_it() -> None:
    track = a_track(Sample(0, latitude=0, longitude=8), Sample(60), Sample(120, latitude=0, longitude=8.01))

    assert track.performance().distance == pytest.approx(1111.95, abs=0.1)


def test_nothing_recorded_comes_to_nothing() -> None:
    assert a_track().performance() == Performance()


def test_a_degree_of_latitude_is_60_nautical_miles() -> None:
    assert metres_between(0, 0, 1, 0) == pytest.approx(60 * 1852, rel=0.002)


@pytest.mark.parametrize(
    ("amount", "told"), [(None, None), (nan, None), (1e30, None), (2.0, 2), (1.005, 1.0), (3.14159, 3.14)]
)
def test_numbers_are_tidied(amount: float | None, told: float | None) -> None:
    assert tidy(amount) == told


def test_a_run_up_a_steady_slope_is_as_hard_as_minettis_cost_says() -> None:
    samples = [Sample(at, distance=3.0 * at, altitude=0.3 * at) for at in range(1001)]

    run, ride = (a_track(*samples, movement=movement).performance() for movement in _BOTH)

    assert run.grade_adjusted_distance == pytest.approx(3000 * cost_of_running(0.1) / FLAT_COST, rel=0.01)
    assert ride.grade_adjusted_distance is None


def test_a_run_whose_altitude_nobody_knows_is_not_graded() -> None:
    track = a_track(*(Sample(at, distance=3.0 * at) for at in range(100)), movement="run")

    assert track.performance().grade_adjusted_distance is None


@pytest.mark.parametrize(("told", "graded"), [(1_000, 1_200), (2_000, 2_400), (None, None), (0, None)])
def test_the_device_s_own_distance_is_graded_like_ours(told: int | None, graded: int | None) -> None:
    assert on_the_flat(Performance(distance=1_000, grade_adjusted_distance=1_200), told) == graded

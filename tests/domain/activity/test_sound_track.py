"""What of a recording is believed: sums do not follow what its other samples contradict."""

from itertools import pairwise
from math import cos, nan, radians, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mesocycle.domain.activity.raw_track import RawTrack, Sample
from mesocycle.domain.activity.sound_track import sound
from mesocycle.domain.log.performance import Performance

_START = 1_795_194_000.0
_DAY_S = 86_400.0
_M_OF_DEGREE = 111_195.0


def a_run(count: int = 400, step: float = 5.0, speed: float = 3.0, *, told: bool = False) -> list[Sample]:
    """Run in a wide circle over two hills; `told` is by a device that counts metres itself."""
    samples = []
    for number in range(count):
        metres = number * step * speed
        angle = metres / 800
        samples.append(
            Sample(
                at=_START + number * step,
                distance=metres if told else nan,
                altitude=300 + 40 * sin(metres / 400),
                heart_rate=150 + 10 * sin(number / 40),
                latitude=52 + 800 * sin(angle) / _M_OF_DEGREE,
                longitude=13 + 800 * cos(angle) / _M_OF_DEGREE / cos(radians(52)),
            )
        )
    return samples


def a_recording(samples: list[Sample], breaks: tuple[int, ...] = ()) -> RawTrack:
    raw = RawTrack()
    for number, each in enumerate(samples):
        if number in breaks:
            raw.begin_stretch()
        raw.add(each)
    return raw


def sums(samples: list[Sample], breaks: tuple[int, ...] = ()) -> Performance:
    return sound(a_recording(samples, breaks), "run").performance()


def is_near(one: float | None, other: float | None, within: float = 0.02, least: float = 0.0) -> bool:
    assert one is not None
    assert other is not None
    return abs(one - other) <= max(within * max(abs(one), abs(other)), least)


_SPOILS = (
    lambda each: each._replace(at=each.at - _DAY_S),
    lambda each: each._replace(at=each.at + _DAY_S),
    lambda each: each._replace(at=0.0),
    lambda each: each._replace(at=-2_177_452_800.0),
    lambda each: each._replace(at=each.at + 3600),
    lambda each: each._replace(at=each.at - 3600),
    lambda each: each._replace(at=each.at - 7_168 * _DAY_S),
    lambda each: each._replace(latitude=each.latitude + 0.0108),
    lambda each: each._replace(longitude=each.longitude - 0.6),
    lambda each: each._replace(latitude=100.0, longitude=0.0),
    lambda each: each._replace(latitude=0.0, longitude=0.0),
    lambda each: each._replace(altitude=-32_768.0),
    lambda each: each._replace(altitude=0.0),
    lambda each: each._replace(altitude=32_767.0),
    lambda each: each._replace(altitude=each.altitude + 900),
    lambda each: each._replace(heart_rate=0.0),
    lambda each: each._replace(distance=each.distance + 1_200),
    lambda each: each._replace(distance=0.0 if each.distance > 0 else each.distance),
)


@st.composite
def spoiled_runs(draw: st.DrawFn) -> tuple[list[Sample], list[Sample]]:
    """Give a run, and the same with at most a twentieth of its samples spoiled."""
    count = draw(st.integers(40, 500))
    step = draw(st.sampled_from((1.0, 3.0, 5.0, 10.0)))
    run = a_run(count, step, draw(st.floats(1.5, 5.0)), told=draw(st.booleans()))
    places = draw(st.sets(st.integers(0, count - 1), max_size=count // 20))
    spoiled = list(run)
    for place in sorted(places):
        spoiled[place] = draw(st.sampled_from(_SPOILS))(spoiled[place])
    return run, spoiled


@settings(max_examples=300, deadline=None)
@given(spoiled_runs())
def test_a_twentieth_of_the_samples_spoiled_changes_no_sum_by_more_than_a_fiftieth(
    runs: tuple[list[Sample], list[Sample]],
) -> None:
    right, found = (sums(each) for each in runs)

    assert is_near(found.duration, right.duration)
    assert is_near(found.moving_duration, right.moving_duration, least=10)
    assert is_near(found.distance, right.distance)
    assert is_near(found.elevation_gain, right.elevation_gain, least=4)
    assert is_near(found.average_heart_rate, right.average_heart_rate)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.floats(-3e9, 3e9), max_size=60), st.lists(st.integers(1, 59), max_size=5, unique=True))
def test_whatever_a_clock_says_the_samples_come_out_in_the_order_of_time(times: list[float], breaks: list[int]) -> None:
    track = sound(a_recording([Sample(at) for at in times], tuple(sorted(breaks))))

    assert all(before <= after for before, after in pairwise(track.at))
    assert len(track) + track.left_out.times == len(times)


def test_a_first_sample_of_1970_takes_the_time_of_its_place() -> None:
    run = a_run()

    found = sound(a_recording([run[0]._replace(at=0.0), *run[1:]]), "run")

    assert found.performance() == sums(run)
    assert found.left_out.told() == ("Given another time: 1 sample whose clock was wrong.",)


def test_a_recording_written_backwards_is_as_long_and_as_far() -> None:
    run = a_run()

    found = sums(run[::-1])

    assert (found.duration, found.distance) == (sums(run).duration, sums(run).distance)


def test_stretches_in_a_wrong_order_are_put_in_the_right_one() -> None:
    run = a_run()

    found = sums([*run[250:], *run[:250]], breaks=(150,))

    assert found.duration == sums(run).duration
    assert is_near(found.distance, sums(run).distance)


@pytest.mark.parametrize("by", [-3600.0, -_DAY_S, -600.0])
def test_a_clock_that_was_set_on_the_way_loses_neither_time_nor_day(by: float) -> None:
    run = a_run(told=True)
    late = [each._replace(at=each.at + by) for each in run[300:]]

    found = sound(a_recording([*run[:300], *late]), "run")

    assert (found.at[0], found.performance().duration) == (_START, sums(run).duration)
    assert found.left_out.clock_set == 100


def test_a_clock_that_was_not_set_until_the_satellites_were_found_is_set_for_what_was_before() -> None:
    run = a_run()
    early = [each._replace(at=each.at - 20_000 * _DAY_S) for each in run[:150]]

    found = sound(a_recording([*early, *run[150:]]), "run")

    assert (found.at[0], found.performance().duration) == (_START, sums(run).duration)


def test_the_weeks_a_receiver_counts_anew_are_added() -> None:
    run = a_run()
    rolled = [each._replace(at=each.at - 7_168 * _DAY_S) for each in run[200:]]

    assert sums([*run[:200], *rolled]) == sums(run)


def test_a_night_between_two_days_of_one_recording_stays() -> None:
    run = a_run()
    second_day = [each._replace(at=each.at + 50_000) for each in run[200:]]

    found = sums([*run[:200], *second_day])

    assert found.duration == (sums(run).duration or 0) + 50_000


def test_a_pause_in_a_cafe_stays() -> None:
    run = a_run()

    found = sums([*run[:200], *(each._replace(at=each.at + 2_000) for each in run[200:])])

    assert found.duration == (sums(run).duration or 0) + 2_000


def test_a_device_that_counts_anew_on_the_way_has_gone_all_of_it() -> None:
    run = a_run(told=True)
    anew = [each._replace(distance=each.distance - run[200].distance) for each in run[200:]]

    assert is_near(sums([*run[:200], *anew]).distance, sums(run).distance)


def test_what_a_device_counted_at_a_jump_is_left_out_and_told() -> None:
    run = a_run(told=True)
    beyond = [each._replace(distance=each.distance + 2_000) for each in run[200:]]

    found = sound(a_recording([*run[:200], *beyond]), "run")

    assert is_near(found.performance().distance, sums(run).distance)
    assert "2000 metres that the device counted at a jump" in found.left_out.told()[0] or found.left_out.leapt_m > 1_900


def test_a_barometer_that_is_set_anew_climbs_nothing() -> None:
    flat = [each._replace(altitude=100.0) for each in a_run()]
    anew = [each._replace(altitude=180.0) for each in flat[200:]]

    assert sums([*flat[:200], *anew]).elevation_gain == 0


def test_a_ride_may_be_as_fast_as_no_run() -> None:
    fast = a_run(400, 1.0, 18.0)

    ridden = sound(a_recording(fast), "bike").performance()

    assert is_near(ridden.distance, 399 * 18)

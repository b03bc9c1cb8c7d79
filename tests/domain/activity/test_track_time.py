"""The clock of a track."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mesocycle.domain.activity.raw_track import Sample
from mesocycle.domain.activity.sound_track import sound
from tests.domain.activity.spoiled import DAY_S, START, a_recording, a_run, is_near, sums


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


def test_stretches_in_a_wrong_order_are_put_in_the_right_one() -> None:
    run = a_run()

    found = sums([*run[250:], *run[:250]], breaks=(150,))

    assert found.duration == sums(run).duration
    assert is_near(found.distance, sums(run).distance)


@pytest.mark.parametrize("by", [-3600.0, -DAY_S, -600.0])
def test_a_clock_that_was_set_on_the_way_loses_neither_time_nor_day(by: float) -> None:
    run = a_run(told=True)
    late = [each._replace(at=each.at + by) for each in run[300:]]

    found = sound(a_recording([*run[:300], *late]), "run")

    assert (found.at[0], found.performance().duration) == (START, sums(run).duration)
    assert found.left_out.clock_set == 100


def test_a_clock_that_was_not_set_until_the_satellites_were_found_is_set_for_what_was_before() -> None:
    run = a_run()
    early = [each._replace(at=each.at - 20_000 * DAY_S) for each in run[:150]]

    found = sound(a_recording([*early, *run[150:]]), "run")

    assert (found.at[0], found.performance().duration) == (START, sums(run).duration)


def test_the_weeks_a_receiver_counts_anew_are_added() -> None:
    run = a_run()
    rolled = [each._replace(at=each.at - 7_168 * DAY_S) for each in run[200:]]

    assert sums([*run[:200], *rolled]) == sums(run)


def test_a_night_between_two_days_of_one_recording_stays() -> None:
    run = a_run()
    second_day = [each._replace(at=each.at + 50_000) for each in run[200:]]

    found = sums([*run[:200], *second_day])

    assert found.duration == (sums(run).duration or 0) + 50_000

"""Samples as a device wrote them."""

from tests.domain.activity.spoiled import a_run, sums


def test_a_recording_written_backwards_is_as_long_and_as_far() -> None:
    run = a_run()

    found = sums(run[::-1])

    assert (found.duration, found.distance) == (sums(run).duration, sums(run).distance)

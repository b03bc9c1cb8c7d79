"""Places and heights of a track."""

from mesocycle.domain.activity.sound_track import sound
from tests.domain.activity.spoiled import a_recording, a_run, is_near, sums


def test_what_a_device_counted_at_a_jump_is_left_out_and_told() -> None:
    run = a_run(told=True)
    beyond = [each._replace(distance=each.distance + 2_000) for each in run[200:]]

    found = sound(a_recording([*run[:200], *beyond]), "run")

    assert is_near(found.performance().distance, sums(run).distance)
    assert "2000 metres that the device counted at a jump" in found.left_out.told()[0] or found.left_out.leapt_m > 1_900


def test_a_ride_may_be_as_fast_as_no_run() -> None:
    fast = a_run(400, 1.0, 18.0)

    ridden = sound(a_recording(fast), "bike").performance()

    assert is_near(ridden.distance, 399 * 18)

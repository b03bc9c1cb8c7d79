"""The device's own sums, and ours beside them."""

from pathlib import Path

import pytest

from mesocycle.domain.activity.activity import Ascent
from mesocycle.domain.plan.workout import WorkoutType
from tests.formats.activities.fits import REAL, activities_in, the_activity
from tests.formats.fit_bytes import UTC_BASE, a_fit_file, a_run, file_id, message, record, session
from tests.formats.real_files import needs_real_files


def test_a_run_gives_its_sums_and_laps() -> None:
    activity = the_activity(a_run([(300, 1000), (310, 1000)]))

    assert activity.type is WorkoutType.RUNNING
    assert activity.start == "2024-11-08T11:33:20.000Z"
    assert (activity.performance.distance, activity.performance.duration) == (2000, 610)
    assert (activity.performance.average_heart_rate, activity.performance.average_cadence) == (150, 170)
    assert [(one.performance.distance, one.performance.duration) for one in activity.laps] == [(1000, 300), (1000, 310)]
    assert activity.laps[1].started_at == "2024-11-08T11:38:20.000Z"


def test_the_ascent_of_the_device_stands_beside_our_own() -> None:
    climb = [record(second, second * 2, 100 + second * 0.5) for second in range(201)]

    activity = the_activity(a_fit_file(file_id(), *climb, session(0, 200, 400, ascent=104)))

    assert activity.ascents == (
        Ascent(method="device", gain=104),
        Ascent(method="t7+p2", gain=activity.performance.elevation_gain or 0, loss=0),
    )
    assert activity.performance.elevation_gain == pytest.approx(100, abs=5)


def a_climb(*, laps_say: bool) -> bytes:
    """Give a run of two laps that climbs 100 m by our method, and 120 m by the barometer of an Edge 500."""
    points = [record(second, second * 2, 100 + second * 0.5) for second in range(201)]
    edge = message(0, (0, 0x00, 4), (1, 0x84, 1), (2, 0x84, 1036), (4, 0x86, UTC_BASE))
    laps = [
        message(
            19,
            (253, 0x86, UTC_BASE + begin + 100),
            (2, 0x86, UTC_BASE + begin),
            (7, 0x86, 100_000),
            (9, 0x86, 20_000),
            *(((21, 0x84, metres),) if laps_say else ()),
        )
        for begin, metres in ((0, 50), (100, 70))
    ]
    return a_fit_file(edge, *points, *laps, session(0, 200, 400, ascent=120))


@pytest.mark.parametrize("laps_say", [True, False])
def test_what_a_barometer_climbed_is_in_the_whole_and_divided_among_the_laps(laps_say: bool) -> None:
    activity = the_activity(a_climb(laps_say=laps_say))

    gains = [lap.performance.elevation_gain or 0 for lap in activity.laps]
    assert [each.method for each in activity.ascents] == ["barometer", "t7+p2"]
    assert activity.performance.elevation_gain == 120
    assert sum(gains) == pytest.approx(120, abs=0.1)
    assert (gains == [50, 70]) is laps_say


@needs_real_files
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_our_ascent_is_within_a_tenth_or_20_m_of_the_devices(path: Path) -> None:
    pairs = [
        (device.gain, own.gain)
        for activity in activities_in(path)
        for device in activity.ascents
        for own in activity.ascents
        if device.method in {"device", "barometer"} and own.method == "t7+p2"
    ]

    far = [(device, own) for device, own in pairs if abs(own - device) > max(20, 0.1 * device)]

    assert far == []

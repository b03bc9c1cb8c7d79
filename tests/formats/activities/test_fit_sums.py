"""The device's own sums, and ours beside them."""

from pathlib import Path

import pytest

from mesocycle.domain.activity.activity import Ascent
from mesocycle.domain.plan.workout import WorkoutType
from tests.formats.activities.fits import REAL, activities_in, the_activity
from tests.formats.fit_bytes import (
    a_fit_file,
    a_run,
    file_id,
    record,
    session,
)
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
        Ascent(method="t11+p3", gain=activity.performance.elevation_gain or 0, loss=0),
    )
    assert activity.performance.elevation_gain == pytest.approx(100, abs=5)


@needs_real_files
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_our_ascent_is_within_a_tenth_or_20_m_of_the_devices(path: Path) -> None:
    pairs = [{each.method: each.gain for each in activity.ascents} for activity in activities_in(path)]
    measured = [pair for pair in pairs if "device" in pair]

    far = [pair for pair in measured if abs(pair["t11+p3"] - pair["device"]) > max(20, 0.1 * pair["device"])]

    assert far == []

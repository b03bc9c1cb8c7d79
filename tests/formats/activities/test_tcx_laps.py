"""Laps, and the whole that they divide."""

from mesocycle.domain.plan.workout import WorkoutType
from tests.formats.activities.tcx import a_lap, a_tcx, the_activity


def test_laps_are_summed_to_the_activity() -> None:
    activity = the_activity(a_tcx(a_lap(0, 300, 1000) + a_lap(300, 320, 1000)))

    assert activity.type is WorkoutType.RUNNING
    assert (activity.name, activity.start) == ("Track day", "2026-01-05T10:00:00.000Z")
    assert (activity.performance.distance, activity.performance.duration) == (2000, 620)
    assert (activity.performance.average_heart_rate, activity.performance.calories) == (150, 100)
    assert [lap.performance.duration for lap in activity.laps] == [300, 320]

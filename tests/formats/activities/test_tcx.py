import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.tcx import import_activities
from tests.formats.activities.tcx import SPACE, a_lap, a_tcx, the_activity
from tests.formats.real_files import needs_real_files, real_files


def a_point(second: int, inside: str) -> str:
    return f"<Trackpoint><Time>2026-01-05T10:{second // 60:02}:{second % 60:02}Z</Time>{inside}</Trackpoint>"


def test_points_without_a_position_count_as_on_a_treadmill() -> None:
    points = "".join(
        a_point(at, f"<DistanceMeters>{at * 3}</DistanceMeters><HeartRateBpm><Value>{140 + at}</Value></HeartRateBpm>")
        for at in range(0, 60, 5)
    )

    activity = the_activity(a_tcx(a_lap(0, 60, 180, points)))

    assert activity.records == 12
    assert activity.laps[0].performance.moving_duration == 55


def test_power_and_steps_stand_in_the_extensions() -> None:
    inside = (
        '<Extensions><x:TPX xmlns:x="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
        "<x:RunCadence>85</x:RunCadence><x:Watts>250</x:Watts></x:TPX></Extensions>"
    )

    activity = the_activity(a_tcx(a_lap(0, 60, 180, a_point(0, inside))))

    assert (activity.performance.average_cadence, activity.performance.average_power) == (170, 250)


def test_a_file_that_breaks_off_gives_what_stood_before_and_says_so() -> None:
    whole = a_tcx(a_lap(0, 300, 1000) + a_lap(300, 320, 1000))

    activity = the_activity(whole[: whole.rindex(b"<Lap") + 30])

    assert activity.performance.distance == 1000
    assert "damaged" in activity.problems[0]


def test_a_workout_file_is_rejected() -> None:
    (reject,) = import_activities(f"<TrainingCenterDatabase {SPACE}><Workouts/></TrainingCenterDatabase>".encode())

    assert isinstance(reject, Reject)
    assert "holds no activity" in reject.reason


@needs_real_files
@pytest.mark.parametrize("path", [p for p in real_files("tcx/*.tcx") if "Workout" not in p.name], ids=lambda p: p.name)
def test_points_and_laps_are_as_many_as_stand_in_the_file(path: Path) -> None:
    activity = the_activity(path.read_bytes())

    names = [element.tag.rpartition("}")[2] for element in ET.parse(path).iter()]  # noqa: S314 - files of our own
    assert (activity.records, len(activity.laps)) == (names.count("Trackpoint"), names.count("Lap"))

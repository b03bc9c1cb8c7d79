from pathlib import Path

import gpxpy
import pytest

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.gpx import import_activities
from tests.formats.activities.gpx import a_gpx, a_point, the_activity
from tests.formats.real_files import needs_real_files, real_files


def test_a_track_with_times_is_an_activity() -> None:
    activity = the_activity(a_gpx(a_point(0, 47.0) + a_point(30, 47.001)))

    assert (activity.name, activity.type) == ("Loop", WorkoutType.TRAIL_RUNNING)
    assert activity.start == "2026-01-05T10:00:00.000Z"
    assert activity.performance.duration == 30
    assert activity.performance.distance == pytest.approx(111.2, abs=0.1)


def test_nobody_ran_from_one_segment_to_the_next() -> None:
    one, other = a_point(0, 47.0) + a_point(10, 47.001), a_point(20, 48.0) + a_point(30, 48.001)

    assert the_activity(a_gpx(one, other)).performance.distance == pytest.approx(222.4, abs=0.1)


def test_a_track_without_times_is_a_route() -> None:
    (reject,) = import_activities(a_gpx('<trkpt lat="47" lon="8"><ele>400</ele></trkpt>'))

    assert isinstance(reject, Reject)
    assert "route" in reject.reason


def test_a_file_that_breaks_off_gives_what_stood_before_and_says_so() -> None:
    whole = a_gpx(a_point(0, 47.0) + a_point(30, 47.001))

    activity = the_activity(whole[: whole.rindex(b"<trkpt")])

    assert activity.records == 1
    assert "damaged" in activity.problems[0]


@needs_real_files
@pytest.mark.parametrize("path", real_files("gpx/*.gpx"), ids=lambda path: path.name)
def test_points_and_length_are_as_another_reader_has_them(path: Path) -> None:
    found = [each for each in import_activities(path.read_bytes()) if isinstance(each, Activity)]

    other = gpxpy.parse(path.read_text("utf-8-sig"))
    tracks = [each for each in other.tracks if any(p.time for segment in each.segments for p in segment.points)]
    assert [each.records for each in found] == [each.get_points_no() for each in tracks]
    for ours, theirs in zip(found, tracks, strict=True):
        if all(p.time for segment in theirs.segments for p in segment.points):
            assert (ours.performance.distance or 0) == pytest.approx(theirs.length_2d(), rel=0.01, abs=1)


@needs_real_files
def test_a_real_trail_run_is_as_long_on_the_flat_as_its_track_says() -> None:
    """8.9 km with 340 m of climbing; the figure by hand stands in `tests/domain/activity/test_gradient.py`."""
    (path,) = real_files("gpx/matagusanos-12k.gpx")
    body = path.read_bytes().replace(b"<trk>", b"<trk><type>trail_running</type>")  # the file names no sport

    done = the_activity(body).performance

    assert done.grade_adjusted_distance == pytest.approx(9_700, abs=100)


@pytest.mark.parametrize("damaged", ["1e308", "-1e308", "inf", "nan", "1e400"])
def test_one_bad_point_is_left_out_and_the_rest_of_the_track_is_read(damaged: str) -> None:
    inside = f"<ele>{damaged}</ele><extensions><hr>{damaged}</hr></extensions>"
    bad = a_point(2, 47.001, inside).replace('lat="47.001"', f'lat="{damaged}"')
    good = "".join(a_point(second, 47 + second / 10_000, "<ele>500</ele>") for second in (0, 1, 3, 4))

    activity = the_activity(a_gpx(bad + good))

    assert activity.performance.distance is not None
    assert activity.performance.max_heart_rate is None

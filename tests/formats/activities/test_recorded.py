"""What TCX and GPX have in common."""

from tests.formats.activities.gpx import a_gpx, a_point, the_activity


def test_a_track_that_says_no_sport_is_of_no_type() -> None:
    activity = the_activity(a_gpx(a_point(0, 47.0), kind=""))

    assert (activity.sport, activity.type) == ("unknown", None)

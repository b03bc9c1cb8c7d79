"""What the tests of activities share."""

from mesocycle.domain.activity.activity import Activity
from mesocycle.formats.activities.gpx import import_activities


def a_point(second: int, latitude: float, inside: str = "") -> str:
    return f'<trkpt lat="{latitude}" lon="8"><time>2026-01-05T10:00:{second:02}Z</time>{inside}</trkpt>'


def a_gpx(*segments: str, kind: str = "<type>trail_running</type>") -> bytes:
    inside = "".join(f"<trkseg>{each}</trkseg>" for each in segments)
    return f'<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Loop</name>{kind}{inside}</trk></gpx>'.encode()


def the_activity(body: bytes) -> Activity:
    (activity,) = import_activities(body)
    assert isinstance(activity, Activity)
    return activity

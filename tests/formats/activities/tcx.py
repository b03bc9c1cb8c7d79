"""What the tests of activities share."""

from mesocycle.domain.activity.activity import Activity
from mesocycle.formats.activities.tcx import import_activities

SPACE = 'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'


def a_lap(second: int, seconds: int, metres: float, points: str = "") -> str:
    return (
        f'<Lap StartTime="2026-01-05T10:{second // 60:02}:{second % 60:02}Z"><TotalTimeSeconds>{seconds}'
        f"</TotalTimeSeconds><DistanceMeters>{metres}</DistanceMeters><Calories>50</Calories>"
        "<AverageHeartRateBpm><Value>150</Value></AverageHeartRateBpm><MaximumHeartRateBpm><Value>160</Value>"
        f"</MaximumHeartRateBpm><Intensity>Active</Intensity><Track>{points}</Track></Lap>"
    )


def a_tcx(laps: str, sport: str = "Running") -> bytes:
    return (
        f'<?xml version="1.0"?><TrainingCenterDatabase {SPACE}><Activities><Activity Sport="{sport}">'
        f"<Id>2026-01-05T10:00:00Z</Id>{laps}<Notes>Track day</Notes></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def the_activity(body: bytes) -> Activity:
    (activity,) = import_activities(body)
    assert isinstance(activity, Activity)
    return activity

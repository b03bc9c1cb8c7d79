"""What the tests of activities share."""

from pathlib import Path

from mesocycle.domain.activity.activity import Activity
from mesocycle.formats.activities.fit import import_activities


def the_activity(body: bytes) -> Activity:
    (activity,) = import_activities(body)
    assert isinstance(activity, Activity)
    return activity


def activities_in(path: Path) -> list[Activity]:
    return [each for each in import_activities(path.read_bytes()) if isinstance(each, Activity)]

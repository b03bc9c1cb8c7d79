"""What the tests of activities share."""

from pathlib import Path

from mesocycle.domain.activity.activity import Activity
from mesocycle.formats.activities.fit import import_activities
from tests.formats.real_files import real_files


def the_activity(body: bytes) -> Activity:
    (activity,) = import_activities(body)
    assert isinstance(activity, Activity)
    return activity


def activities_in(path: Path) -> list[Activity]:
    return [each for each in import_activities(path.read_bytes()) if isinstance(each, Activity)]


REAL = real_files("fit-run/*.fit") + real_files("fit-odd/*.fit") + real_files("fit-strength/*.fit")

"""An activity file of any of the formats: which one it is, its bytes say, not its name."""

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.log.checks import possible
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities import fit, gpx, tcx
from mesocycle.formats.text.xml_events import root_name

_FIT = b".FIT"


def read_activities(body: bytes) -> list[Activity | Reject]:
    """Read all activities of a file, without the numbers that can't be; bytes of another kind are one `Reject`."""
    return [each if isinstance(each, Reject) else _possible(each) for each in _read(body)]


def _read(body: bytes) -> list[Activity | Reject]:
    if body[8:12] == _FIT:
        return list(fit.import_activities(body))
    root = root_name(body)
    if root == "TrainingCenterDatabase":
        return list(tcx.import_activities(body))
    if root == "gpx":
        return list(gpx.import_activities(body))
    lack = "it is empty" if not body else "it is neither FIT nor TCX nor GPX"
    return [Reject(0, lack, "Give an activity as FIT, TCX or GPX, or a zip of them.")]


def _possible(activity: Activity) -> Activity:
    sound = replace(
        activity,
        performance=possible(activity.performance),
        laps=tuple(replace(lap, performance=possible(lap.performance)) for lap in activity.laps),
        sets=tuple(replace(each, performance=possible(each.performance)) for each in activity.sets),
    )
    if sound == activity:
        return activity
    told = "Some of the device's numbers can't be, and were left out."
    return replace(sound, problems=(*activity.problems, told))

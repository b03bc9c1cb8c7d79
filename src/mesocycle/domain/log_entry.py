"""One entry of a log, a set or an effort, from what was sent to where it stands."""

from msgspec.structs import replace

from mesocycle.domain.document import Instant
from mesocycle.domain.lines import Lines
from mesocycle.domain.log_check import effort_errors, refuse_entry, set_errors
from mesocycle.domain.log_merge import Merged, merge_effort, merge_set
from mesocycle.domain.log_place import EffortEntry, SetEntry
from mesocycle.domain.performance import WorkoutPerformanceLog
from mesocycle.domain.performance_log import put_effort, put_set, write_out_set
from mesocycle.domain.plan import WeightUnit

Entry = SetEntry | EffortEntry


def written_out(entry: Entry, unit: WeightUnit, when: Instant) -> Entry:
    """Give an entry with the user's own unit and its instant written out, or refuse what can't be."""
    if isinstance(entry, EffortEntry):
        effort = replace(entry.effort, performed_at=entry.effort.performed_at or when)
        refuse_entry(tuple(effort_errors(effort, "effort")))
        return replace(entry, effort=effort)
    performed = write_out_set(entry.set, unit, when)
    refuse_entry(tuple(set_errors(performed, "set")))
    return replace(entry, set=performed)


def put(log: WorkoutPerformanceLog, entry: Entry, lines: Lines) -> Merged:
    """Put an entry in its place, whatever stands there."""
    if isinstance(entry, SetEntry):
        return Merged(*put_set(log, entry, lines))
    return Merged(*put_effort(log, entry, lines))


def merge(log: WorkoutPerformanceLog, entry: Entry, lines: Lines) -> Merged:
    """Put an entry in its place unless a later one stands there."""
    if isinstance(entry, SetEntry):
        return merge_set(log, entry, lines)
    return merge_effort(log, entry, lines)

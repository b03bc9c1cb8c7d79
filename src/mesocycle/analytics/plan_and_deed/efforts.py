"""Which effort of a log is which planned step, also where a watch recorded nothing but laps."""

from collections.abc import Iterator, Sequence

from mesocycle.analytics.plan_and_deed.done_line import UNKNOWN, DoneLine, added_effort, done_effort, omitted
from mesocycle.analytics.plan_and_deed.planned_lines import PlannedLine
from mesocycle.analytics.plan_and_deed.whole_run import WholeRun, whole_line
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Effort, Performance

Pair = tuple[PlannedLine | None, DoneLine]
_BETWEEN = frozenset({"rest", "recovery"})
_SUMMED = (
    *("duration", "moving_duration", "distance", "grade_adjusted_distance", "elevation_gain", "elevation_loss"),
    *("calories", "reps"),
)
_AVERAGED = ("average_heart_rate", "average_power", "average_cadence", "rpe")


def effort_pairs(
    lines: Sequence[PlannedLine], efforts: Sequence[Effort], run: WholeRun | None = None
) -> Iterator[Pair]:
    """Pair a section's steps with its efforts, and give those that no step planned.

    Efforts name their steps; laps (no step named) stand for a section's steps where they are all there is: for a
    single step together, for as many steps as laps one by one, else for the section as a whole; in a `run` that
    was recorded as a whole for the steps of all sections. Beside named efforts a lap is a part of one of them. A
    recovery that nobody recorded between efforts that were is unknown.
    """
    ordered = sorted(efforts, key=_order)
    laps = [one for one in ordered if one.step_id is None and not one.added]
    if lines and laps and len(laps) == len(ordered):
        yield from _lap_pairs(lines, laps, run)
        return
    left = {id(one): one for one in ordered if one.step_id is not None or one.added}
    by_turn = {(one.step_id, one.round, one.inner_round or 1): one for one in reversed(ordered) if one.step_id}
    for line in lines:
        effort = by_turn.get((line.line_id, line.round or 1, line.inner_round or 1))
        if effort is None:
            unknown = bool(by_turn) and line.step is not None and line.step.phase in _BETWEEN
            yield line, UNKNOWN if unknown else omitted()
        else:
            left.pop(id(effort), None)
            yield line, done_effort(line, effort.performance, (effort.id,))
    yield from ((None, added_effort(one)) for one in left.values())


def together(performances: Sequence[Performance]) -> Performance:
    """Make one performance of several: what adds up added, the rest averaged by time."""
    if len(performances) == 1:
        return performances[0]
    values: dict[str, Number | None] = {}
    for name in _SUMMED:
        known = [value for one in performances if (value := getattr(one, name)) is not None]
        values[name] = sum(known) if known else None
    for name in _AVERAGED:
        values[name] = _average([(getattr(one, name), one.duration) for one in performances])
    return Performance(**values)  # type: ignore[arg-type]  # the tables above name its fields


def _lap_pairs(lines: Sequence[PlannedLine], laps: Sequence[Effort], run: WholeRun | None) -> Iterator[Pair]:
    if run is None and len(lines) == len(laps):
        for line, lap in zip(lines, laps, strict=True):
            yield line, done_effort(line, lap.performance, (lap.id,))
        return
    every = lines if run is None else run.lines
    whole = lines[0] if len(every) == 1 else whole_line(every, lines)
    yield whole, done_effort(whole, together([lap.performance for lap in laps]), [lap.id for lap in laps])


def _average(pairs: Sequence[tuple[Number | None, Number | None]]) -> Number | None:
    known = [(value, time or 0) for value, time in pairs if value is not None]
    if not known:
        return None
    whole = sum(time for _, time in known)
    if not whole:
        return sum(value for value, _ in known) / len(known)
    return sum(value * time for value, time in known) / whole


def _order(one: Effort) -> tuple[int, int, str, str]:
    return one.round, one.inner_round or 1, one.performed_at or "", one.id

"""A run recorded as a whole beside a plan of several steps: what all of them together ask for.

A step says a way or a time, seldom both. What it leaves open is bounded by the paces at which such a step is done,
so that a whole is compared by way, time and pace: the time of a walk does not make four fast kilometres of it.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from mesocycle.analytics.plan_and_deed.amounts import total
from mesocycle.analytics.plan_and_deed.planned_lines import PlannedLine
from mesocycle.analytics.plan_and_deed.tolerance import Aim, Measure
from mesocycle.domain.document import Id
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.plan.workout import Step

_FASTEST_TO_SLOWEST = {
    "run": (150.0, 660.0),
    "walk": (480.0, 1200.0),
    "hike": (480.0, 2400.0),
    "bike": (60.0, 400.0),
    "row": (90.0, 400.0),
    "swim": (600.0, 3000.0),
}
"""Seconds a kilometre; who runs slower than eleven minutes walks."""
_EASY_RUN = (240.0, 1000.0)
"""Of warm-up, cool-down and recovery: there people also walk."""
_EASY = frozenset({"warmup", "recovery", "cooldown"})


class WholeRun(NamedTuple):
    """Laps that stand in one section for the steps of all: whoever recorded them parted nothing."""

    section_id: Id
    lines: tuple[PlannedLine, ...]
    """The steps of all sections."""


class _Bounds(NamedTuple):
    """The least and the most that something comes to; None is without a bound."""

    low: float
    high: float | None


def whole_section(log: WorkoutPerformanceLog, stepped: Collection[Id], counts: Sequence[int] = ()) -> Id | None:
    """Name the section whose laps stand for the steps of all sections; None where the log parts them itself.

    `counts` are numbers of laps that stand for the section's steps one by one.
    """
    if len(stepped) < 2:
        return None
    told = [section for section in log.sections if section.efforts]
    if len(told) != 1 or told[0].section_id not in stepped:
        return None
    if any(section.result is not None for section in log.sections if section.section_id in stepped):
        return None
    laps = told[0].efforts or ()
    if any(lap.step_id is not None or lap.added for lap in laps) or (len(laps) > 1 and len(laps) in counts):
        return None
    return told[0].section_id


def whole_run(lines: Iterable[PlannedLine], log: WorkoutPerformanceLog) -> WholeRun | None:
    """Find out whether a session's laps stand for all its steps."""
    steps = tuple(line for line in lines if line.step is not None)
    by_section: dict[Id, int] = {}
    for line in steps:
        by_section[line.section_id] = by_section.get(line.section_id, 0) + 1
    told = [section.section_id for section in log.sections if section.efforts]
    found = whole_section(log, by_section, [by_section.get(id_, 0) for id_ in told])
    return None if found is None else WholeRun(found, steps)


def whole_line(lines: Sequence[PlannedLine], own: Sequence[PlannedLine]) -> PlannedLine:
    """Make one line of several steps; `own` are those of the section it stands in, whose amounts are its own."""
    return PlannedLine(
        section_id=own[0].section_id,
        aims=_aims(lines),
        amounts=total(line.amounts for line in own),
        weight=sum(line.weight for line in lines),
        said=f"{len(lines)} steps",
    )


def _aims(lines: Sequence[PlannedLine]) -> tuple[Aim, ...]:
    """Give what the steps ask for together, first the amount that most of their time is planned in."""
    parts = [(_of_line(line, Measure.DISTANCE), _of_line(line, Measure.DURATION)) for line in lines]
    way, time = _sum([way for way, _ in parts]), _sum([time for _, time in parts])
    measured = [_aim(line, Measure.DISTANCE) is not None for line in lines]
    by_way = sum(line.weight for line, yes in zip(lines, measured, strict=True) if yes)
    by_time = sum(line.weight for line in lines if _aim(line, Measure.DURATION) is not None)
    amounts = [Aim(Measure.DISTANCE, *way), Aim(Measure.DURATION, *time)]
    aims = amounts if by_way >= by_time else amounts[::-1]
    fast = None if way.high is None or way.high <= 0 else time.low / way.high * 1000
    slow = None if time.high is None or way.low <= 0 else time.high / way.low * 1000
    if fast is not None or slow is not None:
        aims.append(Aim(Measure.PACE, fast, slow))
    ascents = [aim for line in lines if (aim := _aim(line, Measure.ASCENT)) is not None]
    if ascents:
        most = [aim.high for aim in ascents if aim.high is not None]
        whole = len(most) == len(lines)
        aims.append(Aim(Measure.ASCENT, sum(aim.low or 0.0 for aim in ascents), sum(most) if whole else None))
    return tuple(aims)


def _of_line(line: PlannedLine, measure: Measure) -> _Bounds:
    """Bound a step's way or time: as planned, else by its time or way and the paces it may be done at."""
    aim = _aim(line, measure)
    if aim is not None:
        return _Bounds(aim.low or 0.0, aim.high)
    other = _aim(line, Measure.DURATION if measure is Measure.DISTANCE else Measure.DISTANCE)
    paces = _paces(line)
    if other is None or paces is None:
        return _Bounds(0.0, None)
    low, high = other.low or 0.0, other.high
    if measure is Measure.DURATION:
        return _Bounds(low / 1000 * paces.low, _product(high, paces.high, 1 / 1000))
    least = 0.0 if paces.high is None else low / paces.high * 1000
    return _Bounds(least, None if high is None or paces.low <= 0 else high / paces.low * 1000)


def _paces(line: PlannedLine) -> _Bounds | None:
    """Bound the pace of a step: as planned, else as people move so; a rest may be a standing one."""
    step = line.step
    usual = None if step is None else _usual(step)
    aim = _aim(line, Measure.PACE)
    if aim is None and (speed := _aim(line, Measure.SPEED)) is not None:
        aim = Aim(Measure.PACE, _turned(speed.high), _turned(speed.low))
    if aim is None or usual is None:
        return usual
    return _Bounds(usual.low if aim.low is None else aim.low, usual.high if aim.high is None else aim.high)


def _usual(step: Step) -> _Bounds | None:
    if step.phase == "rest":
        return _Bounds(_FASTEST_TO_SLOWEST["walk"][0], None)
    movement = step.movement or "run"
    if movement == "run" and step.phase in _EASY:
        return _Bounds(*_EASY_RUN)
    return _Bounds(*_FASTEST_TO_SLOWEST[movement]) if movement in _FASTEST_TO_SLOWEST else None


def _aim(line: PlannedLine, measure: Measure) -> Aim | None:
    return next((aim for aim in line.aims if aim.measure is measure), None)


def _sum(parts: Sequence[_Bounds]) -> _Bounds:
    ends = [part.high for part in parts if part.high is not None]
    return _Bounds(sum(part.low for part in parts), sum(ends) if len(ends) == len(parts) else None)


def _product(value: float | None, pace: float | None, factor: float) -> float | None:
    return None if value is None or pace is None else value * pace * factor


def _turned(km_h: float | None) -> float | None:
    return 3600 / km_h if km_h else None

"""Targets and goals of runs as a reader reads them: in their language, their pace, their beats."""

from collections.abc import Iterable

from mesocycle.domain.document import Number
from mesocycle.domain.plan.workout import Goal, Step, Target
from mesocycle.web.frame.page import Reader

_UNITLESS = frozenset({"rpe"})


def aims(reader: Reader, targets: Iterable[Target]) -> str:
    """Write what is aimed at."""
    return ", ".join(_target(reader, each) for each in targets)


def goal(reader: Reader, wish: Goal) -> str:
    """Write what ends a step."""
    told = []
    if wish.repetitions is not None:
        told.append(f"{wish.repetitions} ×")
    if wish.duration is not None:
        told.append(reader.formats.seconds(wish.duration))
    if wish.distance is not None:
        told.append(reader.formats.distance(wish.distance))
    if wish.elevation_gain is not None:
        told.append(f"↑ {reader.formats.height(wish.elevation_gain)}")
    if wish.elevation_loss is not None:
        told.append(f"↓ {reader.formats.height(wish.elevation_loss)}")
    if wish.calories is not None:
        told.append(f"{reader.formats.number(wish.calories, 0)} kcal")
    if wish.heart_rate_below is not None:
        told.append(f"♥ < {reader.formats.number(wish.heart_rate_below, 0)}")
    if wish.heart_rate_above is not None:
        told.append(f"♥ > {reader.formats.number(wish.heart_rate_above, 0)}")
    return ", ".join(told) or reader.words("session.goal_open")


def step_name(reader: Reader, step: Step) -> str:
    """Name a step: as it was named, else by its phase."""
    return step.name or reader.words(f"session.phases.{step.phase}")


def _target(reader: Reader, target: Target) -> str:
    words, metric = reader.words, target.metric
    if metric == "pace" and target.basis == "absolute":
        return _pace(target)
    name = words(f"session.metrics.{metric}")
    if target.basis == "zone":
        return f"{name}: {words('session.zone', n=_span(reader, target))}"
    unit = " %" if target.basis == "percent" else "" if target.unit in _UNITLESS else f" {target.unit}"
    return f"{name} {_span(reader, target)}{unit}"


def _pace(target: Target) -> str:
    ends = [_pace_end(end) for end in (target.low, target.high) if end is not None]
    unit = target.unit.removeprefix("s")
    if len(ends) == 1:  # of a pace the low number is the fast end
        return f"{'≥' if target.low is not None else '≤'} {ends[0]} {unit.lstrip('/')}".replace("  ", " ")
    return f"{'–'.join(dict.fromkeys(ends))} {unit}"


def _pace_end(seconds: Number) -> str:
    return f"{round(seconds) // 60}:{round(seconds) % 60:02d}"


def _span(reader: Reader, target: Target) -> str:
    ends = [reader.formats.number(end, 2) for end in (target.low, target.high) if end is not None]
    span = "–".join(dict.fromkeys(ends))
    if len(ends) == 1:
        return reader.words("session.up_to" if target.low is None else "session.from", end=span)
    return span

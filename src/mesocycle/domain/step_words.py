"""What steps ask for, as people say it: distances, times, paces, zones."""

import re

from mesocycle.domain.document import Number
from mesocycle.domain.plan import Goal, Target
from mesocycle.domain.wording import words

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNITLESS = frozenset({"rpe"})


def clock(seconds: Number) -> str:
    """Write a duration: `45 s`, `1:30`, `1:02:30`."""
    if seconds < 60:
        return f"{plain(seconds)} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def distance_words(metres: Number) -> str:
    """Write a distance: `400 m`, `12.5 km`."""
    return f"{plain(metres)} m" if metres < 5000 else f"{plain(round(metres / 1000, 2))} km"


def goal_words(goal: Goal) -> str:
    """Write what ends a step."""
    if goal.duration is not None:
        return clock(goal.duration)
    return words(goal) if goal.distance is None else distance_words(goal.distance)


def target_words(target: Target) -> str:
    """Write a target: a pace as minutes and seconds, `heart rate 88-92 % of threshold heart rate`, `zone 2`."""
    if target.metric == "pace" and target.basis == "absolute":
        return _pace(target)
    metric = target.metric.replace("-", " ")
    if target.basis == "zone":
        return f"{metric} {_span(target, 'zone ')}"
    if target.basis == "percent":
        return f"{metric} {_span(target)} %{_of(target.of)}"
    unit = "" if target.unit in _UNITLESS else f" {target.unit}"
    return f"{metric} {_span(target)}{unit}"


def plain(amount: Number) -> str:
    """Write a number as it is said: 5 for 5.0."""
    return str(number(amount))


def number(amount: Number) -> Number:
    """Give a number as it was typed: 5 for 5.0."""
    return int(amount) if float(amount).is_integer() else amount


def _pace(target: Target) -> str:
    ends = [f"{round(end) // 60}:{round(end) % 60:02d}" for end in (target.low, target.high) if end is not None]
    unit = target.unit.removeprefix("s")
    if len(ends) == 1:  # of a pace the low number is the fast end
        return f"{'no slower' if target.low is None else 'no faster'} than {ends[0]}{unit}"
    return f"{'-'.join(dict.fromkeys(ends))}{unit}"


def _span(target: Target, before: str = "") -> str:
    ends = [plain(end) for end in (target.low, target.high) if end is not None]
    side = "" if len(ends) != 1 else "up to " if target.low is None else "from "
    return f"{side}{before}{'-'.join(dict.fromkeys(ends))}"


def _of(reference: str | None) -> str:
    return "" if reference is None else f" of {_HUMP.sub(' ', reference).lower()}"

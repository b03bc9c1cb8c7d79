"""Plans in a few words: sets in their notation, steps, schedules, goals and targets."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec
from msgspec import structs

from mesocycle.domain.document import Number
from mesocycle.domain.plan.notation import print_sets
from mesocycle.domain.plan.run_notation import print_run
from mesocycle.domain.plan.workout import Block, ExerciseSet, Goal, ScheduleEntry, Step, Target, Weeks

_GOAL_UNITS = {
    "duration": " s",
    "distance": " m",
    "elevationGain": " m up",
    "elevationLoss": " m down",
    "repetitions": " repetitions",
    "calories": " cal",
    "heartRateBelow": " bpm or below",
    "heartRateAbove": " bpm or above",
}

_BARE = ExerciseSet(id="", set_number=0, set_type="working", rep_type="fixed")


def sets_words(sets: Iterable[ExerciseSet]) -> str:
    """Write sets in the notation, week group by week group: `weeks 1, 2: 3x5 @ 100 kg`."""
    told = notation_by_weeks(sets)
    return " | ".join(text if weeks is None else f"{weeks_words(weeks)}: {text}" for weeks, text in told.items())


def notation_by_weeks(sets: Iterable[ExerciseSet]) -> dict[Weeks | None, str]:
    """Write the sets that share their weeks together, in the notation as far as it goes."""
    groups: dict[Weeks | None, list[ExerciseSet]] = {}
    for each in sets:
        groups.setdefault(each.weeks, []).append(each)
    return {weeks: _notation(group) for weeks, group in groups.items()}


def run_by_weeks(steps: Iterable[Step | Block]) -> dict[Weeks | None, str] | None:
    """Write the steps that share their weeks together, in the run notation; None where it can't say all of them."""
    groups: dict[Weeks | None, list[Step | Block]] = {}
    for each in steps:
        groups.setdefault(each.weeks, []).append(structs.replace(each, weeks=None))
    told = {weeks: print_run(group) for weeks, group in groups.items()}
    return {weeks: text for weeks, text in told.items() if text is not None} if None not in told.values() else None


def weeks_words(weeks: Weeks) -> str:
    """Write `week 1` or `weeks 1, 3`."""
    return f"{'week' if len(weeks) == 1 else 'weeks'} {words(weeks)}"


def set_words(each: ExerciseSet) -> str:
    """Write one set in the notation, with its weeks; of one that asks for nothing only its kind."""
    return _kind(each) if is_bare(each) else sets_words([each])


def schedule_words(schedule: Sequence[ScheduleEntry]) -> str:
    """Write the days a workout falls on."""
    return "; ".join(map(_entry_words, schedule)) or "no day"


def words(value: object) -> str:
    """Write a field's value as a person would, not as JSON."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return str(value)
        case int() | float():
            return str(value)
        case Goal():
            return _goal_words(value)
        case Target():
            return target_words(value)
        case tuple() | list():
            return ", ".join(map(words, value))
        case _:
            plain = msgspec.to_builtins(value)
            return ", ".join(f"{k} {words(v)}" for k, v in plain.items()) if isinstance(plain, dict) else str(plain)


def is_bare(each: ExerciseSet) -> bool:
    """Tell whether a set asks for nothing at all, as the sets of workouts do that came without a plan."""
    asked = structs.replace(each, id="", set_number=0, set_type="working", unilateral_side=None, rest_after=None)
    return asked == _BARE


def _bare_words(sets: list[ExerciseSet]) -> str:
    """Count sets that ask for nothing: `2 sets warmup; 3 sets`."""
    counted = [(kind, len(list(group))) for kind, group in groupby(sets, _kind)]
    return "; ".join(f"{count} {'set' if count == 1 else 'sets'} {kind}".rstrip() for kind, count in counted)


def _kind(each: ExerciseSet) -> str:
    return "" if each.set_type == "working" else each.set_type


def _notation(sets: list[ExerciseSet]) -> str:
    """Write neighbours that share their weeks; what the notation can't say stands behind, set by set."""
    if all(map(is_bare, sets)):
        return _bare_words(sets)
    plain = [structs.replace(each, weeks=None, set_number=n) for n, each in enumerate(sets, 1)]
    return print_sets(plain) or "; ".join(map(_one, plain))


def _one(each: ExerciseSet) -> str:
    sayable = structs.replace(each, set_number=1, notes=None, hold_time=None, unilateral_side=None)
    text = print_sets([sayable])
    if text is None:
        return words(structs.replace(each, id="", set_number=0)).removeprefix("_id , setNumber 0, ")
    hold = None if each.hold_time is None else f"hold {each.hold_time} s"
    more = [part for part in (hold, each.unilateral_side, each.notes) if part]
    return f"{text} ({', '.join(more)})" if more else text


def _entry_words(entry: ScheduleEntry) -> str:
    if entry.weekday is not None:
        day = entry.weekday.capitalize()
    elif entry.day is not None:
        day = f"day {entry.day}" + (f", every {entry.repeat_every} days" if entry.repeat_every else "")
    else:
        day = f"{entry.days_before_race} days before the race"
    weeks = f" in {weeks_words(entry.weeks)}" if entry.weeks is not None else ""
    return day + weeks + (f" at {entry.time}" if entry.time else "")


def _goal_words(goal: Goal) -> str:
    plain = msgspec.to_builtins(goal)
    told = [f"{value}{_GOAL_UNITS[name]}" for name, value in plain.items() if name in _GOAL_UNITS]
    return ", ".join(told) or "open"


def as_sentence(text: str) -> str:
    """End a text with one full stop, whether it has its own or not."""
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text}."


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
    return str(as_typed(amount))


def as_typed(amount: Number) -> Number:
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

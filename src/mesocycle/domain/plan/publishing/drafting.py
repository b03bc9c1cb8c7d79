"""A version as a file would say it, to be written on: the other way round than `complete`."""

from collections.abc import Sequence

import msgspec

from mesocycle.domain.plan.notation import print_sets
from mesocycle.domain.plan.publishing.line_ids import Plain
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.run_notation import print_run
from mesocycle.domain.plan.workout import Block, ExerciseSet, Step, Weeks

_OWN = frozenset(
    {"_id", "parentRoutineId", "version", "isLatest", "isArchived", "changeNote"}
    | {"schemaVersion", "createdBy", "createdAt", "updatedAt"}
)


def as_file(version: RoutineVersion) -> Plain:
    """Write a version as a file: lines keep their ids, sets are notation where it says all of them.

    Completed again after that version it has the same content, line by line with the same ids. The steps of a run are
    written in their notation, likewise where it says all of them.
    """
    plain: Plain = msgspec.to_builtins(version)
    content = {name: inner for name, inner in plain.items() if name not in _OWN}
    return {**content, "workouts": [_line(each) for each in content["workouts"]]}


def _line(line: Plain) -> Plain:
    spelled = {name: inner for name, inner in line.items() if name != "orderIndex"}
    for name in ("sections", "exercises"):
        if name in spelled:
            spelled[name] = [_line(each) for each in spelled[name]]
    if "sets" in spelled:
        spelled["sets"] = sets_as_text(msgspec.convert(spelled["sets"], tuple[ExerciseSet, ...])) or spelled["sets"]
    if "steps" in spelled:
        steps = msgspec.convert(spelled["steps"], tuple[Step | Block, ...])
        spelled["steps"] = steps_as_text(steps) or spelled["steps"]
    return spelled


def steps_as_text(steps: Sequence[Step | Block]) -> str | dict[str, str] | None:
    """Write the steps of a run as a text, or as texts by weeks; None where that would not come back the same."""
    groups: dict[Weeks | None, list[Step | Block]] = {}
    for each in steps:
        groups.setdefault(each.weeks, []).append(each)
    in_order = [each for group in groups.values() for each in group] == list(steps)
    if not groups or (None in groups and len(groups) > 1) or not in_order:
        return None
    texts: dict[Weeks | None, str] = {}
    for weeks, group in groups.items():
        text = print_run([msgspec.structs.replace(each, weeks=None) for each in group])
        if text is None:
            return None
        texts[weeks] = text
    return texts[None] if None in texts else {_weeks(weeks or ()): text for weeks, text in texts.items()}


def sets_as_text(sets: tuple[ExerciseSet, ...]) -> str | dict[str, str] | None:
    """Write sets as a text, or as texts by weeks; None where that would not come back the same."""
    groups: dict[Weeks | None, list[ExerciseSet]] = {}
    for each in sets:
        groups.setdefault(each.weeks, []).append(each)
    if not groups or (None in groups and len(groups) > 1) or not _counted(sets):
        return None
    texts: dict[Weeks | None, str] = {}
    for weeks, group in groups.items():
        text = print_sets([msgspec.structs.replace(each, weeks=None, set_number=n) for n, each in enumerate(group, 1)])
        if text is None:
            return None
        texts[weeks] = text
    return texts[None] if None in texts else {_weeks(weeks or ()): text for weeks, text in texts.items()}


def _counted(sets: tuple[ExerciseSet, ...]) -> bool:
    """Tell whether the numbers are those that sets get which bring none, group by group and from 1 within each week."""
    last: dict[int | None, int] = {}
    first: dict[Weeks | None, int] = {}
    for place, each in enumerate(sets):
        first.setdefault(each.weeks, place)
    grouped = sorted(sets, key=lambda each: first[each.weeks])
    for each in grouped:
        weeks: tuple[int | None, ...] = each.weeks or (None,)
        number = max(last.get(week, 0) for week in weeks) + 1
        if each.set_number != number:
            return False
        last |= dict.fromkeys(weeks, number)
    return grouped == list(sets)


def _weeks(weeks: Weeks) -> str:
    """Write weeks as a file has them: `1,5-7`."""
    spans: list[list[int]] = []
    for week in weeks:
        if spans and spans[-1][-1] == week - 1:
            spans[-1] = [spans[-1][0], week]
        else:
            spans.append([week, week])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)

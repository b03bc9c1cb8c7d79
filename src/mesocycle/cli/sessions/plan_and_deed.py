"""A section's lines as rows: what was planned, what that is on the bar, what was done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from mesocycle.cli.frame.amounts import performance_words, weight_words
from mesocycle.domain.document import Id
from mesocycle.domain.log.performance import Effort, PerformedExercise, PerformedSection, PerformedSet, SectionResult
from mesocycle.domain.plan.lines import Lines, sets_of
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.words import clock, goal_words, plain, set_words, target_words
from mesocycle.domain.plan.workout import Block, Exercise, ExerciseSet, Section, Step, Target
from mesocycle.domain.reference.loads import ResolvedLoad
from mesocycle.domain.reference.resolution import Resolved

NO_GUIDANCE: Mapping[Id, str] = MappingProxyType({})


class PlanRow(NamedTuple):
    """One row of the four columns."""

    name: str = ""
    planned: str = ""
    load: str = ""
    done: str = ""


def section_rows(
    section: Section,
    resolved: Resolved,
    done: PerformedSection | None,
    lines: Lines,
    guidance: Mapping[Id, str] = NO_GUIDANCE,
) -> Iterator[PlanRow | str]:
    """Give the rows of a section: its exercises, its steps, what was added; a text is a line of its own."""
    performed = done.exercises if done else ()
    targets = resolved.targets.get(section.id, ())
    if targets:
        yield PlanRow("  aim", _aims(targets))
    for exercise in section.exercises or ():
        yield from _exercise_rows(exercise, resolved, [one for one in performed if one.exercise_id == exercise.id])
        if exercise.id in guidance:
            yield f"    {guidance[exercise.id]}"
    yield from _step_rows(section, resolved, (done.efforts if done else None) or ())
    for one in performed:
        if one.exercise_id not in lines.exercises:
            name = one.exercise.name if one.exercise else "another exercise"
            yield PlanRow(f"  {name}", "not planned")
            yield from (PlanRow("", "", "", _set_done(each)) for each in one.sets)
    if done is not None and done.result is not None:
        yield PlanRow("  result", "", "", _result(done.result))


def _exercise_rows(
    exercise: Exercise, resolved: Resolved, done: Sequence[PerformedExercise]
) -> Iterator[PlanRow | str]:
    parts = ((exercise.superset_group_id, "superset {}"), (exercise.rest_between_sets, "rest {}"))
    told = ", ".join(form.format(part) for part, form in parts if part)
    skipped = [f"left out: {one.skipped.reason}" for one in done if one.skipped]
    instead = [f"did {one.substituted_by.name} instead" for one in done if one.substituted_by]
    yield PlanRow(f"  {exercise.name}", told, "", ", ".join([*skipped, *instead]))
    if exercise.notes:
        yield f"    {exercise.notes}"
    performed = [one for each in done for one in each.sets]
    rows = [_set_row(each, exercise, resolved, performed) for each in sets_of(exercise)]
    for _, same in groupby(rows, key=lambda row: row[1:] if not row.done else row):
        alike = list(same)
        first, last = alike[0].name, alike[-1].name
        yield alike[0]._replace(name=f"{first}-{last.strip()}" if len(alike) > 1 else first)
    known = {each.id for each in sets_of(exercise)}
    yield from (PlanRow("     more", "", "", _set_done(one)) for one in performed if one.set_id not in known)
    yield from (PlanRow("     note", "", "", one.notes) for one in done if one.notes)


def _set_row(each: ExerciseSet, exercise: Exercise, resolved: Resolved, performed: Sequence[PerformedSet]) -> PlanRow:
    planned = set_words(replace(each, weeks=None)).removeprefix("1x")
    load = resolved.loads.get(each.id)
    told = "" if load is None or load.typed else _load(load, a_hand=exercise.load_per == "hand")
    if load is None and each.percent is not None:
        told = "?"
    done = [_set_done(one) for one in performed if one.set_id == each.id]
    return PlanRow(f"  {each.set_number:>3}", planned, told, "; ".join(done))


def _load(load: ResolvedLoad, *, a_hand: bool) -> str:
    most = "" if load.weight_max is None else f"-{plain(load.weight_max)}"
    weight = f"{plain(load.weight)}{most} {load.weight_unit}" if most else weight_words(load.weight, load.weight_unit)
    return f"{weight} a hand" if a_hand else weight


def _set_done(one: PerformedSet) -> str:
    where = [f"round {one.round}" if one.round is not None else "", one.unilateral_side or ""]
    told = f"{' '.join(part for part in where if part)}: " if any(where) else ""
    return f"{told}{performance_words(one.performance)}{f' ({one.notes})' if one.notes else ''}"


def _step_rows(section: Section, resolved: Resolved, efforts: Iterable[Effort]) -> Iterator[PlanRow]:
    expansion, done = expand(section), list(efforts)
    if expansion.rounds > 1 and expansion.steps:
        yield PlanRow(f"  {expansion.rounds} times")
    for part in expansion.steps:
        if isinstance(part, Block):
            yield PlanRow(f"  {part.rounds} times")
            for step in part.steps:
                yield _step_row(step, resolved, done, "    ")
        else:
            yield _step_row(part, resolved, done, "    " if expansion.rounds > 1 else "  ")
    known = {step.id for step in expansion.each_step()}
    for effort in done:
        if effort.step_id not in known:
            yield PlanRow(
                "  lap" if effort.step_id is None else "  more", "", "", performance_words(effort.performance)
            )


def _step_row(step: Step, resolved: Resolved, done: Sequence[Effort], indent: str) -> PlanRow:
    aims = _aims(resolved.targets.get(step.id, ()))
    planned = f"{goal_words(step.goal)}{f' @ {aims}' if aims else ''}{f' ({step.notes})' if step.notes else ''}"
    mine = [one for one in done if one.step_id == step.id]
    told = [f"{_turn(one) if len(mine) > 1 else ''}{performance_words(one.performance)}" for one in mine]
    movement = "" if step.movement in (None, "run") else f", {step.movement}"
    return PlanRow(f"{indent}{step.name or step.phase}{movement}", planned, "", "; ".join(told))


def _turn(effort: Effort) -> str:
    inner = "" if effort.inner_round is None else f".{effort.inner_round}"
    return f"{effort.round}{inner}: "


def _aims(targets: Iterable[Target]) -> str:
    return ", ".join(map(target_words, targets))


def _result(result: SectionResult) -> str:
    parts = (
        f"{result.rounds} rounds" if result.rounds is not None else "",
        f"{result.reps} reps" if result.reps is not None else "",
        f"in {clock(result.duration)}" if result.duration is not None else "",
    )
    return " ".join(part for part in parts if part)

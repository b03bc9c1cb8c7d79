"""A session's plan line by line, in the reader's own kilograms and paces, beside what was done."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.comparison import SessionComparison
from mesocycle.analytics.plan_and_deed.tolerance import Verdict
from mesocycle.domain.document import Id
from mesocycle.domain.log.performance import Effort, PerformedExercise, PerformedSection, PerformedSet, SectionResult
from mesocycle.domain.plan.lines import Lines, sets_of
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.workout import Block, Exercise, ExerciseSet, Section, Step
from mesocycle.domain.reference.loads import ResolvedLoad
from mesocycle.domain.reference.resolution import Resolved
from mesocycle.web.frame.page import Reader
from mesocycle.web.session.notation import section_text, set_text
from mesocycle.web.session.targets import aims, goal, step_name


class Line(Struct, frozen=True, kw_only=True):
    """One set or step."""

    label: str
    planned: str = ""
    load: str = ""
    done: tuple[str, ...] = ()
    verdict: Verdict | None = None
    ids: tuple[tuple[Id, str], ...] = ()
    """The sets or steps that it is, each with its label: neighbours that are alike stand in one line."""
    entries: tuple[Id, ...] = ()
    """What was performed of it."""


class Group(Struct, frozen=True, kw_only=True):
    """One exercise with its sets, or the steps of a run."""

    name: str
    told: tuple[str, ...] = ()
    notes: str | None = None
    guidance: str | None = None
    lines: tuple[Line, ...] = ()


class Part(Struct, frozen=True, kw_only=True):
    """One section."""

    head: str
    notes: str | None
    aim: str
    result: str
    groups: tuple[Group, ...]


class Beside(Struct, frozen=True, kw_only=True):
    """What a plan is read with."""

    reader: Reader
    resolved: Resolved
    lines: Lines
    verdicts: Mapping[Id, Verdict]
    guidance: Mapping[Id, str]


def verdicts_of(found: SessionComparison) -> dict[Id, Verdict]:
    """Give each line's verdict; of one with several rounds the first that was not met."""
    told: dict[Id, Verdict] = {}
    for section in found.sections:
        for line in section.lines:
            if line.line_id is not None and line.verdict is not None:
                before = told.get(line.line_id, Verdict.MET)
                told[line.line_id] = line.verdict if before is Verdict.MET else before
    return told


def choices_of(parts: Sequence[Part]) -> list[tuple[str, list[tuple[Id, str]]]]:
    """Give what can be written about: by exercise its sets, by run its steps, each with its label."""
    found = [
        (group.name or part.head, [one for line in group.lines for one in line.ids])
        for part in parts
        for group in part.groups
    ]
    return [each for each in found if each[1]]


def line_names(parts: Sequence[Part]) -> dict[Id, str]:
    """Name every set and step, and what was performed of it."""
    lines = [(group.name or part.head, line) for part in parts for group in part.groups for line in group.lines]
    named = {one: f"{name} {line.label}" for name, line in lines for one in line.entries}
    return named | {one: f"{name} {label}" for name, line in lines for one, label in line.ids}


def part_of(section: Section, done: PerformedSection | None, beside: Beside) -> Part:
    """Read a section."""
    performed = done.exercises if done else ()
    groups = [
        _exercise(each, [one for one in performed if one.exercise_id == each.id], beside)
        for each in section.exercises or ()
    ]
    groups += _steps(section, (done.efforts if done else None) or (), beside)
    groups += [
        Group(
            name=one.exercise.name if one.exercise else beside.reader.words("session.unnamed"),
            told=(beside.reader.words("session.not_planned"),),
            lines=tuple(_added(each, beside, label="") for each in one.sets),
        )
        for one in performed
        if one.exercise_id not in beside.lines.exercises
    ]
    return Part(
        head=section_text(beside.reader, section),
        notes=section.notes,
        aim=aims(beside.reader, beside.resolved.targets.get(section.id, ())),
        result="" if done is None or done.result is None else _result(done.result, beside),
        groups=tuple(groups),
    )


def _exercise(exercise: Exercise, done: Sequence[PerformedExercise], beside: Beside) -> Group:
    words = beside.reader.words
    told = []
    if exercise.superset_group_id:
        told.append(words("session.superset", group=exercise.superset_group_id))
    if exercise.rest_between_sets:
        told.append(words("session.rest", rest=exercise.rest_between_sets))
    told += [words("session.left_out", reason=one.skipped.reason) for one in done if one.skipped]
    told += [words("session.instead", name=one.substituted_by.name) for one in done if one.substituted_by]
    told += [one.notes for one in done if one.notes]
    performed = [one for each in done for one in each.sets]
    planned = [_set(each, exercise, performed, beside) for each in sets_of(exercise)]
    known = {each.id for each in sets_of(exercise)}
    more = [_added(one, beside) for one in performed if one.set_id not in known]
    return Group(
        name=exercise.name,
        told=tuple(told),
        notes=exercise.notes,
        guidance=beside.guidance.get(exercise.id),
        lines=(*_together(planned), *more),
    )


def _together(lines: Sequence[Line]) -> Iterator[Line]:
    """Write neighbours that are alike and not done yet as one: `1–3`."""
    for _, same in groupby(lines, key=lambda line: line if line.done else (line.planned, line.load, line.verdict)):
        alike = list(same)
        first, last = alike[0], alike[-1]
        ids = tuple(one for line in alike for one in line.ids)
        yield first if len(alike) == 1 else replace(first, label=f"{first.label}–{last.label}", ids=ids)


def _added(one: PerformedSet, beside: Beside, *, label: str = "+") -> Line:
    """Read a set that no plan asked for."""
    return Line(label=label, done=(_set_done(one, beside),), ids=((one.id, label or str(one.set_number)),))


def _set(each: ExerciseSet, exercise: Exercise, performed: Sequence[PerformedSet], beside: Beside) -> Line:
    load = beside.resolved.loads.get(each.id)
    told = "" if load is None or load.typed else _load(load, beside, a_hand=exercise.load_per == "hand")
    return Line(
        label=str(each.set_number),
        planned=set_text(beside.reader, each),
        load="?" if load is None and each.percent is not None else told,
        done=tuple(_set_done(one, beside) for one in performed if one.set_id == each.id),
        verdict=beside.verdicts.get(each.id),
        ids=((each.id, str(each.set_number)),),
        entries=tuple(one.id for one in performed if one.set_id == each.id),
    )


def _load(load: ResolvedLoad, beside: Beside, *, a_hand: bool) -> str:
    formats = beside.reader.formats
    weight = formats.weight(load.weight, load.weight_unit)
    if load.weight_max is not None:
        weight = f"{formats.number(load.weight, 2)}–{formats.weight(load.weight_max, load.weight_unit)}"
    return f"{weight} {beside.reader.words('session.a_hand')}" if a_hand else weight


def _set_done(one: PerformedSet, beside: Beside) -> str:
    words = beside.reader.words
    where = [
        words("session.round", n=one.round) if one.round is not None else "",
        words(f"session.sides.{one.unilateral_side}") if one.unilateral_side else "",
    ]
    told = f"{' '.join(part for part in where if part)}: " if any(where) else ""
    return f"{told}{beside.reader.formats.performed(one.performance)}{f' ({one.notes})' if one.notes else ''}"


def _steps(section: Section, efforts: Sequence[Effort], beside: Beside) -> list[Group]:
    expansion, words = expand(section), beside.reader.words
    groups: list[Group] = []
    own: list[Line] = []
    for part in expansion.steps:
        if isinstance(part, Block):
            lines = tuple(_step(step, efforts, beside) for step in part.steps)
            groups.append(Group(name=words("session.times", n=part.rounds), lines=lines))
        else:
            own.append(_step(part, efforts, beside))
    known = {step.id for step in expansion.each_step()}
    own += [
        Line(label="+", done=(beside.reader.formats.performed(each.performance),), ids=((each.id, "+"),))
        for each in efforts
        if each.step_id not in known
    ]
    if own:
        name = words("session.times", n=expansion.rounds) if expansion.rounds > 1 else ""
        groups.insert(0, Group(name=name, lines=tuple(own)))
    return groups


def _step(step: Step, efforts: Sequence[Effort], beside: Beside) -> Line:
    aimed = aims(beside.reader, beside.resolved.targets.get(step.id, ()))
    planned = goal(beside.reader, step.goal) + (f" @ {aimed}" if aimed else "")
    return Line(
        label=step_name(beside.reader, step),
        planned=f"{planned} ({step.notes})" if step.notes else planned,
        done=tuple(beside.reader.formats.performed(one.performance) for one in efforts if one.step_id == step.id),
        verdict=beside.verdicts.get(step.id),
        ids=((step.id, step_name(beside.reader, step)),),
        entries=tuple(one.id for one in efforts if one.step_id == step.id),
    )


def _result(result: SectionResult, beside: Beside) -> str:
    parts = (
        beside.reader.words("session.rounds", n=result.rounds) if result.rounds is not None else "",
        f"+ {result.reps}" if result.reps is not None else "",
        beside.reader.formats.seconds(result.duration) if result.duration is not None else "",
    )
    return " ".join(part for part in parts if part)

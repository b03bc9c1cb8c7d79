"""A planned workout as what leads a watch: its sections one after the other, as steps and repeats."""

from collections.abc import Iterator, Sequence

import msgspec

from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import expand, seconds
from mesocycle.domain.plan.workout import Block, Section, Step, WorkoutType
from mesocycle.domain.reference.resolution import Resolved
from mesocycle.domain.watch.sets import ExerciseSteps
from mesocycle.domain.watch.step import LeftOut, WatchPart, WatchRepeat, WatchStep, each_step, rest_step


class WatchPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A whole workout; what is left out here no format of watches carries."""

    name: str
    type: WorkoutType
    notes: str
    parts: tuple[WatchPart, ...]
    left_out: tuple[LeftOut, ...]


def watch_plan(content: WorkoutSnapshot, resolved: Resolved) -> WatchPlan:
    """Write a workout's sections as steps, with loads and targets as they are resolved for the athlete's day."""
    parts: list[WatchPart] = []
    exercises = ExerciseSteps(resolved)
    for place, section in enumerate(content.sections):
        found = [*_running(section, resolved), *exercises.parts(section)]
        if not found:
            left_out = LeftOut(line=section.name, what="the whole section: it holds no steps and no exercises")
            exercises.left_out.append(left_out)
        parts.extend(found)
        if found and place < len(content.sections) - 1:
            parts.extend(_between(section, found))
        if section.notes:
            exercises.left_out.append(LeftOut(line=section.name, what="the section's notes"))
    return WatchPlan(
        name=content.name,
        type=content.type,
        notes=" ".join(each for each in (content.objective, content.notes) if each),
        parts=tuple(parts),
        left_out=tuple(dict.fromkeys(exercises.left_out)),
    )


def _running(section: Section, resolved: Resolved) -> Iterator[WatchPart]:
    """Write what of a section expands into steps; the last rest may fall away."""
    expansion = expand(section)
    parts = tuple(_part(each, section, resolved) for each in expansion.steps)
    if not parts:
        return
    last = parts[-1]
    skips = expansion.skips_last_rest and isinstance(last, WatchStep) and last.phase in {"rest", "recovery"}
    yield from _repeated(expansion.rounds - 1 if skips else expansion.rounds, parts)
    if skips:
        yield from parts[:-1]


def _repeated(rounds: int, parts: tuple[WatchPart, ...]) -> tuple[WatchPart, ...]:
    """Repeat parts; a single repeat inside a repeat is one with more rounds."""
    if rounds < 2:
        return parts * rounds
    if len(parts) == 1 and isinstance(parts[0], WatchRepeat):
        return (WatchRepeat(rounds=rounds * parts[0].rounds, parts=parts[0].parts),)
    return (WatchRepeat(rounds=rounds, parts=parts),)


def _part(part: Step | Block, section: Section, resolved: Resolved) -> WatchPart:
    if isinstance(part, Block):
        return WatchRepeat(rounds=part.rounds, parts=tuple(_step(step, section, resolved) for step in part.steps))
    return _step(part, section, resolved)


def _step(step: Step, section: Section, resolved: Resolved) -> WatchStep:
    told = [
        str(step.movement).capitalize() if step.movement not in {None, "run"} else "",
        f"with {', '.join(step.equipment)}" if step.equipment else "",
        f"on {step.terrain}" if step.terrain else "",
        step.notes or "",
    ]
    return WatchStep(
        name=step.name or (section.name if step.phase == "active" else step.phase.capitalize()),
        phase=step.phase,
        goal=step.goal,
        targets=resolved.targets.get(step.id, step.targets or ()),
        notes=" ".join(each for each in told if each),
    )


def _between(section: Section, found: Sequence[WatchPart]) -> Iterator[WatchStep]:
    """Rest after a section, where its last set's rest is not that already."""
    steps = list(each_step(found))
    rest = seconds(section.rest_after)
    if rest and steps and steps[-1].phase != "rest":
        yield rest_step(rest)

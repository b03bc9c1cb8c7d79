"""The lines of a session that a name means: exercises, sections and steps, by their names or a part of them."""

from collections.abc import Iterable

from mesocycle.domain.plan.lines import each_exercise
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import PlannedEffort, flatten
from mesocycle.domain.plan.workout import CooldownSection, Exercise, Section, WarmupSection
from mesocycle.domain.refusal import NotFound

_WHOLE_RUN = frozenset({"run", "the run"})


def exercises_called(snapshot: WorkoutSnapshot, called: str, section_name: str | None) -> list[Exercise]:
    """Find the lines of an exercise by its name, a part of it, or a line's id; one exercise may have several lines."""
    wanted, every = _word(called), exercises_within(snapshot, section_name)
    exact = [each for each in every if wanted in {_word(each.id), _word(each.name)}]
    found = exact or [each for each in every if wanted and wanted in _word(each.name)]
    if len({each.name for each in found}) == 1:
        return found
    names = ", ".join(dict.fromkeys(each.name for each in found or every)) or "none"
    what = "names several exercises" if found else "is no exercise"
    where = f"the section {section_name}" if section_name else "this session"
    raise NotFound(f"{called[:80]!r} {what} of {where}.", f"Name one of: {names}.")


def exercises_within(snapshot: WorkoutSnapshot, section_name: str | None) -> list[Exercise]:
    """Give the exercises of one section, or of all."""
    within = _word(section_name or "")
    return [
        exercise
        for section, exercise in each_exercise(snapshot)
        if within in {"", _word(section.id), _word(section.name)}
    ]


def section_called(snapshot: WorkoutSnapshot, called: str) -> Section | None:
    """Find the section of a name or id, if there is just one."""
    wanted = _word(called)
    found = [each for each in snapshot.sections if wanted in {_word(each.id), _word(each.name)}]
    return found[0] if len(found) == 1 else None


def turns_called(snapshot: WorkoutSnapshot, called: str, section_name: str | None) -> list[PlannedEffort]:
    """Give the turns that a name means, in their order: a step's, a section's work, a phase's, or the only run's."""
    wanted, within = _word(called), _word(section_name or "")
    every = [
        (section, turn)
        for section in snapshot.sections
        if within in {"", _word(section.id), _word(section.name)}
        for turn in flatten(section)
    ]
    named = [turn for _, turn in every if wanted in {_word(turn.step.id), _word(turn.step.name or "")}]
    if named:
        return named
    of_section = [turn for section, turn in every if wanted in {_word(section.id), _word(section.name)}]
    if of_section:
        return work_of(of_section)
    of_phase = [turn for _, turn in every if wanted == turn.step.phase]
    if of_phase:
        return of_phase
    return [turn for _, turn in every] if len(every) == 1 and is_whole_run(snapshot, called) else []


def is_whole_run(snapshot: WorkoutSnapshot, called: str) -> bool:
    """Tell whether a name means all that is run, in whatever steps: `run`, or what the workout is called."""
    return _word(called) in _WHOLE_RUN | {_word(snapshot.name)}


def running_sections(snapshot: WorkoutSnapshot) -> list[Section]:
    """Give the sections with steps, those of the work before warm-up and cool-down."""
    running = [section for section in snapshot.sections if flatten(section)]
    return sorted(running, key=lambda section: isinstance(section, WarmupSection | CooldownSection))


def work_of(turns: Iterable[PlannedEffort]) -> list[PlannedEffort]:
    """Leave out rests and recoveries, where there is anything else."""
    every = list(turns)
    return [turn for turn in every if turn.step.phase not in {"rest", "recovery"}] or every


def _word(text: str) -> str:
    return " ".join(text.casefold().split())

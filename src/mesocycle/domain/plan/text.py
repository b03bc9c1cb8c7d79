"""A plan as plain text, for wherever there is nothing but text: calendars and paper."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from mesocycle.domain.document import Id
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import Expansion, expand
from mesocycle.domain.plan.words import goal_words, sets_words, target_words, words
from mesocycle.domain.plan.workout import Block, Exercise, Section, Step, TabataExercise, Target
from mesocycle.domain.refusal import Refusal

_FACTS = {
    "rounds": "{} rounds",
    "time_cap": "at most {}",
    "emom_duration": "{} min in all",
    "alternating": "alternating",
    "work_interval": "{} of work",
    "rest_interval": "{} of rest",
    "rest_between_rounds": "{} between rounds",
    "rest_between_exercises": "{} between exercises",
    "rest_after": "{} of rest afterwards",
    "rest_type": "{} between",
    "target_muscle_groups": "for {}",
    "stretching_focus": "stretching {}",
}
"""What no step and no set of a section says."""
_EVEN_ZERO = frozenset({"time_cap", "emom_duration"})


def plan_lines(snapshot: WorkoutSnapshot) -> Iterator[str]:
    """Tell a workout line by line: objective and notes, then every section with its exercises or steps."""
    for text in (snapshot.objective, snapshot.notes):
        if text:
            yield text
    for section in snapshot.sections:
        yield ""
        yield section_head(section)
        if section.notes:
            yield f"  {section.notes}"
        for exercise in section.exercises or ():
            yield from _exercise_lines(exercise)
        yield from (f"- {line}" for line in step_lines(section))


def section_head(section: Section) -> str:
    """Give a section's name, with how often, how long at most, and all that its steps and sets do not say."""
    more = ", ".join(_FACTS[name].format(value) for name, value in section_facts(section))
    return f"{section.name}{f' ({more})' if more else ''}"


def section_facts(section: Section) -> Iterator[tuple[str, str]]:
    """Give what no step and no set of a section says, by the name of its field; repeats are rounds."""
    for name in _FACTS:
        said = getattr(section, name, None)
        if name == "rounds":
            said = said or getattr(section, "repeats", None)
            said = said if said and said > 1 else None
        if said or (said is not None and name in _EVEN_ZERO):
            yield name, words(said).replace("_", " ")


def exercise_name(exercise: Exercise) -> str:
    """Give an exercise's name, and which superset it is part of."""
    return f"{exercise.name} (superset {exercise.superset_group_id})" if exercise.superset_group_id else exercise.name


def exercise_words(exercise: Exercise) -> str:
    """Tell the sets and rests of an exercise in a snapshot, which holds only those of its own week."""
    sets = (
        "" if isinstance(exercise, TabataExercise) else sets_words(replace(each, weeks=None) for each in exercise.sets)
    )
    return ", ".join(part for part in (sets, *rests_of(exercise)) if part)


def rests_of(exercise: Exercise) -> Iterator[str]:
    """Tell the rests of an exercise that no set says."""
    if exercise.rest_between_sets:
        yield f"rest {exercise.rest_between_sets}"
    if exercise.rest_after:
        yield f"{exercise.rest_after} of rest afterwards"


def _exercise_lines(exercise: Exercise) -> Iterator[str]:
    told = exercise_words(exercise)
    yield f"- {exercise_name(exercise)}{f': {told}' if told else ''}"
    if exercise.notes:
        yield f"  {exercise.notes}"


def step_lines(section: Section, resolved: Mapping[Id, tuple[Target, ...]] | None = None) -> Iterator[str]:
    """Tell what is to be run, a line for each step or block; `resolved` are aims by step id, where known."""
    known = resolved or {}
    for part in _expanded(section).steps:
        if isinstance(part, Block):
            yield f"{part.rounds} × " + "; ".join(_step_words(step, known, section.name) for step in part.steps)
        else:
            yield _step_words(part, known, section.name)


def _expanded(section: Section) -> Expansion:
    try:
        return expand(section)
    except Refusal:  # a foreign plan may write a duration that nobody understands; its sections are told all the same
        return Expansion()


def _step_words(step: Step, resolved: Mapping[Id, tuple[Target, ...]], section: str) -> str:
    names = ("" if step.name == section else step.name, "" if step.phase == "active" else step.phase)
    named = ", ".join(part for part in names if part)
    aims = ", ".join(map(target_words, resolved.get(step.id, step.targets or ())))
    told = [f"{goal_words(step.goal)} at {aims}" if aims else goal_words(step.goal), step.terrain]
    told += [f"with {words(step.equipment)}" if step.equipment else "", step.notes]
    said = ", ".join(part for part in told if part)
    return f"{named}: {said}" if named else said

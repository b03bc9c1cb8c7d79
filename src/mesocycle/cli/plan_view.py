"""How a plan reads in a terminal: workouts, sections, exercises with their sets in the notation, steps."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from mesocycle.domain.plan import Block, Exercise, Section, Step, StepsSection, Workout
from mesocycle.domain.wording import schedule_words, sets_words, weeks_words, words

_TOLD_APART = {
    *("_id", "name", "type", "orderIndex", "weeks", "notes", "targets", "exercises", "steps"),
    *("restAfter", "goal", "phase"),
}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def workout_lines(workouts: Iterable[Workout]) -> Iterator[str]:
    """Tell workouts with their days and all that is in them, a line each."""
    for workout in workouts:
        yield ""
        yield f"{workout.name} ({workout.type}): {schedule_words(workout.schedule)}"
        for text in (workout.objective, workout.notes):
            if text:
                yield f"  {text}"
        yield from section_lines(workout.sections)


def section_lines(sections: Iterable[Section]) -> Iterator[str]:
    """Tell sections with their exercises and steps."""
    for section in sections:
        yield f"  {section_head(section)}"
        if section.targets:
            yield f"    aim: {words(section.targets)}"
        if section.notes:
            yield f"    {section.notes}"
        for exercise in section.exercises or ():
            yield from _exercise_lines(exercise)
        if isinstance(section, StepsSection):
            for step in section.steps:
                yield from _step_lines(step, "    ")


def section_head(section: Section) -> str:
    """Tell a section's name, type, weeks and own fields."""
    fields = _fields(section)
    return f"{section.name} [{section_type(section)}]{_in_weeks(section.weeks)}{f': {fields}' if fields else ''}"


def section_type(section: Section) -> str:
    """Give the type of a section as it stands on the wire."""
    return str(section.__struct_config__.tag)


def _exercise_lines(exercise: Exercise) -> Iterator[str]:
    sets = getattr(exercise, "sets", ())
    rest = f"; rest {exercise.rest_between_sets}" if exercise.rest_between_sets else ""
    group = f" (superset {exercise.superset_group_id})" if exercise.superset_group_id else ""
    told = f": {sets_words(sets)}" if sets else ""
    yield f"    {exercise.name}{group}{_in_weeks(exercise.weeks)}{told}{rest}"
    if exercise.notes:
        yield f"      {exercise.notes}"


def _step_lines(step: Step | Block, indent: str) -> Iterator[str]:
    if isinstance(step, Block):
        yield f"{indent}{step.rounds} times{_in_weeks(step.weeks)}:"
        for inner in step.steps:
            yield from _step_lines(inner, f"{indent}  ")
        return
    aim = f" @ {words(step.targets)}" if step.targets else ""
    name = f" ({step.name})" if step.name else ""
    yield f"{indent}{step.phase}: {words(step.goal)}{aim}{name}{_in_weeks(step.weeks)}"


def _in_weeks(weeks: tuple[int, ...] | None) -> str:
    return f" in {weeks_words(weeks)}" if weeks else ""


def _fields(section: Section) -> str:
    plain = msgspec.to_builtins(section)
    own = {name: value for name, value in plain.items() if name not in _TOLD_APART}
    return ", ".join(f"{_HUMP.sub(' ', name).lower()} {words(value)}" for name, value in own.items())

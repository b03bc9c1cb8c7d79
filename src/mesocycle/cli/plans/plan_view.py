"""How a plan reads in a terminal: workouts, sections, exercises with their sets in the notation, steps."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from mesocycle.domain.plan.words import (
    distance_words,
    goal_words,
    run_by_weeks,
    schedule_words,
    sets_words,
    target_words,
    weeks_words,
    words,
)
from mesocycle.domain.plan.workout import Block, Exercise, Section, Step, StepsSection, Target, Workout

_TOLD_APART = {
    *("_id", "name", "type", "orderIndex", "weeks", "notes", "targets", "exercises", "steps"),
    *("restAfter", "goal", "phase"),
}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_METRES = frozenset({"distance", "workDistance", "restDistance", "hillLength"})
_MINUTES = frozenset({"duration", "emomDuration"})
"""Whole minutes where they are a number; text has its unit."""
_PHRASES = {
    **dict.fromkeys(("duration", "distance", "emomDuration", "intensity", "terrain", "movement"), "{}"),
    **dict.fromkeys(("workInterval", "workDuration", "workDistance"), "{} of work"),
    **dict.fromkeys(("restInterval", "restDuration", "restDistance"), "{} of rest"),
    "hillLength": "{} uphill",
    "elevationGain": "{} m up",
    "elevationLoss": "{} m down",
    "targetPace": "at {}",
    "targetMuscleGroups": "for {}",
    "stretchingFocus": "stretching {}",
    "equipment": "with {}",
    "restBetweenRounds": "{} between rounds",
    "restBetweenExercises": "{} between exercises",
    "timeCap": "at most {}",
    "description": "{}",
}


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
        yield f"  {shown_section_head(section)}"
        if section.targets:
            yield f"    aim: {_aims(section.targets)}"
        if section.notes:
            yield f"    {section.notes}"
        for exercise in section.exercises or ():
            yield from _exercise_lines(exercise)
        if isinstance(section, StepsSection):
            yield from _run_lines(section.steps)


def shown_section_head(section: Section) -> str:
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


def _run_lines(steps: Iterable[Step | Block]) -> Iterator[str]:
    """Tell steps in their notation, or line by line where it can't say all there is."""
    told = run_by_weeks(steps)
    if told is not None:
        for weeks, text in told.items():
            yield f"    {text if weeks is None else f'{weeks_words(weeks)}: {text}'}"
        return
    for step in steps:
        yield from _step_lines(step, "    ")


def _step_lines(step: Step | Block, indent: str) -> Iterator[str]:
    if isinstance(step, Block):
        yield f"{indent}{step.rounds} times{_in_weeks(step.weeks)}:"
        for inner in step.steps:
            yield from _step_lines(inner, f"{indent}  ")
        return
    aim = f" @ {_aims(step.targets)}" if step.targets else ""
    name = f" ({step.name})" if step.name else ""
    yield f"{indent}{step.phase}: {goal_words(step.goal)}{aim}{name}{_in_weeks(step.weeks)}"


def _aims(targets: Iterable[Target]) -> str:
    return ", ".join(map(target_words, targets))


def _in_weeks(weeks: tuple[int, ...] | None) -> str:
    return f" in {weeks_words(weeks)}" if weeks else ""


def _fields(section: Section) -> str:
    plain = msgspec.to_builtins(section)
    own = {name: value for name, value in plain.items() if name not in _TOLD_APART}
    measures_first = sorted(own.items(), key=lambda fact: isinstance(fact[1], list | tuple))
    return ", ".join(_fact(name, value) for name, value in measures_first)


def _fact(name: str, value: object) -> str:
    """Tell one field as a person would: `8 min`, `12 km`, `3 rounds`, `400 m up`."""
    plain_name = _HUMP.sub(" ", name).lower()
    if value is True:
        return plain_name
    if name in {"rounds", "repeats"}:
        return f"{value} {'rounds' if name == 'rounds' else 'times'}" if value != 1 else "once"
    if name == "restType":
        return str(value).replace("_", " ")
    if name in _METRES and isinstance(value, int | float):
        told = distance_words(value)
    else:
        told = f"{value} min" if name in _MINUTES and isinstance(value, int) else words(value)
    return _PHRASES.get(name, f"{plain_name} {{}}").format(told)

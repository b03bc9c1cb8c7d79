"""A plan as plain text, for wherever there is nothing but text: calendars and paper."""

from collections.abc import Iterator, Mapping

from mesocycle.domain.document import Id
from mesocycle.domain.plan import Block, Exercise, Section, Step, TabataExercise, Target
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.snapshot import WorkoutSnapshot
from mesocycle.domain.steps import Expansion, expand
from mesocycle.domain.wording import sets_words, words


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
    """Give a section's name, with how often and how long at most."""
    rounds = getattr(section, "rounds", None) or getattr(section, "repeats", None)
    cap = getattr(section, "time_cap", None)
    every = getattr(section, "emom_duration", None)
    told = [
        f"{rounds} rounds" if rounds and rounds > 1 else "",
        f"at most {words(cap)}" if cap is not None else "",
        f"{every} min in all" if every is not None else "",
    ]
    more = ", ".join(part for part in told if part)
    return f"{section.name}{f' ({more})' if more else ''}"


def _exercise_lines(exercise: Exercise) -> Iterator[str]:
    sets = "" if isinstance(exercise, TabataExercise) else f": {sets_words(exercise.sets)}"
    rest = f", rest {exercise.rest_between_sets}" if exercise.rest_between_sets else ""
    yield f"- {exercise.name}{sets}{rest}"
    if exercise.notes:
        yield f"  {exercise.notes}"


def step_lines(section: Section, resolved: Mapping[Id, tuple[Target, ...]] | None = None) -> Iterator[str]:
    """Tell what is to be run, a line for each step or block; `resolved` are aims by step id, where known."""
    known = resolved or {}
    for part in _expanded(section).steps:
        if isinstance(part, Block):
            yield f"{part.rounds} × " + "; ".join(_step_words(step, known) for step in part.steps)
        else:
            yield _step_words(part, known)


def _expanded(section: Section) -> Expansion:
    try:
        return expand(section)
    except Refusal:  # a foreign plan may write a duration that nobody understands; its sections are told all the same
        return Expansion()


def _step_words(step: Step, resolved: Mapping[Id, tuple[Target, ...]]) -> str:
    aims = ", ".join(map(words, resolved.get(step.id, step.targets or ())))
    named = f"{step.name}, " if step.name else ""
    return f"{named}{step.phase} {words(step.goal)}{f' at {aims}' if aims else ''}"

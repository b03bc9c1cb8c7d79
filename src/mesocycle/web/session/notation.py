"""Plans in the notation, its words in the reader's language: sets, the heads of sections, steps."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from babel.numbers import get_decimal_symbol
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.three_way import Telling
from mesocycle.domain.plan.notation import print_sets
from mesocycle.domain.plan.steps import Expansion, expand
from mesocycle.domain.plan.text import section_facts
from mesocycle.domain.plan.words import is_bare, set_words
from mesocycle.domain.plan.workout import Block, Exercise, ExerciseSet, Section, Step, TabataExercise, Target, Weeks
from mesocycle.domain.refusal import Refusal
from mesocycle.web.frame.page import Reader
from mesocycle.web.session.targets import aims, goal, step_name

_WORD = re.compile(r"max hold|/side|(?<![\w-])(?:warmup|drop|failure|rest|tempo|mini|myo|top|prev|BW)(?![\w-])")
"""What other languages write otherwise; RPE, RIR, TM and AMRAP are alike in all."""
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


def set_text(reader: Reader, each: ExerciseSet) -> str:
    """Write one set; of one that asks for nothing only its kind."""
    if is_bare(each):
        return "" if each.set_type == "working" else in_words(reader, each.set_type)
    sayable = replace(each, weeks=None, set_number=1, notes=None, hold_time=None, unilateral_side=None)
    text = print_sets([sayable])
    if text is None:
        return set_words(each)
    words = reader.words
    hold = "" if each.hold_time is None else words("session.notation.hold", time=reader.formats.seconds(each.hold_time))
    side = words(f"session.sides.{each.unilateral_side}") if each.unilateral_side else ""
    more = ", ".join(part for part in (hold, side, each.notes) if part)
    return in_words(reader, text.removeprefix("1x")) + (f" ({more})" if more else "")


def exercise_text(reader: Reader, exercise: Exercise) -> str:
    """Write an exercise: its name, its sets week by week, its rests."""
    words = reader.words
    superset = exercise.superset_group_id
    name = f"{exercise.name} ({words('session.superset', group=superset)})" if superset else exercise.name
    told = [] if isinstance(exercise, TabataExercise) else [_sets_text(reader, exercise.sets)]
    said = ", ".join(part for part in (*told, *rests_text(reader, exercise)) if part)
    return f"{name}: {said}" if said else name


def rests_text(reader: Reader, exercise: Exercise) -> Iterator[str]:
    """Write the rests of an exercise that no set says."""
    if exercise.rest_between_sets:
        yield reader.words("session.rest", rest=exercise.rest_between_sets)
    if exercise.rest_after:
        yield reader.words("session.notation.rest_after", value=exercise.rest_after)


def section_text(reader: Reader, section: Section) -> str:
    """Write a section's name with all that its steps and sets do not say."""
    more = ", ".join(reader.words(f"session.notation.{name}", value=value) for name, value in section_facts(section))
    return f"{section.name} ({more})" if more else section.name


def step_texts(reader: Reader, section: Section) -> Iterator[str]:
    """Write what is to be run, a line for each step or block."""
    for part in _expanded(section).steps:
        if isinstance(part, Block):
            yield f"{part.rounds} × " + "; ".join(_step_text(reader, step, section.name) for step in part.steps)
        else:
            yield _step_text(reader, part, section.name)


def telling(reader: Reader) -> Telling:
    """Give how lines are written where versions are laid beside each other."""
    return Telling(
        of_set=lambda each: set_text(reader, each),
        of_step=lambda step: _aimed(reader, step, step.targets or ()),
        of_phase=lambda step: step_name(reader, step),
    )


def in_words(reader: Reader, text: str) -> str:
    """Write notation that holds nothing but notation in the words and decimals of the reader."""
    names = {found: found.strip("/").replace(" ", "_") for found in _WORD.findall(text)}
    told = _WORD.sub(lambda found: reader.words(f"session.notation.words.{names[found[0]]}"), text)
    return _DECIMAL.sub(get_decimal_symbol(reader.locale), told)


def _sets_text(reader: Reader, sets: Iterable[ExerciseSet]) -> str:
    groups: dict[Weeks | None, list[ExerciseSet]] = {}
    for each in sets:
        groups.setdefault(each.weeks, []).append(each)
    return " | ".join(f"{weeks_text(reader, weeks)}{group_text(reader, group)}" for weeks, group in groups.items())


def weeks_text(reader: Reader, weeks: Weeks | None) -> str:
    """Write the weeks that something stands in, before it; nothing where it stands in all."""
    if weeks is None:
        return ""
    return f"{reader.words('session.notation.weeks', n=len(weeks), weeks=', '.join(map(str, weeks)))}: "


def group_text(reader: Reader, sets: Sequence[ExerciseSet]) -> str:
    """Write sets that share their weeks."""
    if all(map(is_bare, sets)):
        counted = [(kind, len(list(alike))) for kind, alike in groupby(sets, lambda each: set_text(reader, each))]
        return "; ".join(f"{reader.words('session.notation.sets', n=count)} {kind}".rstrip() for kind, count in counted)
    plain = [replace(each, weeks=None, set_number=number) for number, each in enumerate(sets, 1)]
    text = print_sets(plain)
    return in_words(reader, text) if text is not None else "; ".join(set_text(reader, each) for each in plain)


def _expanded(section: Section) -> Expansion:
    try:
        return expand(section)
    except Refusal:  # a foreign plan may write a duration that nobody understands; its sections are told all the same
        return Expansion()


def _step_text(reader: Reader, step: Step, section: str) -> str:
    names = ["" if step.name == section else step.name or ""]
    names += [] if step.phase == "active" else [reader.words(f"session.phases.{step.phase}")]
    named = ", ".join(part for part in dict.fromkeys(names) if part)
    equipment = ", ".join(step.equipment or ())
    told = [_aimed(reader, step, step.targets or ()), step.terrain]
    told += [reader.words("session.notation.equipment", value=equipment) if equipment else "", step.notes]
    said = ", ".join(part for part in told if part)
    return f"{named}: {said}" if named else said


def _aimed(reader: Reader, step: Step, targets: Iterable[Target]) -> str:
    aimed = aims(reader, targets)
    return goal(reader, step.goal) + (f" @ {aimed}" if aimed else "")

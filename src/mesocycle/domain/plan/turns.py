"""How much a workout is once it is spelled out: every set and step, each as often as it is done."""

from collections.abc import Iterable

from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.workout import (
    Block,
    CircuitSection,
    EmomSection,
    Exercise,
    ExerciseSet,
    Section,
    TabataSection,
)

MOST_TURNS = 2_000
"""What is planned can be done: a log holds as many entries. A whole day of work and rest by the minute is 1,440."""


def turns_in(sections: Iterable[Section]) -> int:
    """Count the turns of a workout's sections by multiplying, so that no number of rounds costs anything."""
    return sum(map(turns_of, sections))


def turns_of(section: Section) -> int:
    """Count what one section comes to: steps, sets and mini-sets, each as often as it is done."""
    expansion = expand(section)
    steps = sum(part.rounds * len(part.steps) if isinstance(part, Block) else 1 for part in expansion.steps)
    rounds = section.rounds if isinstance(section, CircuitSection | EmomSection | TabataSection) else 1
    sets = sum(_sets(each, rounds) for each in section.exercises or ())
    alone = rounds if isinstance(section, EmomSection | TabataSection) else 0  # a watch shows the clock all the same
    return expansion.rounds * steps + max(sets, alone)


def _sets(exercise: Exercise, rounds: int) -> int:
    """Count the sets of an exercise; one set stands for every round, none (tabata) for one in each."""
    sets = sets_of(exercise)
    each = sum(map(_parts, sets))
    return rounds * (each or 1) if len(sets) < 2 else each


def _parts(one: ExerciseSet) -> int:
    return 1 + (max(one.mini_sets.count, one.mini_sets.count_max or 0) if one.mini_sets is not None else 0)

"""How much a workout is once it is spelled out: every set and step, each as often as it is done."""

from collections.abc import Iterable, Iterator

import msgspec

from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.workout import (
    Block,
    CircuitSection,
    EmomSection,
    Exercise,
    ExerciseSet,
    Section,
    StepsSection,
    TabataSection,
)

MOST_TURNS = 2_000
"""What is planned can be done: a log holds as many entries. A whole day of work and rest by the minute is 1,440."""

MOST_TOGETHER = 10 * MOST_TURNS
"""What is spelled out at once of several workouts: a month of ordinary ones is a tenth."""
_IN_ROUNDS = (CircuitSection, EmomSection, TabataSection)
_SNAPSHOT = msgspec.json.Decoder(WorkoutSnapshot)


def read_snapshot(body: bytes | str) -> WorkoutSnapshot | None:
    """Read a stored snapshot; None where it is a foreign one in another form, or of rounds that nobody could do."""
    try:
        found = _SNAPSHOT.decode(body)
    except msgspec.DecodeError:
        return None
    can_be_done = all(1 <= times <= MOST_TURNS for section in found.sections for times in _times(section))
    return found if can_be_done and turns_in(found.sections) <= MOST_TURNS else None


def turns_in(sections: Iterable[Section]) -> int:
    """Count the turns of a workout's sections by multiplying, so that no number of rounds costs anything."""
    return sum(map(turns_of, sections))


def turns_of(section: Section) -> int:
    """Count what one section comes to: steps, sets and mini-sets, each as often as it is done."""
    expansion = expand(section)
    steps = sum(part.rounds * (len(part.steps) or 1) if isinstance(part, Block) else 1 for part in expansion.steps)
    rounds = section.rounds if isinstance(section, _IN_ROUNDS) else 1
    sets = sum(_sets(each, rounds) for each in section.exercises or ())
    # rounds of nothing are gone through all the same, and a watch shows the clock of some
    alone = section.rounds if isinstance(section, StepsSection) else rounds if isinstance(section, _IN_ROUNDS) else 0
    return max(expansion.rounds * steps + sets, alone)


def _times(section: Section) -> Iterator[int]:
    """Give every number of rounds in a section."""
    expansion = expand(section)
    yield expansion.rounds
    yield from (part.rounds for part in expansion.steps if isinstance(part, Block))
    if isinstance(section, _IN_ROUNDS):
        yield section.rounds


def _sets(exercise: Exercise, rounds: int) -> int:
    """Count the sets of an exercise; one set stands for every round, none (tabata) for one in each."""
    sets = sets_of(exercise)
    each = sum(map(_parts, sets))
    return rounds * (each or 1) if len(sets) < 2 else each


def _parts(one: ExerciseSet) -> int:
    return 1 + (max(one.mini_sets.count, one.mini_sets.count_max or 0, 0) if one.mini_sets is not None else 0)

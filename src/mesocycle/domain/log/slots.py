"""Which planned set each set was, where sets are told one after the other."""

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec import Struct

from mesocycle.domain.log.as_planned import turns
from mesocycle.domain.log.notation.done import SaidSet
from mesocycle.domain.plan.lines import Lines, sets_of
from mesocycle.domain.plan.workout import AmrapSection, Exercise, ExerciseSet, Side, TabataSection


class LogPlace(Struct, kw_only=True):
    """One planned set in its round, and the sides of it that are taken; `planned` is None for what was added."""

    exercise: Exercise
    planned: ExerciseSet | None
    round: int | None
    number: int
    taken: list[Side | None]

    def takes(self, one: SaidSet) -> bool:
        """Tell whether this set may be the one that is told."""
        own = None if self.planned is None else self.planned.unilateral_side
        if one.round not in {None, self.round} or (own and one.side not in {None, own}):
            return False
        return not self.taken or (one.side is not None and None not in self.taken and one.side not in self.taken)


def place_sets(
    told: Sequence[SaidSet], exercises: Sequence[Exercise], lines: Lines
) -> Iterator[tuple[SaidSet, LogPlace]]:
    """Give each set told the planned set it was, and one of its own to what was done beyond the plan.

    Who says no kind of any set and tells as many as are planned tells all of them; else sets without a kind are
    those that are no warm-up.
    """
    slots = [slot for exercise in exercises for slot in _slots(exercise, lines, len(told))]
    planned = [slot for slot in slots if slot.planned is not None]
    in_turn = all(one.set_type is None for one in told) and len(told) == len(planned)
    numbers = count(max((slot.number for slot in slots if slot.exercise is exercises[-1]), default=0) + 1)
    for one in told:
        free = (slot for slot in slots if slot.takes(one) and (in_turn or _is_kind(slot, one)))
        # The other side of a set belongs to it before it begins another.
        found = next((slot for slot in slots if slot.taken and slot.takes(one)), None) or next(free, None)
        slot = found or LogPlace(exercise=exercises[-1], planned=None, round=one.round, number=next(numbers), taken=[])
        slot.taken.append(one.side)
        if found is None:
            slots.append(slot)
        yield one, slot


def _is_kind(slot: LogPlace, one: SaidSet) -> bool:
    if slot.planned is None:
        return True
    return (slot.planned.set_type == "warmup") == (one.set_type == "warmup")


def _slots(exercise: Exercise, lines: Lines, most: int) -> Iterator[LogPlace]:
    """Give the sets of an exercise in their rounds; an AMRAP's go on for as many rounds as were done."""
    section = lines.sections[lines.section_of_exercise[exercise.id]]
    places: Iterator[tuple[ExerciseSet | None, int | None]]
    if isinstance(section, AmrapSection):
        places = ((planned, round_) for round_ in range(1, most + 1) for planned in sets_of(exercise))
    elif isinstance(section, TabataSection):
        places = ((None, round_) for round_ in range(1, section.rounds + 1))
    else:
        place = [one.id for one in section.exercises or ()].index(exercise.id)
        places = iter(turns(section, exercise, place))
    for planned, round_ in places:
        number = planned.set_number if planned is not None else round_ or 1
        yield LogPlace(exercise=exercise, planned=planned, round=round_, number=number, taken=[])

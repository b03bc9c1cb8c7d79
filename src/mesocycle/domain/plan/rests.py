"""How long to pause after a set: the set says so, else its exercise, its superset or its section."""

from collections.abc import Sequence
from typing import NamedTuple

from mesocycle.domain.document import DurationText, Id, Number
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.workout import AmrapSection, CircuitSection, EmomSection, Exercise, ExerciseSet, Section
from mesocycle.domain.quantity import parse_rest
from mesocycle.domain.refusal import QuantityNotUnderstood


class Rest(NamedTuple):
    """The shortest and the longest pause in seconds, equal where no range is written."""

    low_s: Number
    high_s: Number


NO_REST = Rest(0, 0)


def rest_after(section: Section, set_id: Id, *, round_: int = 1) -> Rest | None:
    """Give the pause after a set of a section; None where nothing is said or a clock decides (EMOM, AMRAP).

    First the set's own `restAfter`, then its exercise's `restBetweenSets`, after its last set the exercise's
    `restAfter` and, where the section ends with it, the section's. In a superset the pause comes after the
    round, as the last exercise's `restBetweenSets` says it; in circuits the section says it (`round_` from 1).
    """
    for exercise in section.exercises or ():
        for planned in sets_of(exercise):
            if planned.id == set_id:
                return _after(section, exercise, planned, round_)
    return None


def _after(section: Section, exercise: Exercise, planned: ExerciseSet, round_: int) -> Rest | None:
    if _is_dropped_from(exercise, planned):
        # Even where the set says a rest: in `3x8 rest 2m; 1x12 drop` it is meant for the sets before.
        return NO_REST
    if planned.rest_after is not None:
        return _read(planned.rest_after)
    match section:
        case CircuitSection() | EmomSection():
            return _in_rounds(section, exercise, round_)
        case AmrapSection():
            return None
        case _:
            return _in_turn(section, exercise, planned)


def _is_dropped_from(exercise: Exercise, planned: ExerciseSet) -> bool:
    """Tell whether the next set is a drop, which follows without rest."""
    sets = sets_of(exercise)
    following = sets[sets.index(planned) + 1 :]
    return bool(following) and following[0].set_type == "drop"


def _in_rounds(section: CircuitSection | EmomSection, exercise: Exercise, round_: int) -> Rest | None:
    exercises = section.exercises or ()
    alternating = isinstance(section, EmomSection) and section.alternating is True
    if exercise.id != exercises[-1].id and not alternating:
        between = section.rest_between_exercises if isinstance(section, CircuitSection) else None
        return _read(between)
    if round_ < section.rounds:
        return _read(section.rest_between_rounds)
    return _read(exercise.rest_after or section.rest_after)


def _in_turn(section: Section, exercise: Exercise, planned: ExerciseSet) -> Rest | None:
    group = _superset(section, exercise)
    if len(group) > 1:
        return _in_superset(section, group, exercise, planned)
    if planned.id != sets_of(exercise)[-1].id:
        return _read(exercise.rest_between_sets)
    return _read(exercise.rest_after or _leaving(section, group))


def _in_superset(section: Section, group: Sequence[Exercise], exercise: Exercise, planned: ExerciseSet) -> Rest | None:
    """Go on at once to the next exercise of the round; after the round pause as its last exercise says."""
    mine, last = group.index(exercise), group[-1]
    turn = _turn_of(exercise, planned)
    if any(_turns(other) > turn for other in group[mine + 1 :]):
        return _read(exercise.rest_between_sets) or NO_REST
    if any(_turns(other) > turn + 1 for other in group):
        return _read(last.rest_between_sets or exercise.rest_between_sets)
    return _read(last.rest_after or exercise.rest_after or _leaving(section, group))


def _superset(section: Section, exercise: Exercise) -> tuple[Exercise, ...]:
    """Give the exercises done in turn with this one, in their order; alone it is a group of one."""
    group_id = exercise.superset_group_id
    if group_id is None:
        return (exercise,)
    return tuple(one for one in section.exercises or () if one.superset_group_id == group_id)


def _turns(exercise: Exercise) -> int:
    """Count the rounds of a superset an exercise takes part in; drops belong to the set before."""
    return sum(each.set_type != "drop" for each in sets_of(exercise))


def _turn_of(exercise: Exercise, planned: ExerciseSet) -> int:
    sets = sets_of(exercise)
    return max(0, sum(each.set_type != "drop" for each in sets[: sets.index(planned) + 1]) - 1)


def _leaving(section: Section, group: Sequence[Exercise]) -> DurationText | None:
    """Give the section's own rest where nothing comes after the group."""
    return section.rest_after if (section.exercises or ())[-1].id in {one.id for one in group} else None


def _read(text: DurationText | None) -> Rest | None:
    """Read a rest; a foreign document may hold any text."""
    if text is None:
        return None
    try:
        return Rest(*parse_rest(text))
    except QuantityNotUnderstood:
        return None

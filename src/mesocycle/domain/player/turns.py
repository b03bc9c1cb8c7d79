"""What comes next: a workout as the row of turns in which it is done, each with its rest and what is logged of it."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from msgspec.structs import replace

from mesocycle.domain.document import Document, Id, Number
from mesocycle.domain.log.as_planned import effort_promise, set_promise, turns
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.rests import Rest, rest_after
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import PlannedEffort, expand, flatten, seconds
from mesocycle.domain.plan.workout import (
    AmrapSection,
    CircuitSection,
    EmomSection,
    Exercise,
    ExerciseSet,
    Section,
    Side,
    Step,
    TabataSection,
    Target,
)
from mesocycle.domain.reference.loads import ResolvedLoad
from mesocycle.domain.reference.resolution import Resolved

_BOTH_SIDES: tuple[Side, Side] = ("left", "right")
_NO_REST = Rest(0, 0)


class Turn(Document, frozen=True, kw_only=True):
    """One thing to do: a set, a step, or the whole of an AMRAP; with the ids under which it is logged.

    `key` names it within its session, the same each time. A clock that rules (`clockS`) ends the turn by itself.
    """

    key: str
    section_id: Id
    exercise_id: Id | None = None
    """The line in the snapshot."""
    planned: ExerciseSet | None = None
    step: Step | None = None
    """With its targets as they are for this athlete, where the values are known."""
    round: int | None = None
    inner_round: int | None = None
    unilateral_side: Side | None = None
    clock_s: Number | None = None
    rest_low_s: Number | None = None
    rest_high_s: Number | None = None
    load: ResolvedLoad | None = None
    promise: Performance
    """What is logged when it was done as planned."""


def turns_of(snapshot: WorkoutSnapshot, resolved: Resolved) -> tuple[Turn, ...]:
    """Give all turns of a workout in the order in which they are done."""
    return tuple(turn for section in snapshot.sections for turn in _turns(section, resolved))


def _turns(section: Section, resolved: Resolved) -> Iterator[Turn]:
    yield from (_effort(section, each, resolved.targets) for each in _efforts(section))
    match section:
        case AmrapSection():
            yield Turn(key=section.id, section_id=section.id, clock_s=seconds(section.time_cap), promise=Performance())
        case TabataSection():
            yield from _tabata(section)
        case CircuitSection() | EmomSection():
            yield from _rounds(section, resolved.loads)
        case _:
            yield from _in_order(section, resolved.loads)


def _efforts(section: Section) -> tuple[PlannedEffort, ...]:
    return flatten(section) if expand(section).steps else ()


def _effort(section: Section, effort: PlannedEffort, targets: Mapping[Id, tuple[Target, ...]]) -> Turn:
    step = effort.step
    aims = targets.get(step.id)
    return Turn(
        key=_key(step.id, effort.round, effort.inner_round),
        section_id=section.id,
        step=step if aims is None else replace(step, targets=aims),
        round=effort.round,
        inner_round=effort.inner_round,
        clock_s=step.goal.duration,
        promise=effort_promise(section, step.goal),
    )


def _tabata(section: TabataSection) -> Iterator[Turn]:
    """Every exercise works once in every round."""
    work, rest = seconds(section.work_interval), seconds(section.rest_interval)
    for round_ in range(1, section.rounds + 1):
        for exercise in section.exercises or ():
            yield Turn(
                key=_key(exercise.id, round_, None),
                section_id=section.id,
                exercise_id=exercise.id,
                round=round_,
                clock_s=work,
                rest_low_s=rest,
                rest_high_s=rest,
                promise=Performance(duration=work),
            )


def _rounds(section: CircuitSection | EmomSection, loads: Mapping[Id, ResolvedLoad]) -> Iterator[Turn]:
    """Go through the exercises round by round; in an EMOM each round has its interval."""
    interval = section.emom_duration * 60 / section.rounds if isinstance(section, EmomSection) else None
    planned = [
        (round_ or section.rounds, exercise, each, round_)
        for place, exercise in enumerate(section.exercises or ())
        for each, round_ in turns(section, exercise, place)
    ]
    for _, exercise, each, round_ in sorted(planned, key=lambda found: found[0]):
        yield from _sides(section, exercise, each, loads, round_=round_, clock_s=interval)


def _in_order(section: Section, loads: Mapping[Id, ResolvedLoad]) -> Iterator[Turn]:
    """One exercise after the other; those of a superset take turns, each drop right behind its set."""
    done: set[str] = set()
    exercises = section.exercises or ()
    for exercise in exercises:
        group_id = exercise.superset_group_id
        if group_id is None:
            for each in sets_of(exercise):
                yield from _sides(section, exercise, each, loads)
        elif group_id not in done:
            done.add(group_id)
            group = [one for one in exercises if one.superset_group_id == group_id]
            for of_round in zip_longest(*(_with_drops(one) for one in group), fillvalue=()):
                for one, sets in zip(group, of_round, strict=True):
                    for each in sets:
                        yield from _sides(section, one, each, loads)


def _with_drops(exercise: Exercise) -> list[tuple[ExerciseSet, ...]]:
    found: list[tuple[ExerciseSet, ...]] = []
    for each in sets_of(exercise):
        if each.set_type == "drop" and found:
            found[-1] = (*found[-1], each)
        else:
            found.append((each,))
    return found


def _sides(
    section: Section,
    exercise: Exercise,
    planned: ExerciseSet,
    loads: Mapping[Id, ResolvedLoad],
    *,
    round_: int | None = None,
    clock_s: Number | None = None,
) -> Iterator[Turn]:
    """One turn a set; one a side where the sides are done one after the other, with the pause behind the second."""
    one_by_one = planned.per_side is True and exercise.unilateral_mode == "sequential"
    sides: tuple[Side | None, ...] = _BOTH_SIDES if one_by_one else (planned.unilateral_side,)
    rest = None if isinstance(section, EmomSection) else rest_after(section, planned.id, round_=round_ or 1)
    load = loads.get(planned.id)
    for side in sides:
        pause = _NO_REST if one_by_one and side == "left" else rest
        yield Turn(
            key=_key(planned.id, round_, None) + (f"#{side}" if one_by_one else ""),
            section_id=section.id,
            exercise_id=exercise.id,
            planned=planned,
            round=round_,
            unilateral_side=side,
            clock_s=clock_s,
            rest_low_s=None if pause is None else pause.low_s,
            rest_high_s=None if pause is None else pause.high_s,
            load=load,
            promise=set_promise(planned, load),
        )


def _key(id_: Id, round_: int | None, inner: int | None) -> str:
    return "#".join([id_, *(str(each) for each in (round_, inner) if each is not None)])

"""An activity as the log of its session: laps in the plan's rounds, sets in its lines, where they fit."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from mesocycle.domain.activity.activity import Activity, RecordedLap, RecordedSet
from mesocycle.domain.activity.laps import dividing_laps
from mesocycle.domain.document import Id, Number
from mesocycle.domain.log.performance import (
    Effort,
    ExerciseName,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan.lines import each_exercise, sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import PlannedEffort, flatten
from mesocycle.domain.plan.workout import Exercise, Goal, Section

_TOLERANCE = 0.1
_SECONDS = 5
_METRES = 30


class NamedSet(msgspec.Struct, frozen=True):
    """A recorded set with what it may be: variants of the library, the likeliest first, and a name to show."""

    recorded: RecordedSet
    variants: tuple[Id, ...]
    name: str
    rest_s: Number | None = None
    """The rest that followed."""


def activity_log(
    content: WorkoutSnapshot, activity: Activity, sets: Sequence[NamedSet], new_id: Callable[[], Id]
) -> WorkoutPerformanceLog:
    """Write what a device recorded into the lines of a session; what fits no line is a lap, or an added exercise.

    Only active sets come in. A run of one step is one effort, whatever laps the watch made on the way.
    """
    efforts = dict(_efforts(content, activity, new_id)) if not sets else {}
    exercises = _exercises(content, sets, new_id) if sets else {}
    sections = [
        PerformedSection(
            section_id=section.id,
            order_index=section.order_index,
            exercises=exercises.get(section.id, ()),
            efforts=efforts.get(section.id),
        )
        for section in content.sections
        if section.id in exercises or section.id in efforts
    ]
    return WorkoutPerformanceLog(sections=tuple(sections))


def _efforts(
    content: WorkoutSnapshot, activity: Activity, new_id: Callable[[], Id]
) -> Iterator[tuple[Id, tuple[Effort, ...]]]:
    turns = [(section, turn) for section in content.sections for turn in flatten(section)]
    whole = RecordedLap(started_at=None, performance=activity.performance)
    laps = list(dividing_laps(activity)) or [whole]
    if len(turns) == 1:
        section, turn = turns[0]
        yield section.id, (_effort(whole, turn, 1, new_id()),)
        return
    led = _led(turns, laps)
    if led is None:
        section = turns[0][0] if turns else content.sections[0]
        yield section.id, tuple(_effort(lap, None, number, new_id()) for number, lap in enumerate(laps, 1))
        return
    for section in content.sections:
        mine = [_effort(lap, turn, 1, new_id()) for at, turn, lap in led if at.id == section.id]
        if at_end := laps[len(led) :] if led[-1][0].id == section.id else []:
            mine += [_effort(lap, None, number, new_id()) for number, lap in enumerate(at_end, 1)]
        if mine:
            yield section.id, tuple(mine)


def _led(
    turns: Sequence[tuple[Section, PlannedEffort]], laps: Sequence[RecordedLap]
) -> list[tuple[Section, PlannedEffort, RecordedLap]] | None:
    """Lay laps on the planned steps in their order; None where they do not fit.

    One lap more is what was jogged after the end. Fewer are a run that was cut short, if every step says how long.
    """
    if len(laps) > len(turns) + 1 or len(laps) < 2:
        return None
    led = [(section, turn, lap) for (section, turn), lap in zip(turns, laps, strict=False)]
    short = len(laps) < len(turns)
    if short and any(_length(turn.step.goal) is None for _, turn, _ in led):
        return None
    fitting = [_fits(turn.step.goal, lap.performance) for _, turn, lap in led]
    last_may_differ = fitting[:-1] if short or len(laps) == len(turns) else fitting
    return led if all(last_may_differ) and any(fitting) else None


def _fits(goal: Goal, done: Performance) -> bool:
    wanted = _length(goal)
    if wanted is None:
        return True
    by_time = goal.duration is not None
    got, room = (done.duration, _SECONDS) if by_time else (done.distance, _METRES)
    return got is not None and abs(got - wanted) <= max(room, wanted * _TOLERANCE)


def _length(goal: Goal) -> Number | None:
    return goal.duration if goal.duration is not None else goal.distance


def _effort(lap: RecordedLap, turn: PlannedEffort | None, number: int, id_: Id) -> Effort:
    return Effort(
        id=id_,
        step_id=None if turn is None else turn.step.id,
        round=number if turn is None else turn.round,
        inner_round=None if turn is None else turn.inner_round,
        phase=lap.phase if turn is None else turn.step.phase,
        performance=lap.performance,
        performed_at=lap.started_at,
    )


def _exercises(
    content: WorkoutSnapshot, sets: Sequence[NamedSet], new_id: Callable[[], Id]
) -> dict[Id, tuple[PerformedExercise, ...]]:
    """Put sets into the plan's lines: all in order where they are as many, else each where its exercise stands."""
    lines = [
        (section, exercise, planned) for section, exercise in each_exercise(content) for planned in sets_of(exercise)
    ]
    placed: dict[Id, list[PerformedSet]] = {}
    added: dict[str, list[PerformedSet]] = {}
    free = dict.fromkeys(planned.id for _, _, planned in lines)
    for place, each in enumerate(sets):
        if len(sets) == len(lines):
            line = lines[place]
        else:
            open_lines = [line for line in lines if line[2].id in free]
            found = next((line for line in open_lines if _is(line[1], each.variants)), None)
            if found is None:
                others = added.setdefault(each.name, [])
                others.append(_performed(each, len(others) + 1, None, new_id()))
                continue
            line = found
        _, exercise, planned = line
        free.pop(planned.id, None)
        done = _performed(each, planned.set_number, planned.id, new_id())
        placed.setdefault(exercise.id, []).append(msgspec.structs.replace(done, set_type=planned.set_type))
    return _by_section(content, placed, added, new_id)


def _by_section(
    content: WorkoutSnapshot,
    placed: dict[Id, list[PerformedSet]],
    added: dict[str, list[PerformedSet]],
    new_id: Callable[[], Id],
) -> dict[Id, tuple[PerformedExercise, ...]]:
    found: dict[Id, list[PerformedExercise]] = {}
    last = next((section for section in reversed(content.sections) if section.exercises), content.sections[-1])
    for section, exercise in each_exercise(content):
        if exercise.id in placed:
            line = PerformedExercise(
                exercise_id=exercise.id, order_index=exercise.order_index, sets=tuple(placed[exercise.id])
            )
            found.setdefault(section.id, []).append(line)
    after = max((exercise.order_index for exercise in last.exercises or ()), default=-1)
    for number, (name, done) in enumerate(added.items(), 1):
        line = PerformedExercise(
            id=new_id(),
            added=True,
            exercise=ExerciseName(name=name),
            order_index=after + number,
            sets=tuple(done),
        )
        found.setdefault(last.id, []).append(line)
    return {section_id: tuple(lines) for section_id, lines in found.items()}


def _is(exercise: Exercise, variants: Sequence[Id]) -> bool:
    return exercise.exercise_variant_id in variants or exercise.exercise_id in {
        variant.partition(".")[0] for variant in variants[:1]
    }


def _performed(each: NamedSet, number: int, set_id: Id | None, id_: Id) -> PerformedSet:
    return PerformedSet(
        id=id_,
        set_id=set_id,
        added=None if set_id else True,
        set_number=number,
        set_type="working",
        performance=each.recorded.performance,
        performed_at=each.recorded.started_at,
    )

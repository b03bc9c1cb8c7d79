"""Three ways to see a session: what its routine prescribes today, what it prescribed then, what was done."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.comparison import ComparedLine, SessionComparison, Standing
from mesocycle.domain.document import Document, Id
from mesocycle.domain.plan.lines import each_exercise, sets_of
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, snapshot
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.words import goal_words, set_words, target_words
from mesocycle.domain.plan.workout import ExerciseSet, Step
from mesocycle.domain.session.session import WorkoutSession


class ThreeWayLine(Document, frozen=True, kw_only=True):
    """One line by its `_id`; `current` is absent where the routine has it no more, `prescribed` where it is new."""

    line_id: Id
    name: str
    change: Literal["same", "changed", "removed", "new"] | None = None
    """What became of the line since; absent where no current version can be read."""
    current: str | None = None
    prescribed: str | None = None
    done: tuple[ComparedLine, ...]
    """The line in each of its rounds."""


class ThreeWay(Document, frozen=True, kw_only=True):
    """A session's lines three ways, then what was added to it."""

    session_id: Id
    user_id: Id
    workout_name: str
    standing: Standing
    routine_version_id: Id
    current_version_id: Id | None = None
    current_version: int | None = None
    workout_removed: bool
    """Whether the current version has the session's workout no more."""
    lines: tuple[ThreeWayLine, ...]
    added: tuple[ComparedLine, ...]


class Telling(NamedTuple):
    """How a set, a step, and a step without a name are written."""

    of_set: Callable[[ExerciseSet], str]
    of_step: Callable[[Step], str]
    of_phase: Callable[[Step], str]


IN_ENGLISH = Telling(
    of_set=lambda each: set_words(each).removeprefix("1x"),
    of_step=lambda step: " @ ".join([goal_words(step.goal), *map(target_words, step.targets or ())]),
    of_phase=lambda step: step.phase,
)


class _Prescribed(NamedTuple):
    name: str
    words: str


def three_way(
    compared: SessionComparison,
    session: WorkoutSession,
    prescribed: WorkoutSnapshot | None,
    current: RoutineVersion | None,
    *,
    telling: Telling = IN_ENGLISH,
) -> ThreeWay:
    """Lay the three side by side, in the session's order, then the lines that are new since.

    The current version's workout is taken in the session's own week; a one-off's in week 1.
    """
    workout = next((each for each in current.workouts if each.id == session.workout_id), None) if current else None
    now = None if workout is None or current is None else snapshot(workout, session.plan_week or 1, current.duration)
    then, today = dict(_lines(prescribed, telling)), dict(_lines(now, telling))
    done: defaultdict[Id, list[ComparedLine]] = defaultdict(list)
    for section in compared.sections:
        for line in section.lines:
            done[line.line_id or ""].append(line)
    lines = [
        ThreeWayLine(
            line_id=line_id,
            name=(then.get(line_id) or today[line_id]).name,
            change=None if now is None else _change(then.get(line_id), today.get(line_id)),
            current=today[line_id].words if line_id in today else None,
            prescribed=then[line_id].words if line_id in then else None,
            done=tuple(done.get(line_id, ())),
        )
        for line_id in dict.fromkeys((*then, *today))
    ]
    return ThreeWay(
        session_id=session.id,
        user_id=session.user_id,
        workout_name=compared.workout_name,
        standing=compared.standing,
        routine_version_id=session.routine_version_id,
        current_version_id=None if current is None else current.id,
        current_version=None if current is None else current.version,
        workout_removed=current is not None and workout is None,
        lines=tuple(lines),
        added=tuple(done.get("", ())),
    )


def _lines(plan: WorkoutSnapshot | None, telling: Telling) -> Iterator[tuple[Id, _Prescribed]]:
    """Go through a plan's sets, exercises without sets, and steps."""
    if plan is None:
        return
    for _, exercise in each_exercise(plan):
        for each in sets_of(exercise):
            yield each.id, _Prescribed(exercise.name, telling.of_set(replace(each, weeks=None)))
        if not sets_of(exercise):
            yield exercise.id, _Prescribed(exercise.name, exercise.name)
    for section in plan.sections:
        for step in expand(section).each_step():
            yield step.id, _Prescribed(step.name or telling.of_phase(step), telling.of_step(step))


def _change(then: _Prescribed | None, now: _Prescribed | None) -> Literal["same", "changed", "removed", "new"]:
    if then is None:
        return "new"
    if now is None:
        return "removed"
    return "same" if then == now else "changed"

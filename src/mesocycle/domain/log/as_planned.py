"""A log written from the targets: "done as planned", said in one word."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from mesocycle.domain.document import DurationText, Id, Number
from mesocycle.domain.log.performance import (
    Effort,
    Performance,
    PerformedExercise,
    PerformedMiniSet,
    PerformedSection,
    PerformedSet,
    Suggestion,
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import PlannedEffort, flatten, seconds
from mesocycle.domain.plan.workout import (
    AmrapSection,
    CircuitSection,
    EmomSection,
    Exercise,
    ExerciseSet,
    Goal,
    RunSection,
    Section,
    TabataSection,
)
from mesocycle.domain.quantity import parse_rest
from mesocycle.domain.reference.loads import ResolvedLoad
from mesocycle.domain.reference.resolution import Resolved
from mesocycle.domain.reference.value import UsedReference
from mesocycle.domain.refusal import QuantityNotUnderstood


def as_planned(
    snapshot: WorkoutSnapshot,
    resolved: Resolved,
    new_id: Callable[[], Id],
    shown: Mapping[Id, Suggestion] = MappingProxyType({}),
) -> WorkoutPerformanceLog:
    """Write the log that the plan promises, every set marked; of a range the low end, loads where known.

    Where something was suggested (`shown`, by set id), that was done, and the set says so.

    Not written is what no plan knows: an AMRAP's rounds, open steps and steps that end by heart rate. Entries
    have no `performedAt`: nobody said when each was done.
    """
    sections = [
        PerformedSection(
            section_id=section.id,
            order_index=section.order_index,
            exercises=tuple(_exercises(section, resolved.loads, new_id, shown)),
            efforts=tuple(_efforts(section, new_id)) or None,
        )
        for section in snapshot.sections
    ]
    references: tuple[UsedReference, ...] | None = resolved.references or None
    done = tuple(section for section in sections if section.exercises or section.efforts)
    return WorkoutPerformanceLog(sections=done, references=references)


def _exercises(
    section: Section, loads: Mapping[Id, ResolvedLoad], new_id: Callable[[], Id], shown: Mapping[Id, Suggestion]
) -> Iterator[PerformedExercise]:
    if isinstance(section, AmrapSection):
        return
    for place, exercise in enumerate(section.exercises or ()):
        if isinstance(section, TabataSection):
            sets = tuple(_tabata_sets(section, new_id))
        else:
            sets = tuple(
                _performed(planned, round_, loads.get(planned.id), shown.get(planned.id), new_id())
                for planned, round_ in turns(section, exercise, place)
            )
        if sets:
            yield PerformedExercise(exercise_id=exercise.id, order_index=exercise.order_index, sets=sets)


def turns(section: Section, exercise: Exercise, place: int) -> Iterator[tuple[ExerciseSet, int | None]]:
    """Give the sets with their rounds: one set means every round, as many as rounds means set n in round n."""
    sets = sets_of(exercise)
    if not isinstance(section, CircuitSection | EmomSection) or len(sets) not in {1, section.rounds}:
        yield from ((planned, None) for planned in sets)
        return
    alternating = isinstance(section, EmomSection) and section.alternating
    stations = len(section.exercises or ()) if alternating else 1
    for round_ in range(1, section.rounds + 1):
        if not alternating or (round_ - 1) % stations == place:
            yield sets[round_ - 1] if len(sets) == section.rounds else sets[0], round_


def _tabata_sets(section: TabataSection, new_id: Callable[[], Id]) -> Iterator[PerformedSet]:
    """Every exercise works once in every round."""
    for round_ in range(1, section.rounds + 1):
        yield PerformedSet(
            id=new_id(),
            set_number=round_,
            set_type="working",
            round=round_,
            performance=Performance(duration=seconds(section.work_interval)),
            as_planned=True,
        )


def _performed(
    planned: ExerciseSet, round_: int | None, load: ResolvedLoad | None, shown: Suggestion | None, id_: Id
) -> PerformedSet:
    return PerformedSet(
        id=id_,
        set_id=planned.id,
        set_number=planned.set_number,
        set_type=planned.set_type,
        round=round_,
        unilateral_side=planned.unilateral_side,
        performance=set_promise(planned, load, shown),
        suggested=shown,
        as_planned=True,
    )


def set_promise(planned: ExerciseSet, load: ResolvedLoad | None, shown: Suggestion | None = None) -> Performance:
    """Give what a set comes to when it is done as planned: of a range the low end, the load where it is known."""
    mini = planned.mini_sets
    done = Performance(
        reps=planned.reps if planned.reps is not None else planned.reps_min,
        weight=load.weight if load is not None else None,
        weight_unit=load.weight_unit if load is not None else None,
        duration=planned.duration,
        hold_time=planned.hold_time,
        mini_sets=(PerformedMiniSet(reps=mini.reps, rest=_rest_s(mini.rest)),) * mini.count if mini else None,
        distance=planned.distance,
        calories=planned.calories,
    )
    if shown is None:
        return done
    return replace(
        done,
        weight=done.weight if shown.weight is None else shown.weight,
        weight_unit=done.weight_unit if shown.weight is None else shown.weight_unit,
        reps=done.reps if shown.reps is None else shown.reps,
        duration=done.duration if shown.duration is None else shown.duration,
    )


def _rest_s(text: DurationText) -> Number | None:
    try:
        return parse_rest(text)[0]
    except QuantityNotUnderstood:
        return None


def _efforts(section: Section, new_id: Callable[[], Id]) -> Iterator[Effort]:
    for turn in flatten(section):
        done = effort_promise(section, turn.step.goal)
        if done != Performance():
            yield _effort(turn, done, new_id())


def _effort(turn: PlannedEffort, done: Performance, id_: Id) -> Effort:
    return Effort(
        id=id_,
        step_id=turn.step.id,
        round=turn.round,
        inner_round=turn.inner_round,
        phase=turn.step.phase,
        performance=done,
    )


def effort_promise(section: Section, goal: Goal) -> Performance:
    """Give what a step of a section comes to when it is done as planned."""
    return _run(section) if isinstance(section, RunSection) else _reached(goal)


def _run(section: RunSection) -> Performance:
    """Reach every aim of a run, not just the one that ends its step."""
    return Performance(
        distance=section.distance,
        duration=seconds(section.duration),
        elevation_gain=section.elevation_gain,
        elevation_loss=section.elevation_loss,
    )


def _reached(goal: Goal) -> Performance:
    return Performance(
        reps=goal.repetitions,
        duration=goal.duration,
        distance=goal.distance,
        elevation_gain=goal.elevation_gain,
        elevation_loss=goal.elevation_loss,
        calories=goal.calories,
    )

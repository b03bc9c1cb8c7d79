"""What a snapshot means for one athlete on one day: kilograms, beats and paces in place of percentages."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.people.user import LoadStep, Units
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.workout import Target, Workout
from mesocycle.domain.reference.in_force import ValuesOnDay
from mesocycle.domain.reference.loads import DoneLoad, ResolvedLoad, ask_for_loads, resolve_loads
from mesocycle.domain.reference.targets import resolve_target
from mesocycle.domain.reference.value import MissingReference, ReferenceValue, UsedReference
from mesocycle.domain.refusal import PathMessage


class Resolved(Document, frozen=True, kw_only=True):
    """Loads by set id; targets by step id, or by section id where a section has no steps."""

    loads: dict[Id, ResolvedLoad]
    targets: dict[Id, tuple[Target, ...]]
    references: tuple[UsedReference, ...]
    """The values used: at start they are frozen into the log."""
    missing: tuple[MissingReference, ...]


class WorkoutPreviewRequest(Document, frozen=True, kw_only=True):
    """A workout as a routine file says it, and the week and length of the plan that it is looked at in."""

    workout: dict[str, Any]
    week: int = 1
    duration: int = 1


class WorkoutPreview(Document, frozen=True, kw_only=True):
    """What a workout would be for an athlete in that week, as far as it can be read, and all that is wrong with it."""

    errors: tuple[PathMessage, ...]
    workout: Workout | None = None
    snapshot: WorkoutSnapshot | None = None
    resolved: Resolved | None = None


def resolve(
    snapshot: WorkoutSnapshot,
    values: Sequence[ReferenceValue],
    day: Date,
    load_step: LoadStep | None,
    units: Units,
    done: Mapping[Id, DoneLoad] = MappingProxyType({}),
) -> Resolved:
    """Resolve loads and targets with the values in force on a day; values in the order they were added.

    `done` are loads by set id that were logged already: a percentage of a top set may wait for them.
    """
    on_day = ValuesOnDay(values, day)
    loads = resolve_loads(snapshot, on_day, load_step, units, done)
    targets = _targets(snapshot, on_day, units)
    return Resolved(loads=loads, targets=targets, references=on_day.used, missing=on_day.missing)


def missing(
    snapshots: Iterable[WorkoutSnapshot], values: Sequence[ReferenceValue], day: Date
) -> tuple[MissingReference, ...]:
    """Name the values that plans ask for and the athlete lacks on a day, each once; nothing blocks."""
    on_day = ValuesOnDay(values, day)
    for snapshot in snapshots:
        ask_for_loads(snapshot, on_day)
        _targets(snapshot, on_day, Units.METRIC)
    return on_day.missing


def _targets(snapshot: WorkoutSnapshot, on_day: ValuesOnDay, units: Units) -> dict[Id, tuple[Target, ...]]:
    targets: dict[Id, tuple[Target, ...]] = {}
    for section in snapshot.sections:
        steps = list(expand(section).each_step())
        owners = [(step.id, step.targets) for step in steps] or [(section.id, section.targets)]
        for owner, aims in owners:
            if aims:
                targets[owner] = tuple(resolve_target(aim, on_day, units) for aim in aims)
    return targets

"""What stored rows say of one line's past: counted sessions, their sets, and logs where only they tell."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from mesocycle.domain.document import Date, Id
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.workout import Block, Section


class LineMember(NamedTuple):
    """What sessions share whose plan is the same: athlete, version, snapshot and (where loads hang on it) the day."""

    user_id: Id
    version_id: Id
    snapshot_hash: bytes
    day: Date | None


class SessionGroup(Struct, frozen=True, kw_only=True):
    """So many sessions with sets recorded in the line's section."""

    member: LineMember
    count: int


class LineSetRow(NamedTuple):
    """What was done of one set (or one side of it) in one round; loads as stored."""

    user_id: Id
    version_id: Id
    snapshot_hash: bytes
    day: Date
    session_id: Id
    set_id: Id
    round: int
    side: str | None
    variant_id: Id | None
    reps: float | None
    load_kg: float | None
    added_kg: float | None
    duration_s: float | None
    distance_m: float | None
    rpe: float | None
    rir: float | None
    suggested_kg: float | None = None
    suggested_reps: float | None = None
    suggested_s: float | None = None


class LoggedSession(Struct, frozen=True, kw_only=True):
    """A session without a set in the line's section: its log may hold efforts, a result, or nothing."""

    member: LineMember
    log: str | None


class Leaf(Struct, frozen=True, kw_only=True):
    """A set, step or exercise without sets: what a line comes down to; ids of the lines around it, outermost first."""

    id: Id
    within: tuple[Id, ...]
    kind: str
    name: str
    measured: bool
    """Whether its load is a percentage of a reference value."""


def leaves(section: Section, workout_id: Id) -> Iterator[Leaf]:
    """Give a section's sets, exercises without sets, and steps."""
    around = (workout_id, section.id)
    for exercise in section.exercises or ():
        for each in sets_of(exercise):
            within = (*around, exercise.id, each.id)
            yield Leaf(id=each.id, within=within, kind="set", name=exercise.name, measured=each.percent is not None)
        if not sets_of(exercise):
            yield Leaf(
                id=exercise.id, within=(*around, exercise.id), kind="exercise", name=exercise.name, measured=False
            )
    for part in expand(section).steps:
        for step in part.steps if isinstance(part, Block) else (part,):
            inside = (*around, part.id, step.id) if isinstance(part, Block) else (*around, step.id)
            named = any(target.basis != "absolute" for target in step.targets or ())
            yield Leaf(id=step.id, within=inside, kind="step", name=step.name or step.phase, measured=named)

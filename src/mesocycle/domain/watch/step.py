"""What leads a watch: steps, repeats, and what no step can say."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from mesocycle.domain.document import Document, Number
from mesocycle.domain.log.performance import ExerciseName
from mesocycle.domain.plan.workout import Goal, Phase, Target
from mesocycle.domain.reference.loads import ResolvedLoad


class LeftOut(Document, frozen=True, kw_only=True):
    """What a format could not carry as data: the line of the plan, and what of it stands in a note at best."""

    line: str
    what: str


class WorkoutFile(Document, frozen=True, kw_only=True):
    """A file for a watch, its bytes in base64, and what its format could not carry."""

    name: str
    content: bytes
    left_out: tuple[LeftOut, ...]


class WatchStep(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a watch shows until its goal is reached; targets are absolute, or zones nobody could resolve."""

    name: str
    phase: Phase
    goal: Goal
    targets: tuple[Target, ...] = ()
    exercise: ExerciseName | None = None
    load: ResolvedLoad | None = None
    notes: str = ""


class WatchRepeat(msgspec.Struct, frozen=True, kw_only=True):
    """Parts that are done several times; repeats nest one level deep at most."""

    rounds: int
    parts: "tuple[WatchStep | WatchRepeat, ...]"


WatchPart = WatchStep | WatchRepeat


def each_step(parts: Iterable[WatchPart]) -> Iterator[WatchStep]:
    """Go through the steps once, those inside repeats too, without repeating any."""
    for part in parts:
        if isinstance(part, WatchStep):
            yield part
        else:
            yield from each_step(part.parts)


def unrolled(parts: Iterable[WatchPart]) -> Iterator[WatchStep]:
    """Go through the steps as often as they are done."""
    for part in parts:
        if isinstance(part, WatchStep):
            yield part
        else:
            for _ in range(part.rounds):
                yield from unrolled(part.parts)


def folded(rounds: Sequence[tuple[WatchStep, ...]]) -> list[WatchPart]:
    """Fold rounds that are alike and follow each other into repeats."""
    parts: list[WatchPart] = []
    for steps, alike in groupby(rounds):
        times = len(list(alike))
        parts.extend(steps if times == 1 else (WatchRepeat(rounds=times, parts=steps),))
    return parts


def rest_step(seconds: Number) -> WatchStep:
    """Give a timed rest."""
    return WatchStep(name="Rest", phase="rest", goal=Goal(duration=seconds))

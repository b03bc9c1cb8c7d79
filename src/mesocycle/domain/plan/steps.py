"""Every running section as steps: one expansion for player, watch export, log and comparison."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, assert_never

from msgspec.structs import replace

from mesocycle.domain.document import DurationText, Id, Number
from mesocycle.domain.plan.workout import (
    AmrapSection,
    BasicSection,
    Block,
    CircuitSection,
    CooldownSection,
    EmomSection,
    FartlekSection,
    Goal,
    HillRepeatsSection,
    IntervalsSection,
    Movement,
    RunSection,
    Section,
    Step,
    StepsSection,
    TabataSection,
    Target,
    TempoSection,
    WarmupSection,
)
from mesocycle.domain.quantity import parse_duration, parse_pace
from mesocycle.domain.refusal import QuantityNotUnderstood

_OPEN = Goal(open=True)
_REST_MOVEMENT: dict[str, Movement] = {"jog": "run", "jog_down": "run", "walk": "walk", "walk_down": "walk"}


class Expansion(NamedTuple):
    """Steps and blocks, all of them `rounds` times; the last recovery may fall away."""

    rounds: int = 1
    steps: tuple[Step | Block, ...] = ()
    skips_last_rest: bool = False

    def each_step(self) -> Iterator[Step]:
        """Go through the steps once, those inside blocks too, without repeating any."""
        for part in self.steps:
            yield from part.steps if isinstance(part, Block) else (part,)


class PlannedEffort(NamedTuple):
    """One step in its turn; `round` and `inner_round` (inside a block) count from 1, as in an effort."""

    step: Step
    round: int
    inner_round: int | None = None


def expand(section: Section) -> Expansion:
    """Expand a section into steps; one that does not run has none.

    Steps made here are called `<sectionId>:warmup`, `:work` or `:recovery`; written ones keep their ids. A
    warm-up or cool-down without exercises is a step too when it has a duration or a distance.
    """
    match section:
        case WarmupSection() | CooldownSection():
            return _easy(section)
        case IntervalsSection():
            return _intervals(section)
        case TempoSection():
            return _tempo(section)
        case FartlekSection():
            return _fartlek(section)
        case HillRepeatsSection():
            return _hill_repeats(section)
        case RunSection():
            return _run(section)
        case StepsSection():
            return Expansion(section.rounds, section.steps)
        case BasicSection() | EmomSection() | TabataSection() | CircuitSection() | AmrapSection():
            return Expansion()
        case _:  # pragma: no cover  # a new kind of section fails the type check here
            assert_never(section)


def flatten(section: Section) -> tuple[PlannedEffort, ...]:
    """Give the steps in the order in which they are done, each as often as it is done."""
    expansion = expand(section)
    efforts = [
        effort
        for round_ in range(1, expansion.rounds + 1)
        for part in expansion.steps
        for effort in _turns(part, round_)
    ]
    if expansion.skips_last_rest and efforts and efforts[-1].step.phase in {"rest", "recovery"}:
        efforts.pop()
    return tuple(efforts)


LAST_TURN: tuple[int, ...] = (1,)
"""Where in a section's order stands what is not planned in it."""


def turn_order(section: Section) -> Callable[[Id, int, int], tuple[int, ...]]:
    """Give what sorts efforts, by step, round and inner round, as the section goes; nothing is spelled out for it."""
    expansion = expand(section)
    places = {
        step.id: (part_place, place, part.rounds if isinstance(part, Block) else 1)
        for part_place, part in enumerate(expansion.steps)
        for place, step in enumerate(part.steps if isinstance(part, Block) else (part,))
    }

    def place_of(step_id: Id, round_: int, inner: int) -> tuple[int, ...]:
        found = places.get(step_id)
        if found is None or not 1 <= round_ <= expansion.rounds:
            return LAST_TURN
        part, place, most = found
        return (0, round_, part, inner, place) if 1 <= inner <= most else LAST_TURN

    return place_of


def step_ids(section: Section) -> frozenset[Id]:
    """Name the step ids that are valid in a log of the section."""
    return frozenset(step.id for step in expand(section).each_step())


def seconds(duration: int | DurationText | None) -> Number | None:
    """Give seconds of a section's duration; a bare number is whole minutes, what can't be read is None.

    A duration that came in through our own doors can always be read; a foreign one may be any text.
    """
    if duration is None or isinstance(duration, int):
        return None if duration is None else duration * 60
    try:
        return parse_duration(duration)
    except QuantityNotUnderstood:
        return None


def pace_target(pace: str | None) -> tuple[Target, ...] | None:
    """Turn `4:30/km` into an absolute pace target; what can't be read is no target."""
    if pace is None:
        return None
    try:
        parsed = parse_pace(pace)
    except QuantityNotUnderstood:
        return None
    return (Target(metric="pace", low=parsed.seconds, high=parsed.seconds, unit=parsed.unit, basis="absolute"),)


def _turns(part: Step | Block, round_: int) -> Iterator[PlannedEffort]:
    if isinstance(part, Step):
        yield PlannedEffort(part, round_)
        return
    for inner in range(1, part.rounds + 1):
        for step in part.steps:
            yield PlannedEffort(step, round_, inner)


def _goal(*, distance: Number | None, duration: Number | None, gain: Number | None = None) -> Goal:
    """End a step by what comes first of distance (m), duration (s), elevation gain (m); else it is open."""
    if distance is not None:
        return Goal(distance=distance)
    if duration is not None:
        return Goal(duration=duration)
    return Goal(elevation_gain=gain) if gain is not None else _OPEN


def _second_aims(distance: Number | None, duration: Number | None, gain: Number | None) -> tuple[Target, ...]:
    """Keep as targets what a step's one goal leaves over: the pace of a time over a distance, the gain."""
    aims = []
    if distance and duration is not None:
        pace = duration / distance * 1000
        aims.append(Target(metric="pace", low=pace, high=pace, unit="s/km", basis="absolute"))
    if gain is not None and (distance is not None or duration is not None):
        aims.append(Target(metric="elevation-gain", low=gain, high=gain, unit="m", basis="absolute"))
    return tuple(aims)


def _joined(written: tuple[Target, ...] | None, aims: tuple[Target, ...]) -> tuple[Target, ...] | None:
    """Add aims to written targets; a written target of the same metric stands alone."""
    metrics = {target.metric for target in written or ()}
    return (*(written or ()), *(aim for aim in aims if aim.metric not in metrics)) or None


def _easy(section: WarmupSection | CooldownSection) -> Expansion:
    duration = seconds(section.duration)
    if section.exercises or (duration is None and section.distance is None):
        return Expansion()
    warms_up = isinstance(section, WarmupSection)
    step = Step(
        id=f"{section.id}:{'warmup' if warms_up else 'recovery'}",
        name=section.name,
        phase="warmup" if warms_up else "cooldown",
        goal=_goal(distance=section.distance, duration=duration),
        targets=_joined(section.targets, _second_aims(section.distance, duration, None)),
    )
    return Expansion(steps=(step,))


def _recovery(section: IntervalsSection | HillRepeatsSection) -> Step:
    """Make the way back; a range like `2-3min` ends when the athlete says so, and stands in the notes."""
    distance = section.rest_distance if isinstance(section, IntervalsSection) else None
    duration = seconds(section.rest_duration) or None
    untimed = section.rest_duration is not None and duration is None
    return Step(
        id=f"{section.id}:recovery",
        phase="rest" if section.rest_type == "static" else "recovery",
        goal=_goal(distance=distance, duration=duration),
        movement=_REST_MOVEMENT.get(section.rest_type or ""),
        notes=section.rest_duration if untimed else None,
    )


def _work(
    section: IntervalsSection | TempoSection | FartlekSection | HillRepeatsSection | RunSection, goal: Goal
) -> Step:
    return Step(
        id=f"{section.id}:work",
        name=section.name,
        phase="active",
        goal=goal,
        targets=section.targets or None,
        movement="run",
    )


def _intervals(section: IntervalsSection) -> Expansion:
    work = _goal(distance=section.work_distance, duration=seconds(section.work_duration))
    steps: tuple[Step, ...] = (_work(section, work),)
    if section.rest_distance is not None or section.rest_duration is not None:
        steps = (*steps, _recovery(section))
    return Expansion(section.rounds, steps, skips_last_rest=section.skip_last_rest is True)


def _tempo(section: TempoSection) -> Expansion:
    goal = _goal(distance=section.distance, duration=seconds(section.duration))
    work = _work(section, goal)
    if not section.targets:
        aims = pace_target(section.target_pace) or _second_aims(section.distance, seconds(section.duration), None)
        work = replace(work, targets=aims or None)
    return Expansion(steps=(work,))


def _fartlek(section: FartlekSection) -> Expansion:
    goal = _goal(distance=None, duration=seconds(section.duration))
    return Expansion(steps=(replace(_work(section, goal), notes=section.description),))


def _hill_repeats(section: HillRepeatsSection) -> Expansion:
    up = _goal(distance=section.hill_length, duration=seconds(section.work_duration), gain=section.elevation_gain)
    gain = _second_aims(section.hill_length, seconds(section.work_duration), section.elevation_gain)
    aims = tuple(aim for aim in gain if aim.metric == "elevation-gain")
    work = _work(section, up)
    work = replace(
        work,
        targets=_joined(section.targets, aims),
        movement=section.movement or "run",
        equipment=section.equipment,
    )
    return Expansion(section.repeats, (work, _recovery(section)))


def _run(section: RunSection) -> Expansion:
    duration = seconds(section.duration)
    aims = _second_aims(section.distance, duration, section.elevation_gain)
    work = replace(
        _work(section, _goal(distance=section.distance, duration=duration, gain=section.elevation_gain)),
        targets=_joined(section.targets, aims),
        movement=section.movement or "run",
        equipment=section.equipment,
        terrain=section.terrain,
    )
    return Expansion(steps=(work,))

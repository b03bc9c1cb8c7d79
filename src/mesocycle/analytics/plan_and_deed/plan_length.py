"""About how long a workout takes, as far as its plan says: for calendars, and where nobody said when it ended."""

from mesocycle.analytics.plan_and_deed.planned_lines import SET_SECONDS
from mesocycle.analytics.plan_and_deed.step_aims import step_seconds
from mesocycle.domain.log.as_planned import turns
from mesocycle.domain.plan.rests import Rest, rest_after
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import flatten, seconds
from mesocycle.domain.plan.workout import (
    AmrapSection,
    CircuitSection,
    CooldownSection,
    EmomSection,
    Exercise,
    ExerciseSet,
    Section,
    Step,
    TabataSection,
    WarmupSection,
)
from mesocycle.domain.session.times import MOST_MINUTES

_WORK_SECONDS = 45.0
"""Of a set without a time of its own, beside the rest that is written."""
_SECONDS_A_METRE_UP = 6.0
"""What a climb adds to a way whose pace nobody planned: 600 m an hour, as Naismith has it."""


def planned_minutes(snapshot: WorkoutSnapshot) -> int | None:
    """Give about how many minutes a workout takes; None where the plan says nothing, or more than a session lasts."""
    whole = sum(map(_section_seconds, snapshot.sections))
    return max(1, round(whole / 60)) if 0 < whole <= MOST_MINUTES * 60 else None


def _section_seconds(section: Section) -> float:
    match section:
        case EmomSection():
            return section.emom_duration * 60.0
        case AmrapSection():
            return float(seconds(section.time_cap) or 0)
        case TabataSection():
            once = (seconds(section.work_interval) or 0) + (seconds(section.rest_interval) or 0)
            return float(once * section.rounds * len(section.exercises or ()))
    lines = sum(_exercise_seconds(section, exercise, place) for place, exercise in enumerate(section.exercises or ()))
    whole = lines + sum(_step_seconds(turn.step) for turn in flatten(section))
    if isinstance(section, WarmupSection | CooldownSection):
        return max(whole, float(seconds(section.duration) or 0))
    cap = seconds(section.time_cap) if isinstance(section, CircuitSection) else None
    return whole if cap is None else min(whole, float(cap)) or float(cap)


def _exercise_seconds(section: Section, exercise: Exercise, place: int) -> float:
    return sum(_set_seconds(section, planned, round_ or 1) for planned, round_ in turns(section, exercise, place))


def _set_seconds(section: Section, planned: ExerciseSet, round_: int) -> float:
    sides = 2 if planned.per_side else 1
    work = float(planned.duration or 0) * sides
    rest = rest_after(section, planned.id, round_=round_)
    if rest is None:
        return work or SET_SECONDS
    return (work or _WORK_SECONDS * sides) + _middle(rest)


def _middle(rest: Rest) -> float:
    return float(rest.low_s + rest.high_s) / 2


def _step_seconds(step: Step) -> float:
    """Give a step's seconds; a climb beside a way counts on top, unless time or pace are planned."""
    targets = step.targets or ()
    timed = step.goal.duration is not None or any(target.metric in ("pace", "speed") for target in targets)
    climb = sum(target.low or 0 for target in targets if target.metric == "elevation-gain")
    beside = 0.0 if timed or step.goal.distance is None else climb * _SECONDS_A_METRE_UP
    return step_seconds(step, targets) + beside

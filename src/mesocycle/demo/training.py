"""What somebody plausibly did of a plan: the log the plan promises, with small seeded deviations."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from mesocycle.demo.cast import Athlete
from mesocycle.domain.document import Id, Number
from mesocycle.domain.instant import instant
from mesocycle.domain.log.performance import (
    Effort,
    Feedback,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.people.user import unit_of
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.workout import (
    CooldownSection,
    Exercise,
    ExerciseSet,
    Step,
    StrengthExercise,
    Target,
    WarmupSection,
    WorkoutType,
)
from mesocycle.domain.quantity import KM_PER_MILE
from mesocycle.domain.reference.resolution import Resolved

_REMARKS = (
    "Moved well today.",
    "Legs still heavy from the last session.",
    "Felt light. More next week?",
    "Short on sleep.",
    "Busy gym, rested longer than planned.",
)


class Training(NamedTuple):
    """One session being done: by whom, in which week of the plan, from when, and with what luck."""

    athlete: Athlete
    week: int
    begins: datetime
    luck: Random


class TrainingDone(NamedTuple):
    """What was logged, and when the last of it was done."""

    log: WorkoutPerformanceLog
    ended: datetime


def perform(
    training: Training, snapshot: WorkoutSnapshot, resolved: Resolved, planned: WorkoutPerformanceLog
) -> TrainingDone:
    """Turn the log as planned into one that a person would have kept; entries follow each other in time."""
    clock = _Clock(training.begins)
    doer = _Doer(training, snapshot, resolved, clock)
    sections = tuple(doer.section(section) for section in planned.sections)
    return TrainingDone(replace(planned, sections=sections), clock.at)


def feeling(luck: Random) -> Feedback:
    """Say how it was: mostly fine, at times with a remark."""
    return Feedback(
        rpe=luck.choice((6, 6.5, 7, 7, 7.5, 8, 8, 8.5)),
        feeling=luck.choice((2, 3, 3, 4, 4, 4, 5)),
        notes=luck.choice(_REMARKS) if luck.random() < 0.12 else None,
    )


class _Clock:
    """The time inside a session, entry after entry."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def after(self, seconds: Number) -> str:
        self.at += timedelta(seconds=round(seconds))
        return instant(self.at)


class _Doer:
    """One athlete working through one session."""

    def __init__(self, training: Training, snapshot: WorkoutSnapshot, resolved: Resolved, clock: _Clock) -> None:
        self._athlete = training.athlete
        self._week = training.week
        self._luck = training.luck
        self._lines = Lines(snapshot)
        self._targets = resolved.targets
        self._steps = {step.id: step for section in snapshot.sections for step in expand(section).each_step()}
        self._clock = clock
        self._runs = snapshot.type is not WorkoutType.STRENGTH

    def section(self, section: PerformedSection) -> PerformedSection:
        """Do every exercise and every step of a section, in turn."""
        exercises = tuple(self._exercise(exercise) for exercise in section.exercises)
        planned = self._lines.sections[section.section_id]
        walks = isinstance(planned, WarmupSection | CooldownSection) and "walk" in planned.name.lower()
        efforts = tuple(self._effort(effort, walks=walks) for effort in section.efforts or ()) or None
        return replace(section, exercises=exercises, efforts=efforts)

    def _exercise(self, performed: PerformedExercise) -> PerformedExercise:
        exercise = self._lines.exercises[performed.exercise_id or ""]
        return replace(performed, sets=tuple(self._set(exercise, each) for each in performed.sets))

    def _set(self, exercise: Exercise, performed: PerformedSet) -> PerformedSet:
        planned = self._lines.planned_set(performed.set_id)
        if planned is None:  # an interval of a tabata
            return replace(performed, as_planned=None, performed_at=self._clock.after(30))
        easy = planned.set_type == "warmup" or not isinstance(exercise, StrengthExercise)
        done = replace(
            performed.performance,
            reps=self._reps(planned, performed.performance.reps),
            **self._load(exercise, planned, performed.performance),
            rpe=None if easy else self._exertion(planned),
        )
        spent = (performed.performance.duration or 30) + (45 if easy else self._luck.randint(80, 150))
        return replace(performed, performance=done, as_planned=None, performed_at=self._clock.after(spent))

    def _reps(self, planned: ExerciseSet, low: int | None) -> int | None:
        """Do a few more than the least that is asked; rarely one fewer where every repetition is fixed."""
        if low is None:
            return None
        if planned.rep_type == "max":
            return low + self._luck.choice((0, 1, 2, 2, 3, 3, 4))
        if planned.rep_type == "range" and planned.reps_max is not None:
            return min(planned.reps_max, low + self._luck.randint(0, max(1, (planned.reps_max - low + 1) // 2 + 1)))
        hard = planned.set_type == "working" and (
            (planned.percent_of_training_max or 0) >= 80 or (planned.rpe or 0) >= 7
        )
        return low - 1 if hard and low > 1 and self._luck.random() < 0.05 else low

    def _load(self, exercise: Exercise, planned: ExerciseSet, done: Performance) -> dict[str, Number | str]:
        """Take the plan's load where it is known, else the athlete's own, which creeps up week by week."""
        if done.weight is not None or exercise.name not in self._athlete.loads:
            return {}
        first, rise = self._athlete.loads[exercise.name]
        if first == 0:
            return {}
        share = planned.percent_of_top_set or planned.percent_of_previous_set or 100
        if planned.rpe_max is not None and planned.rpe_max <= 6:
            share = 85
        unit = unit_of(self._athlete.user.units)
        step = (5 if first >= 60 else 2.5) if unit == "lb" else (2.5 if first >= 25 else 1)
        weight = round((first + rise * (self._week - 1)) * share / 100 / step) * step
        return {"weight": int(weight) if weight == int(weight) else weight, "weight_unit": unit}

    def _exertion(self, planned: ExerciseSet) -> Number | None:
        """Give the RPE that the plan aims at (10 less what is in reserve), within half a point or so."""
        if planned.set_type == "drop":
            return None
        if planned.rpe is not None:
            aim = (planned.rpe + (planned.rpe_max or planned.rpe)) / 2
        elif planned.rir is not None:
            aim = 10 - (planned.rir + (planned.rir_max or planned.rir)) / 2
        else:
            percent = planned.percent_of_training_max or 70
            aim = 9 if planned.rep_type == "max" else 6 + max(0, percent - 65) / 10
        rpe = round((aim + self._luck.choice((-0.5, 0, 0, 0.5))) * 2) / 2
        return _plain(min(10, max(5, rpe)))

    def _effort(self, effort: Effort, *, walks: bool) -> Effort:
        step = self._steps[effort.step_id or ""]
        walks = walks or step.movement == "walk"
        pace = self._pace(step, walks=walks) * (1 + self._luck.uniform(-0.02, 0.02))
        planned = effort.performance
        if not self._runs:  # minutes of stretching, not of running
            return replace(effort, performed_at=self._clock.after(planned.duration or 0))
        duration, distance = planned.duration, planned.distance
        if distance is not None:
            duration = round(distance / 1000 * pace)
        elif duration is not None:
            distance = round(duration / pace * 100) * 10
        done = replace(
            planned,
            duration=duration,
            distance=distance,
            average_heart_rate=self._heart_rate(step, walks=walks) if (duration or 0) >= 60 else None,
        )
        return replace(effort, performance=done, performed_at=self._clock.after(duration or 0))

    def _pace(self, step: Step, *, walks: bool) -> float:
        """Give seconds a kilometre: the middle of the target where the plan names one."""
        if walks:
            return self._athlete.running.walk_s_km
        aimed = _middle(self._targets, step.id, "pace")
        if aimed is not None:
            return aimed
        slower = 1.12 if step.phase in {"recovery", "rest"} else 1.05 if step.phase == "warmup" else 1
        return self._athlete.running.easy_s_km * slower

    def _heart_rate(self, step: Step, *, walks: bool) -> int:
        hard = self._athlete.running.hard_bpm
        works = step.phase == "active" and _middle(self._targets, step.id, "pace") is not None
        share = 0.62 if walks else 0.97 if works else 0.83 if step.phase == "active" else 0.78
        return round(hard * share) + self._luck.randint(-3, 3)


def _middle(targets: Mapping[Id, tuple[Target, ...]], step_id: Id, metric: str) -> float | None:
    """Give the middle of a step's absolute pace target, in seconds a kilometre."""
    for target in targets.get(step_id, ()):
        ends = [end for end in (target.low, target.high) if end is not None]
        if target.metric == metric and target.basis == "absolute" and ends:
            middle = sum(ends) / len(ends)
            return middle / KM_PER_MILE if target.unit == "s/mile" else middle
    return None


def _plain(number: float) -> Number:
    return int(number) if number == int(number) else number

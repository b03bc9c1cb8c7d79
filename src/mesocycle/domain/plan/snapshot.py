"""The immutable copy of the planned workout inside a session."""

import hashlib
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from mesocycle.domain.document import Document, Id
from mesocycle.domain.plan.workout import (
    Block,
    Exercise,
    ExerciseSet,
    Section,
    Step,
    StepsSection,
    TabataExercise,
    Weeks,
    Workout,
    WorkoutType,
)

_Line = TypeVar("_Line", Section, Exercise, ExerciseSet, Step, Block, Step | Block)


class WorkoutSnapshot(Document, frozen=True, kw_only=True):
    """Hold the prescription as written, with only the lines of its own week; it reads without the plan."""

    name: str
    type: WorkoutType
    objective: str
    sections: tuple[Section, ...]
    notes: str | None = None
    sport: str | None = None
    """What was done, where no plan said it: `alpine skiing`, beside the type `other`."""


class StoredSnapshot(msgspec.Struct, frozen=True):
    """A snapshot as it is stored: `hash` is the SHA-256 of `body`, its canonical JSON."""

    hash: bytes
    name: str
    body: str


def snapshot(workout: Workout, plan_week: int, duration: int) -> WorkoutSnapshot:
    """Copy a workout as it stands in a plan week, which counts on through cycles of `duration` weeks."""
    week = (plan_week - 1) % duration + 1
    return WorkoutSnapshot(
        name=workout.name,
        type=workout.type,
        objective=workout.objective,
        sections=_sections(workout.sections, week),
        notes=workout.notes,
    )


def canonical(whole: WorkoutSnapshot) -> bytes:
    """Write a snapshot as canonical JSON: keys sorted, no blanks, UTF-8, numbers as typed."""
    return msgspec.json.encode(whole, order="sorted")


def stored(taken: WorkoutSnapshot) -> StoredSnapshot:
    """Write a snapshot as it is stored."""
    return stored_body(canonical(taken), taken.name)


def stored_body(body: bytes, name: str) -> StoredSnapshot:
    """Give what is stored of a snapshot that is written already, byte for byte; it may be from elsewhere."""
    return StoredSnapshot(hashlib.sha256(body).digest(), name, body.decode())


class SnapshotContents:
    """The snapshots of one version, each written and hashed once however many weeks share it."""

    def __init__(self, duration: int) -> None:
        self._duration = duration
        self._weeks: dict[Id, tuple[Weeks, ...]] = {}
        self._contents: dict[tuple[Id, tuple[bool, ...]], StoredSnapshot] = {}

    def of(self, workout: Workout, plan_week: int) -> StoredSnapshot:
        """Give the snapshot of a workout of the version in a plan week."""
        if workout.id not in self._weeks:
            self._weeks[workout.id] = weeks_of_lines(workout)
        week = (plan_week - 1) % self._duration + 1
        # Weeks that are in and out of the same `weeks` hold the same lines.
        key = (workout.id, tuple(week in weeks for weeks in self._weeks[workout.id]))
        content = self._contents.get(key)
        if content is None:
            content = self._contents[key] = stored(snapshot(workout, plan_week, self._duration))
        return content


def weeks_of_lines(workout: Workout) -> tuple[Weeks, ...]:
    """Give every different `weeks` on a workout's lines; two weeks in and out of the same ones are alike."""
    found: set[Weeks | None] = set()
    for section in workout.sections:
        found.add(section.weeks)
        for exercise in section.exercises or ():
            found.add(exercise.weeks)
            if not isinstance(exercise, TabataExercise):
                found.update(line.weeks for line in exercise.sets)
        for step in section.steps if isinstance(section, StepsSection) else ():
            found.add(step.weeks)
            if isinstance(step, Block):
                found.update(line.weeks for line in step.steps)
    return tuple(sorted(weeks for weeks in found if weeks is not None))


def _of_week(lines: tuple[_Line, ...], week: int) -> tuple[_Line, ...]:
    return tuple(line for line in lines if line.weeks is None or week in line.weeks)


def _sections(sections: tuple[Section, ...], week: int) -> tuple[Section, ...]:
    return tuple(_section(section, week) for section in _of_week(sections, week))


def _section(section: Section, week: int) -> Section:
    if isinstance(section, StepsSection):
        section = replace(section, steps=tuple(_step(step, week) for step in _of_week(section.steps, week)))
    if section.exercises is not None:
        exercises = tuple(_exercise(exercise, week) for exercise in _of_week(section.exercises, week))
        section = replace(section, exercises=exercises)
    return section


def _exercise(exercise: Exercise, week: int) -> Exercise:
    if isinstance(exercise, TabataExercise):
        return exercise
    return replace(exercise, sets=_of_week(exercise.sets, week))


def _step(step: Step | Block, week: int) -> Step | Block:
    if isinstance(step, Block):
        return replace(step, steps=_of_week(step.steps, week))
    return step

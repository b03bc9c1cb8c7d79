"""Sets or steps that are being typed, as they would be printed, and what they mean for one athlete."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import structs

from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.people.user import LoadStep, Units
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.notation import parse, print_sets
from mesocycle.domain.plan.run_notation import parse_run, print_run
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import (
    BasicSection,
    Block,
    BodyweightExercise,
    ExerciseSet,
    Step,
    StepsSection,
    StrengthExercise,
    WorkoutType,
)
from mesocycle.domain.reference.resolution import Resolved, resolve
from mesocycle.domain.reference.value import MissingReference, ReferenceValue


class NotationText(Document, frozen=True, kw_only=True):
    """A text in one of the notations; the exercise says what percentages of a 1RM or a training max are of."""

    kind: Literal["sets", "run"]
    text: str
    exercise_variant_id: Id | None = None


class PreviewedLine(Document, frozen=True, kw_only=True):
    """One group of sets or one part of a run: as printed, and with the athlete's own loads, beats and paces."""

    notation: str
    resolved: str
    """The same as `notation` where nothing hangs on a value, or the value is missing."""


class NotationPreview(Document, frozen=True, kw_only=True):
    """What was read of a text: printed whole, line by line, and as a routine version holds it."""

    notation: str
    lines: tuple[PreviewedLine, ...]
    sets: tuple[ExerciseSet, ...] | None = None
    steps: tuple[Step | Block, ...] | None = None
    missing: tuple[MissingReference, ...]


def preview_text(
    given: NotationText,
    exercise: LibraryExercise | None,
    values: Sequence[ReferenceValue],
    today: Date,
    load_step: LoadStep | None,
    units: Units,
) -> NotationPreview:
    """Read a text and say what it means with the values in force today; refuses what its notation can't be."""

    def resolved_of(workout: WorkoutSnapshot) -> Resolved:
        return resolve(workout, values, today, load_step, units)

    if given.kind == "run":
        steps = parse_run(given.text)
        found = resolved_of(_running(steps))
        return NotationPreview(
            notation=print_run(steps) or given.text,
            lines=tuple(_part(part, found) for part in steps),
            steps=steps,
            missing=found.missing,
        )
    sets = parse(given.text)
    found = resolved_of(_lifting(sets, exercise))
    return NotationPreview(
        notation=print_sets(sets) or given.text,
        lines=tuple(_groups(sets, found)),
        sets=sets,
        missing=found.missing if exercise is not None else (),  # of no exercise no value can lack
    )


def _running(steps: Sequence[Step | Block]) -> WorkoutSnapshot:
    section = StepsSection(id="run", name="", order_index=0, rounds=1, steps=tuple(steps))
    return WorkoutSnapshot(name="", type=WorkoutType.RUNNING, objective="", sections=(section,))


def _lifting(sets: tuple[ExerciseSet, ...], exercise: LibraryExercise | None) -> WorkoutSnapshot:
    bodily = exercise is not None and exercise.kind in {"bodyweight", "running"}
    line = (BodyweightExercise if bodily else StrengthExercise)(
        id="line",
        exercise_id="" if exercise is None else exercise.exercise_id,
        exercise_variant_id="" if exercise is None else exercise.exercise_variant_id,
        name="" if exercise is None else exercise.name,
        order_index=0,
        sets=sets,
    )
    section = BasicSection(id="lifts", name="", order_index=0, exercises=(line,))
    return WorkoutSnapshot(name="", type=WorkoutType.STRENGTH, objective="", sections=(section,))


def _groups(sets: Sequence[ExerciseSet], found: Resolved) -> Iterator[PreviewedLine]:
    """Give equal neighbours that come out alike as one line, as they are printed."""
    pairs = [(structs.replace(each, id="", set_number=0), _weighed(each, found)) for each in sets]
    for (written, meant), equal in groupby(pairs):
        count = len(list(equal))
        yield PreviewedLine(notation=_printed(written, count), resolved=_printed(meant, count))


def _weighed(each: ExerciseSet, found: Resolved) -> ExerciseSet:
    """Put the load that a percentage means in its place."""
    load = found.loads.get(each.id)
    if load is None or load.typed:
        return structs.replace(each, id="", set_number=0)
    return structs.replace(
        each,
        id="",
        set_number=0,
        weight=load.weight,
        weight_max=load.weight_max,
        weight_unit=load.weight_unit,
        percent_of_1rm=None,
        percent_of_training_max=None,
        percent_of_top_set=None,
        percent_of_previous_set=None,
        percent_max=None,
    )


def _printed(each: ExerciseSet, count: int) -> str:
    return print_sets([structs.replace(each, set_number=number) for number in range(1, count + 1)]) or ""


def _part(part: Step | Block, found: Resolved) -> PreviewedLine:
    if isinstance(part, Step):
        meant: Step | Block = _aimed(part, found)
    else:
        meant = structs.replace(part, steps=tuple(_aimed(step, found) for step in part.steps))
    written = print_run([part]) or ""
    return PreviewedLine(notation=written, resolved=print_run([meant]) or written)


def _aimed(step: Step, found: Resolved) -> Step:
    return structs.replace(step, targets=found.targets.get(step.id, step.targets))

"""Rules of routine versions: their own fields, workouts, schedules, and ids that stand once."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from mesocycle.domain.document import Id, encode
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.routine import SCHEMA_VERSION, RoutineVersion
from mesocycle.domain.plan.rules.section import section_faults
from mesocycle.domain.plan.turns import MOST_TURNS, turns_in
from mesocycle.domain.plan.workout import Block, ScheduleEntry, Section, Step, StepsSection, Workout, WorkoutType
from mesocycle.domain.reading.checks import (
    MOST_PLAN_WEEKS,
    NAME,
    Faults,
    check_id,
    check_instant,
    check_number,
    check_one_of,
    check_size,
    check_text,
    check_texts,
    check_time,
    check_weeks,
)
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at, refuse_faults
from mesocycle.domain.refusal import Phrase

MOST_WORKOUTS = 400
MOST_SECTIONS = 60
MOST_LINES = 30_000
MOST_WORKOUT_BYTES = 1_000_000
"""A hundred times a long one. Every session carries its workout, and a page of the calendar many sessions."""


def version_faults(version: RoutineVersion) -> Faults:
    """Collect what is wrong with a version, workout by workout."""
    for name, value in (
        ("_id", version.id),
        ("parentRoutineId", version.parent_routine_id),
        ("createdBy", version.created_by),
    ):
        yield from check_id(name, value)
    yield from check_number("version", version.version, 1, 1_000_000)
    yield from check_text("name", version.name, NAME)
    yield from check_text("description", version.description)
    yield from check_text("changeNote", version.change_note)
    yield from check_texts("objectives", version.objectives)
    yield from check_texts("tags", version.tags)
    yield from check_instant("createdAt", version.created_at)
    yield from check_instant("updatedAt", version.updated_at)
    if version.schema_version != SCHEMA_VERSION:
        yield Fault("schemaVersion", Phrase("must-be", "must be {value}", value=SCHEMA_VERSION), "Leave it out.")
    yield from check_number("duration", version.duration, 1, MOST_PLAN_WEEKS)
    if 1 <= version.duration <= MOST_PLAN_WEEKS:  # weeks can't be looked at without
        yield from _workouts(version)


def _workouts(version: RoutineVersion) -> Faults:
    yield from check_size("workouts", len(version.workouts), MOST_WORKOUTS)
    yield from _order("workouts", version.workouts)
    for index, workout in enumerate(version.workouts[:MOST_WORKOUTS]):
        yield from workout_faults(at("workouts", index), workout, version.duration)
    yield from _ids(_lines(version))


def workout_faults(path: str, workout: Workout, duration: int) -> Faults:
    """Collect what is wrong with a workout; `duration` is the version's, in weeks."""
    yield from check_text(at(path, "name"), workout.name, NAME)
    if workout.type is WorkoutType.OTHER:
        yield Fault(
            at(path, "type"),
            Phrase("type-other", "is other, which no plan may say"),
            "Take strength, running or trail-running.",
        )
    if workout.objective:  # a workout may have none, but the seed wants the field
        yield from check_text(at(path, "objective"), workout.objective, 1_000)
    yield from check_text(at(path, "notes"), workout.notes)
    yield from check_size(at(path, "schedule"), len(workout.schedule), MOST_WORKOUTS)
    for index, entry in enumerate(workout.schedule[:MOST_WORKOUTS]):
        yield from _schedule(at(at(path, "schedule"), index), entry, duration)
    yield from check_size(at(path, "sections"), len(workout.sections), MOST_SECTIONS)
    yield from _order(at(path, "sections"), workout.sections)
    for index, section in enumerate(workout.sections[:MOST_SECTIONS]):
        where = at(at(path, "sections"), index)
        yield from _order(at(where, "exercises"), section.exercises or ())
        yield from section_faults(where, section, duration)
    yield from _extent(path, workout)


def _extent(path: str, workout: Workout) -> Faults:
    """Look whether a workout, with all its rounds spelled out, is one that anybody could do, keep and read."""
    turns = turns_in(workout.sections[:MOST_SECTIONS])
    if turns > MOST_TURNS:
        message = Phrase(
            "too-many-turns",
            "come to {turns} sets and steps with all their rounds, more than {most}",
            turns=turns,
            most=MOST_TURNS,
        )
        yield Fault(at(path, "sections"), message, "Write fewer rounds, or fewer lines inside them.")
    size = len(encode(workout))
    if size > MOST_WORKOUT_BYTES:
        message = Phrase("workout-bytes", "is {size} bytes long, more than {most}", size=size, most=MOST_WORKOUT_BYTES)
        yield Fault(path, message, "Write shorter texts, or part it into several workouts.")


def _schedule(path: str, entry: ScheduleEntry, duration: int) -> Faults:
    """Look for one sort of day; only days from the start repeat, and race days have no weeks."""
    days: dict[str, object] = {
        "weekday": entry.weekday,
        "day": entry.day,
        "daysBeforeRace": entry.days_before_race,
    }
    yield from check_one_of(path, days)
    yield from check_number(at(path, "day"), entry.day, 1, 7 * duration)
    yield from check_number(at(path, "repeatEvery"), entry.repeat_every, 1, 7 * duration)
    yield from check_number(at(path, "daysBeforeRace"), entry.days_before_race, 0, 7 * duration)
    yield from check_time(at(path, "time"), entry.time)
    yield from check_weeks(path, entry.weeks, duration)
    if entry.repeat_every is not None and entry.day is None:
        yield Fault(
            at(path, "repeatEvery"),
            Phrase("without", "stands without `day`", name="day"),
            "Add the first `day`, or leave it out.",
        )
    if entry.weeks is not None and entry.days_before_race is not None:
        yield Fault(at(path, "weeks"), Phrase("beside-race", "stands beside `daysBeforeRace`"), "Leave it out.")


def _order(path: str, lines: Iterable[object]) -> Faults:
    """Look whether the lines stand in the order of their `orderIndex`, each its own."""
    indexes = [int(getattr(line, "order_index", 0)) for line in lines]
    for index, (first, second) in enumerate(pairwise([-1, *indexes])):
        if second <= first:
            yield Fault(
                at(at(path, index), "orderIndex"),
                Phrase("order", "is {second} after {first}", second=second, first=first),
                "Leave it out, or let it rise from 0 from line to line.",
            )


def line_id_faults(path: str, workout: Workout) -> Faults:
    """Collect what is wrong with the ids of a workout's lines, its own left aside."""
    yield from _ids(_workout_lines(path, workout))


def _ids(lines: Iterable[tuple[str, Id, bool]]) -> Faults:
    """Look for ids that are none, that stand twice, or that name a step made of a section."""
    seen: dict[Id, str] = {}
    sections: set[Id] = set()
    for path, line_id, is_section in lines:
        where = at(path, "_id")
        yield from check_id(where, line_id)
        if line_id in seen:
            yield Fault(
                where,
                Phrase("id-twice", "is {value}, as at {where}", value=repr(line_id[:80]), where=seen[line_id]),
                "Leave one out: it gets its own.",
            )
        seen[line_id] = path
        if is_section:
            sections.add(line_id)
        if len(seen) > MOST_LINES:
            yield Fault(
                "workouts",
                Phrase("too-many-lines", "hold more than {most} lines", most=MOST_LINES),
                "Write a smaller routine.",
            )
            return
    for line_id, path in seen.items():
        section, _, made = line_id.rpartition(":")
        if section in sections and made in {"warmup", "work", "recovery", "cooldown"}:
            yield Fault(
                at(path, "_id"),
                Phrase("id-of-step", "is {value}, the name of a step made of a section", value=repr(line_id)),
                "Leave it out.",
            )


def _lines(version: RoutineVersion) -> Iterator[tuple[str, Id, bool]]:
    for w, workout in enumerate(version.workouts):
        path = at("workouts", w)
        yield path, workout.id, False
        yield from _workout_lines(path, workout)


def _workout_lines(path: str, workout: Workout) -> Iterator[tuple[str, Id, bool]]:
    for s, section in enumerate(workout.sections):
        yield from _section_lines(at(at(path, "sections"), s), section)


def _section_lines(path: str, section: Section) -> Iterator[tuple[str, Id, bool]]:
    yield path, section.id, True
    for e, exercise in enumerate(section.exercises or ()):
        where = at(at(path, "exercises"), e)
        yield where, exercise.id, False
        for n, each in enumerate(sets_of(exercise)):
            yield at(at(where, "sets"), n), each.id, False
    if isinstance(section, StepsSection):
        yield from _step_lines(path, section.steps)


def _step_lines(path: str, steps: tuple[Step | Block, ...]) -> Iterator[tuple[str, Id, bool]]:
    for index, each in enumerate(steps):
        where = at(at(path, "steps"), index)
        yield where, each.id, False
        if isinstance(each, Block):
            yield from _step_lines(where, each.steps)


def check_version(version: RoutineVersion) -> None:
    """Refuse a version that breaks a rule, naming every place."""
    refuse_faults(version_faults(version))


def check_workout(workout: Workout, duration: int) -> None:
    """Refuse a workout that breaks a rule (one-off and adjusted sessions bring one without a version).

    Its own `_id` is left aside: such a workout gets one from whoever takes it in.
    """
    refuse_faults(chain(workout_faults("", workout, duration), line_id_faults("", workout)))

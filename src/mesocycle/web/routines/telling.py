"""The lines of a routine in the reader's language: days, sections, exercises, sets by their weeks, steps."""

from collections.abc import Iterable, Sequence

from mesocycle.domain.plan.diff import SideTelling
from mesocycle.domain.plan.words import words as plain_words
from mesocycle.domain.plan.workout import Exercise, ExerciseSet, ScheduleEntry, Section, Weeks, Workout
from mesocycle.web.frame.page import Reader
from mesocycle.web.session.notation import group_text, rests_text, section_text, step_texts, weeks_text

_NAMED = {"routine_type": "routines.types.", "difficulty": "routines.difficulty.", "goal": "routines.goals."}


def side_telling(reader: Reader) -> SideTelling:
    """Give how lines of two versions are written beside each other."""
    return SideTelling(
        field=lambda name, value: f"{reader.words(f'routines.fields.{name}')}: {_value(reader, name, value)}",
        workout=lambda workout: _workout(reader, workout),
        section=lambda section: _section(reader, section),
        exercise=lambda exercise: _exercise(reader, exercise),
        sets=lambda weeks, sets: _sets(reader, weeks, sets),
        steps=lambda section: step_texts(reader, section),
    )


def schedule_text(reader: Reader, schedule: Sequence[ScheduleEntry]) -> str:
    """Write the days a workout falls on."""
    return "; ".join(_entry(reader, each) for each in schedule) or reader.words("routines.days.none")


def _value(reader: Reader, name: str, value: object) -> str:
    if isinstance(value, bool):
        return reader.words(f"routines.yes_no.{'yes' if value else 'no'}")
    if name in _NAMED:
        return reader.words(f"{_NAMED[name]}{value}")
    return reader.words("routines.weeks", n=value) if name == "duration" else plain_words(value)


def _workout(reader: Reader, workout: Workout) -> str:
    return _joined((workout.name, schedule_text(reader, workout.schedule), workout.objective, workout.notes))


def _section(reader: Reader, section: Section) -> str:
    return _joined((section_text(reader, section), _in_weeks(reader, section.weeks), section.notes))


def _exercise(reader: Reader, exercise: Exercise) -> str:
    group = exercise.superset_group_id
    name = f"{exercise.name} ({reader.words('session.superset', group=group)})" if group else exercise.name
    return _joined((name, _in_weeks(reader, exercise.weeks), *rests_text(reader, exercise), exercise.notes))


def _sets(reader: Reader, weeks: Weeks | None, sets: Sequence[ExerciseSet]) -> str:
    return f"{weeks_text(reader, weeks)}{group_text(reader, sets)}"


def _in_weeks(reader: Reader, weeks: Weeks | None) -> str:
    return weeks_text(reader, weeks).removesuffix(": ")


def _entry(reader: Reader, entry: ScheduleEntry) -> str:
    words = reader.words
    if entry.weekday is not None:
        day = reader.formats.weekday_name(_WEEKDAYS.index(entry.weekday))
    elif entry.day is not None:
        day = words("routines.days.day", n=entry.day)
        day += words("routines.days.every", n=entry.repeat_every) if entry.repeat_every else ""
    else:
        day = words("routines.days.before_race", n=entry.days_before_race)
    weeks = "" if entry.weeks is None else f", {_in_weeks(reader, entry.weeks)}"
    return day + weeks + (f", {reader.formats.clock(entry.time)}" if entry.time else "")


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _joined(told: Iterable[str | None]) -> str:
    return " · ".join(part for part in told if part)

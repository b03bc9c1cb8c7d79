"""A whole routine for paper: every workout once for the weeks in which it is the same, with room to write."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.text import exercise_name, exercise_words, section_head, step_lines
from mesocycle.domain.plan.weeks import AlikeWeeks, WorkoutByWeeks, weeks_of_workouts
from mesocycle.domain.plan.words import schedule_words
from mesocycle.domain.plan.workout import Section, Weeks
from mesocycle.formats.sheets.paper import paper_page, paragraphs


def write_routine(version: RoutineVersion) -> bytes:
    """Write a version as one HTML page, its sets as they are prescribed: a percentage stays one."""
    weeks = "1 week" if version.duration == 1 else f"{version.duration} weeks"
    about = [f"{version.difficulty.capitalize()}, {version.goal}, {weeks}", version.description, *version.objectives]
    body = "".join(
        (
            *paragraphs(*about),
            *(part for each in weeks_of_workouts(version) for part in _workout(each, version.duration)),
        )
    )
    return paper_page(f"{version.name}, version {version.version}", body)


def _workout(each: WorkoutByWeeks, duration: int) -> Iterator[str]:
    workout = each.workout
    yield f"<article><h2>{escape(workout.name)}: {escape(schedule_words(workout.schedule))}</h2>\n"
    yield from paragraphs(workout.objective, workout.notes)
    for part in each.parts:
        yield from _part(part, told=len(each.parts) > 1 or len(part.weeks) < duration)
    yield "</article>\n"


def _part(part: AlikeWeeks, *, told: bool) -> Iterator[str]:
    if told:
        yield f'<p class="weeks">{_in_weeks(part.weeks)}</p>\n'
    for section in part.snapshot.sections:
        yield from _section(section)


def _in_weeks(weeks: Weeks) -> str:
    """Write `Week 4`, `Weeks 1-3, 5`."""
    runs: list[str] = []
    for _, numbered in groupby(enumerate(weeks), lambda each: each[1] - each[0]):
        run = [week for _, week in numbered]
        runs.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return f"{'Week' if len(weeks) == 1 else 'Weeks'} {', '.join(runs)}"


def _section(section: Section) -> Iterator[str]:
    yield f"<h3>{escape(section_head(section))}</h3>\n"
    yield from paragraphs(section.notes)
    steps = list(step_lines(section))
    if steps:
        yield f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in steps)}</ul>\n"
    if section.exercises:
        yield "<table><tr><th>exercise</th><th>planned</th><th>done</th></tr>"
        for exercise in section.exercises:
            notes = f"<br>{escape(exercise.notes)}" if exercise.notes else ""
            yield (
                f"<tr><td>{escape(exercise_name(exercise))}{notes}</td>"
                f'<td class="plan">{escape(exercise_words(exercise))}</td><td class="room"></td></tr>'
            )
        yield "</table>\n"

"""What reports have in common: from when to when, about which exercise, and a chart of it as a file."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from mesocycle.cli.frame import completing
from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.moments import asked_day, said_day
from mesocycle.cli.frame.refusals import CommandNotUnderstood, FileNotReadable
from mesocycle.domain.document import Date
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do

if TYPE_CHECKING:  # Altair is slow to load
    from mesocycle.charts.frame import Drawing
    from mesocycle.domain.plan.library import LibraryExercise

_WEEKS = 12

First = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help=f"The first day; default: {_WEEKS} weeks to the last.")
]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day; default: today.")]
ChartFile = Annotated[
    str | None, typer.Option("--chart", metavar="FILE", help="Draw it too, into FILE.svg, FILE.png or FILE.html.")
]
Dark = Annotated[bool, typer.Option("--dark", help="Draw for a dark ground; a page holds both.")]
ExerciseName = Annotated[
    str,
    typer.Argument(
        metavar="EXERCISE", help="An exercise's name; all its variants count.", autocompletion=completing.exercises
    ),
]


class Days(NamedTuple):
    """The first and the last day that a report is about."""

    first: Date
    last: Date


class ChartRequest(NamedTuple):
    """Into which file a chart is drawn, if any, and for which ground."""

    file: str | None
    dark: bool


def asked_span(run: Run, athlete: User, first: str | None, last: str | None, *, weeks: int = _WEEKS) -> Days:
    """Read the days a report is about; without a first, so many of the athlete's weeks."""
    today = civil_day(run.now, athlete.time_zone)
    first, last = (said_day(each, athlete, run.now, back=True) for each in (first, last))
    end = date.fromisoformat(today) if last is None else asked_day("--to", last)
    if first is None:
        begin = end.toordinal() - (end.weekday() - athlete.first_weekday) % 7 - 7 * (weeks - 1)
        return Days(date.fromordinal(max(1, begin)).isoformat(), end.isoformat())
    asked = asked_day("--from", first)
    if end < asked:
        raise CommandNotUnderstood(f"--to {end} is before --from {asked}.", "Give the earlier day to --from.")
    if end - asked > timedelta(days=366 * 100):
        raise CommandNotUnderstood("So many years can't be told one by one.", "Ask for a hundred years at most.")
    return Days(asked.isoformat(), end.isoformat())


def named_exercise(run: Run, athlete: User, name: str) -> "LibraryExercise":
    """Give the exercise of a name, alias or variant, the athlete's own ones too, or refuse with the nearest."""
    from mesocycle.actions.plans.library import find_exercises

    library = find_exercises(run.db, athlete.id)
    found = library.find(name) or library.variant(name)
    if found is not None:
        return found
    near = " or ".join(library.nearest(name))
    raise NotFound(
        f"There is no exercise {name[:80]!r}.",
        f"Write {near}." if near else f"Look for it with {Do('exercise list')}.",
    )


def keep_chart(run: Run, wish: ChartRequest, make: "Callable[[], Drawing]") -> None:
    """Draw a chart into the file that was asked for, before the answer is given; without a file do nothing."""
    if wish.file is None:
        return
    form = wish.file.rpartition(".")[2].casefold()
    if form not in {"svg", "png", "html"}:
        raise CommandNotUnderstood(
            f"A chart can't be drawn into {wish.file!r}.", "End the file's name in .svg, .png or .html."
        )
    from mesocycle.charts.drawing import FORMS, draw

    path = Path(wish.file)
    drawn = draw(make(), FORMS[FORMS.index(form)], "dark" if wish.dark else "light")
    try:
        path.write_bytes(drawn)
    except OSError as error:
        raise FileNotReadable(
            f"The chart can't be written to {wish.file} ({error.strerror or error}).",
            "Name a file in a folder that is there and yours.",
        ) from error
    run.answers.tell(f"Drew {path}")

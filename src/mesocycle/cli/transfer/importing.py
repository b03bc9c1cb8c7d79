"""`mesocycle import`: training kept by other programs, taken over; again without harm, and back as a whole."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.finding import files_by_name
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.progress import progress
from mesocycle.cli.transfer.archive import import_archive
from mesocycle.cli.transfer.collection import import_sessions
from mesocycle.cli.transfer.import_activity import activity, unmatch
from mesocycle.cli.transfer.import_questions import ask_about_names, asks, missing_unit, stated_choices, units_option
from mesocycle.domain.imports.result import ImportSource, ItemOutcome
from mesocycle.domain.people.user import User

if TYPE_CHECKING:  # the readers and the database are slow to load, and help needs none
    from collections.abc import Callable

    from mesocycle.domain.imports.result import Import, ImportResult
    from mesocycle.formats.text.cells import SaidUnits

app = noun()
app.command()(activity)
app.command()(unmatch)
app.command("archive")(import_archive)
app.command("sessions")(import_sessions)

SOME_REJECTED = 1
"""What the program ends with where an item could not be taken over, or waits for an answer."""

Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="What the program exported; - is standard input.")]
Unit = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="UNIT", help="kg or lb, and km, mi or m, where the file does not say; several."),
]
Decimal = Annotated[
    str | None, typer.Option("--decimal", metavar="MARK", help="point or comma, where a number could be either.")
]
Apart = Annotated[
    bool, typer.Option("--apart", help="What may be a training that came from elsewhere is one of its own.")
]
Lines = Annotated[
    list[int] | None, typer.Option("--line", metavar="LINE", help="Of the list this line alone. Several times.")
]
Match = Annotated[
    list[str] | None,
    typer.Option("--match", metavar="NAME=EXERCISE", help="What a name in the file means; kept. Several times."),
]


_WORKOUTS = {
    ImportSource.HEVY: "Take over a CSV export of Hevy; its unit stands in the file.",
    ImportSource.STRONG: "Take over a CSV export of Strong, old or new; old ones have no unit, so say --unit.",
    ImportSource.FITNOTES: "Take over a CSV export of FitNotes, of Android or iOS;"
    " a day is a workout where none has a name.",
    ImportSource.JEFIT: "Take over a backup file of Jefit.",
}
"""Programs whose exports hold sets, by the names that people gave their exercises."""


def _of_workouts(source: ImportSource) -> "Callable[..., None]":
    def take_over(
        ctx: typer.Context,
        files: Files,
        *,
        user: options.User = None,
        dry_run: options.TryImport = False,
        unit: Unit = None,
        decimal: Decimal = None,
        match: Match = None,
    ) -> None:
        _take_over(run_of(ctx), source, files, user, dry_run, (unit, decimal, match))

    return take_over


for _source, _about in _WORKOUTS.items():
    app.command(_source.value, help=_about)(_of_workouts(_source))


@app.command()
def garmin(
    ctx: typer.Context,
    files: Files,
    *,
    user: options.User = None,
    dry_run: options.TryImport = False,
    unit: Unit = None,
    decimal: Decimal = None,
    apart: Apart = False,
    line: Lines = None,
) -> None:
    """Take over Garmin Connect's list of activities (CSV): a summary of each; say --unit km or --unit mi."""
    _take_over(run_of(ctx), ImportSource.GARMIN, files, user, dry_run, (unit, decimal, None), (apart, line))


@app.command()
def strava(
    ctx: typer.Context,
    files: Files,
    *,
    user: options.User = None,
    dry_run: options.TryImport = False,
    decimal: Decimal = None,
    apart: Apart = False,
    line: Lines = None,
) -> None:
    """Take over activities.csv of Strava's bulk export: a summary of each activity."""
    _take_over(run_of(ctx), ImportSource.STRAVA, files, user, dry_run, (None, decimal, None), (apart, line))


@app.command("list")
def list_imports(ctx: typer.Context, user: options.User = None) -> None:
    """List the imports that changed something, newest first."""
    from mesocycle.cli.transfer.import_view import import_table
    from mesocycle.domain.permission import Deed
    from mesocycle.storage.imports import imports
    from mesocycle.storage.people import coachings

    run = run_of(ctx)
    athlete = run.user(user)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.PERFORM)
        found = imports.of_user(read, athlete.id, scope)
    run.answer(found, lambda shown: import_table(shown, athlete))


@app.command()
def undo(
    ctx: typer.Context,
    import_id: Annotated[str, typer.Argument(metavar="IMPORT", help="Its id, as `mesocycle import list` shows.")],
    user: options.User = None,
) -> None:
    """Take a whole import back; nothing is lost: importing the file again brings its sessions back."""
    from mesocycle.transfer.imports.undo_import import undo_import

    run = run_of(ctx)
    undone = undo_import(run.db, run.user(user).id, import_id, run.act)
    run.answer(undone, _undone)


def _undone(shown: "Import") -> str:
    sessions = "1 session" if shown.sessions == 1 else f"{shown.sessions} sessions"
    if shown.source is ImportSource.ACTIVITY:
        gone = f"{sessions} taken back: what a plan had waited for waits again, the others left the calendar."
    else:
        gone = f"{sessions} left the calendar."
    return f"{gone} Import the file again to bring {'it' if shown.sessions == 1 else 'them'} back."


@app.command()
def match(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as another program writes it.")],
    exercise: Annotated[
        str,
        typer.Argument(
            metavar="EXERCISE", help="What it means: a name, an alias or an id.", autocompletion=completing.exercises
        ),
    ],
    user: options.User = None,
) -> None:
    """Say what a name of an exercise means, for every import to come."""
    from mesocycle.actions.plans.choose_exercise import choose_exercise

    run = run_of(ctx)
    meant = choose_exercise(run.db, run.user(user).id, name, exercise, run.act)
    run.answer(meant, lambda shown: f"From now on {name} is {shown.name}.")


def _take_over(
    run: Run,
    source: ImportSource,
    files: list[str],
    email: str | None,
    dry_run: bool,
    said: tuple[list[str] | None, str | None, list[str] | None],
    which: tuple[bool, list[int] | None] = (False, None),
) -> None:
    """Read the files, ask what only the person knows, import, and say what came of it."""
    from mesocycle.cli.transfer.import_view import result_view

    unit, decimal, match = said
    athlete = run.user(email)
    units = units_option(unit, decimal)
    choices = stated_choices(run, athlete, match)
    bodies = files_by_name(files)
    if asks(run):
        looked = _import(run, athlete, source, bodies, units, choices, which, dry_run=True)
        while (asked := missing_unit(looked, units)) is not None:
            units = asked
            looked = _import(run, athlete, source, bodies, units, choices, which, dry_run=True)
        choices |= ask_about_names(looked.exercises)
    with progress(run, "Taking over", "workouts") as told:
        result = _import(run, athlete, source, bodies, units, choices, which, dry_run=dry_run, told=told)
    run.answer(result, lambda shown: result_view(run, shown, athlete))
    if result.count(ItemOutcome.REJECTED) or result.count(ItemOutcome.UNDECIDED):
        raise typer.Exit(SOME_REJECTED)


def _import(
    run: Run,
    athlete: User,
    source: ImportSource,
    bodies: dict[str, bytes],
    units: "SaidUnits",
    choices: dict[str, str],
    which: tuple[bool, list[int] | None],
    *,
    dry_run: bool,
    told: "Callable[[int, int], None] | None" = None,
) -> "ImportResult":
    from mesocycle.formats.apps.readers import READERS
    from mesocycle.transfer.history.import_history import import_history
    from mesocycle.transfer.history.items import of_lines
    from mesocycle.transfer.kept.progress import silent

    apart, lines = which
    found = {name: of_lines(READERS[source](body, units), lines or ()) for name, body in bodies.items()}
    return import_history(
        run.db,
        athlete.id,
        source,
        found,
        run.act,
        choices=choices,
        apart=apart,
        dry_run=dry_run,
        progress=told or silent,
    )

"""`mesocycle import activity`: files of watches, to the sessions they are the deeds of."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.naming import session_id
from mesocycle.cli.frame.progress import progress
from mesocycle.cli.frame.refusals import CommandNotUnderstood, FileNotReadable
from mesocycle.domain.imports.result import ItemOutcome

if TYPE_CHECKING:  # the readers and the database are slow to load, and help needs none
    from mesocycle.transfer.activities.read_activities import FoundActivity

_SOME_LEFT = 1
"""What the program ends with where something was rejected or waits for a choice."""

Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="FIT, TCX or GPX files, also packed (.gz), or a zip of many.")
]
To = Annotated[
    str | None, typer.Option("--session", metavar="SESSION", help="The one activity is the deed of this session.")
]
Apart = Annotated[
    bool, typer.Option("--apart", help="What may belong to several sessions becomes a session of its own.")
]


def activity(
    ctx: typer.Context,
    files: Files,
    *,
    user: options.User = None,
    session: To = None,
    apart: Apart = False,
    dry_run: options.TryImport = False,
) -> None:
    """Take over activities of a watch: matched to planned sessions by kind and day, else kept beside them."""
    from mesocycle.cli.transfer.import_view import activities_view
    from mesocycle.transfer.activities.import_activities import Choice, import_activities
    from mesocycle.transfer.kept.progress import silent

    run = run_of(ctx)
    athlete = run.user(user)
    if session is not None and apart:
        raise CommandNotUnderstood("--session and --apart exclude each other.", "Say one of the two.")
    chosen = None if session is None else session_id(run, athlete, session)
    found = _read(run, files)
    with progress(run, "Taking over", "activities") as told:
        result = import_activities(
            run.db,
            athlete.id,
            found,
            run.act,
            choice=Choice(session_id=chosen, apart=apart),
            dry_run=dry_run,
            progress=told or silent,
        )
    run.answer(result, lambda shown: activities_view(run, shown, athlete))
    if result.count(ItemOutcome.REJECTED) or result.count(ItemOutcome.UNDECIDED):
        raise typer.Exit(_SOME_LEFT)


def unmatch(ctx: typer.Context, session: options.Session, user: options.User = None) -> None:
    """Take an activity out of the session it was matched to; the session waits again."""
    from mesocycle.transfer.activities.import_activities import unmatch_activity

    run = run_of(ctx)
    athlete = run.user(user)
    waiting = unmatch_activity(run.db, athlete.id, session_id(run, athlete, session), run.act)
    run.answer(waiting, lambda shown: f"The session is {shown.status} again. Import the file anew to match it.")


def _read(run: Run, files: list[str]) -> "list[FoundActivity]":
    """Read all files, with a bar that counts activities: how many a zip holds shows when it is through."""
    from contextlib import ExitStack

    from mesocycle.transfer.activities.read_activities import read_files

    with ExitStack() as opened:
        streams = []
        for name in files:
            try:
                streams.append((Path(name).name, opened.enter_context(Path(name).open("rb"))))
            except OSError as error:
                raise FileNotReadable(
                    f"The file {name} can't be read ({error.strerror or error}).", "Check its name and who may read it."
                ) from error
        with progress(run, "Reading", "activities") as told:
            found: list[FoundActivity] = []
            for each in read_files(streams):
                found.append(each)
                if told is not None:
                    told(len(found), len(found))
            return found

"""`mesocycle export`: what other programs and devices can take."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.answers import lines, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.moments import said_day
from mesocycle.cli.frame.naming import session_id
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.refusals import CommandNotUnderstood, FileNotReadable
from mesocycle.cli.transfer.archive import export_archive
from mesocycle.cli.transfer.calendar import export_ical, export_paper
from mesocycle.cli.transfer.collection import export_csv, export_parquet, export_roster, export_sessions
from mesocycle.domain.document import Document
from mesocycle.domain.instant import civil_day
from mesocycle.domain.watch.step import LeftOut

if TYPE_CHECKING:  # the database is slow to load, and help needs none
    from collections.abc import Callable

    from rich.console import RenderableType

    from mesocycle.transfer.exports.workouts import WatchFile

app = noun()
app.command("archive")(export_archive)
app.command("ical")(export_ical)
app.command("paper")(export_paper)
app.command("sessions")(export_sessions)
app.command("csv")(export_csv)
app.command("parquet")(export_parquet)
app.command("roster")(export_roster)

Session = Annotated[
    str | None, typer.Argument(metavar="[SESSION]", help="One session, by its id or its last characters.")
]
First = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Or all that is planned from this day on, as a zip.")
]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help="To this day; default: a week in all.")]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write it; default: a name of its own here."),
]


class WrittenFile(Document, frozen=True, kw_only=True):
    """One file that was written, or that stands in a zip, and what it could not carry."""

    name: str
    session_id: str
    left_out: tuple[LeftOut, ...]


class Export(Document, frozen=True, kw_only=True):
    """Where an export was written, what is in it, and what the format has no words for."""

    path: str
    files: tuple[WrittenFile, ...]
    not_written: tuple[LeftOut, ...]


_FORMATS = {
    "fit": "Write workouts for a watch as FIT: runs and strength. Copy them to GARMIN/NewFiles on the watch.",
    "tcx": "Write runs as TCX workouts.",
    "zwo": "Write runs as ZWO workouts, their pace as a share of the threshold pace.",
}


def _for_watches(wanted: str) -> "Callable[..., None]":
    def export(
        ctx: typer.Context,
        session: Session = None,
        *,
        first: First = None,
        last: Last = None,
        output: Output = None,
        user: options.User = None,
    ) -> None:
        _export(run_of(ctx), wanted, session, (first, last), output, user)

    return export


for _wanted, _about in _FORMATS.items():
    app.command(_wanted, help=_about)(_for_watches(_wanted))


def _export(
    run: Run,
    wanted: str,
    session: str | None,
    days: tuple[str | None, str | None],
    output: str | None,
    email: str | None,
) -> None:
    from mesocycle.transfer.exports.workouts import WatchFiles, WatchFormat, export_workout, export_workouts, packed

    athlete = run.user(email)
    today = civil_day(run.now, athlete.time_zone)
    if (session is None) == (days == (None, None)):
        raise CommandNotUnderstood(
            "What is to be written must be said once.", "Name a SESSION, or give --from DATE, with or without --to."
        )
    if session is not None:
        named = session_id(run, athlete, session)
        with run.read() as read:
            file = export_workout(read, athlete.id, named, WatchFormat(wanted), today, run.actor)
        found, body, name = WatchFiles((file,), ()), file.body, file.name
    else:
        first, last = _days(today, *(said_day(each, athlete, run.now) for each in days))
        with run.read() as read:
            found = export_workouts(read, athlete.id, (first, last), WatchFormat(wanted), today, run.actor)
        body, name = packed(found.files), f"workouts-{first}-{last}-{wanted}.zip"
    path = _write(output or name, body)
    answer = Export(path=path, files=tuple(map(_written, found.files)), not_written=found.not_written)
    run.answer(answer, _view)


def _days(today: str, first: str | None, last: str | None) -> tuple[str, str]:
    from datetime import timedelta

    from mesocycle.domain.instant import checked_day, day

    begin = checked_day("--from", first or today)
    end = checked_day("--to", last) if last else (day(begin) + timedelta(days=6)).isoformat()
    if end < begin:
        raise CommandNotUnderstood(f"--to {end} is before --from {begin}.", "Name the earlier day first.")
    return begin, end


def _write(path: str, body: bytes) -> str:
    try:
        Path(path).write_bytes(body)
    except OSError as error:
        raise FileNotReadable(
            f"The file {path} can't be written ({error.strerror or error}).", "Name another with --output."
        ) from error
    return path


def _written(file: "WatchFile") -> WrittenFile:
    return WrittenFile(name=file.name, session_id=file.session.id, left_out=file.left_out)


def _view(shown: Export) -> "RenderableType":
    from rich.console import Group

    rows = [(file.name, each.line, each.what) for file in shown.files for each in file.left_out]
    rows += [("", each.line, each.what) for each in shown.not_written]
    many = "1 workout" if len(shown.files) == 1 else f"{len(shown.files)} workouts"
    written = lines([f"Wrote {many} to {shown.path}."])
    if not rows:
        return written
    return Group(written, "", table(("file", "line", "what the format could not carry"), rows, none=""))

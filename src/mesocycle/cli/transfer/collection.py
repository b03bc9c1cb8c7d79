"""`mesocycle import sessions`, `export sessions|csv|parquet`: sessions as documents, and what was done as rows."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.answers import Output, output
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.finding import files_by_name
from mesocycle.cli.frame.moments import said_day
from mesocycle.cli.frame.progress import progress
from mesocycle.domain.imports.result import ItemOutcome
from mesocycle.domain.people.roster_choices import Show, Sort

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

SOME_REJECTED = 1
"""What the program ends with where a document could not be taken over."""


class Form(StrEnum):
    """How a collection is written; the program's own list is slow to load."""

    JSON = "json"
    NDJSON = "ndjson"
    EXTENDED = "extended-json"
    RELAXED = "relaxed-extended-json"


class RowsOf(StrEnum):
    """What there is a row of."""

    SETS = "sets"
    EFFORTS = "efforts"


Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE…", help="A JSON array, a document per line, or what mongoexport wrote; - is stdin."),
]
What = Annotated[RowsOf, typer.Option("--rows", help="A row per performed set, or per run, lap and recovery.")]
First = Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on; default: all.")]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help="To this day; default: all.")]


def import_sessions(
    ctx: typer.Context,
    files: Files,
    *,
    user: options.User = None,
    dry_run: options.TryImport = False,
) -> None:
    """Take session documents over, ids, unknown fields and all; `export sessions` gives them back as they were."""
    from mesocycle.cli.transfer.import_view import result_view
    from mesocycle.transfer.documents.import_sessions import import_sessions as take
    from mesocycle.transfer.kept.progress import silent

    run = run_of(ctx)
    athlete = run.user(user)
    bodies = files_by_name(files)
    with progress(run, "Taking over", "sessions") as told:
        result = take(run.db, athlete.id, bodies, run.act, dry_run=dry_run, progress=told or silent)
    run.answer(result, lambda shown: result_view(run, shown, athlete))
    if result.count(ItemOutcome.REJECTED):
        raise typer.Exit(SOME_REJECTED)


def export_sessions(
    ctx: typer.Context,
    *,
    form: Annotated[Form, typer.Option("--format", help="How to write them.")] = Form.NDJSON,
    to: Output = None,
    user: options.User = None,
) -> None:
    """Write all sessions as documents, those taken over from elsewhere as they came."""
    from mesocycle.formats.documents.sessions import SessionForm
    from mesocycle.transfer.documents.export_sessions import export_sessions as write

    run = run_of(ctx)
    athlete = run.user(user)
    _write(
        run,
        to or f"sessions.{'json' if form is Form.JSON else 'ndjson'}",
        "sessions",
        lambda stream: write(run.db, athlete.id, SessionForm(form), stream, run.actor),
    )


def export_csv(
    ctx: typer.Context,
    *,
    rows: What = RowsOf.SETS,
    first: First = None,
    last: Last = None,
    to: Output = None,
    user: options.User = None,
) -> None:
    """Write what was done as CSV, for spreadsheets."""
    _sheet(run_of(ctx), "csv", rows, (first, last), to, user)


def export_parquet(
    ctx: typer.Context,
    *,
    rows: What = RowsOf.SETS,
    first: First = None,
    last: Last = None,
    to: Output = None,
    user: options.User = None,
) -> None:
    """Write the same rows as Parquet, for notebooks; needs the extra `parquet`."""
    _sheet(run_of(ctx), "parquet", rows, (first, last), to, user)


def export_roster(
    ctx: typer.Context,
    *,
    show: Annotated[Show, typer.Option("--show", help="Only those whom it is so of.")] = "all",
    sort: Annotated[Sort, typer.Option("--sort", help="By what they are sorted.")] = "name",
    down: Annotated[bool, typer.Option("--down", help="The other way round.")] = False,
    search: Annotated[str, typer.Option("--search", help="Only those with it in name, address or plan.")] = "",
    group: options.Group = None,
    to: Output = None,
) -> None:
    """Write your roster as CSV: a row for everybody whom you coach, filtered and sorted as its page is."""
    from mesocycle.reports.write_roster import AskedView, write_roster

    run = run_of(ctx)
    view = AskedView(show=show, sort=sort, down=down, search=search, group=run.group(group))
    _write(run, to or "roster.csv", "athletes", lambda stream: write_roster(run.db, view, stream, run.act))


def _sheet(
    run: Run, form: str, rows: RowsOf, days: tuple[str | None, str | None], to: str | None, email: str | None
) -> None:
    from mesocycle.domain.instant import checked_day
    from mesocycle.transfer.exports.sheet import SheetFormat, SheetKind, SheetRequest, export_sheet

    athlete = run.user(email)
    first, last = (said_day(each, athlete, run.now, back=True) for each in days)
    wish = SheetRequest(
        kind=SheetKind(rows),
        format=SheetFormat(form),
        first=None if first is None else checked_day("--from", first),
        last=None if last is None else checked_day("--to", last),
    )
    _write(run, to or f"{rows}.{form}", rows, lambda stream: export_sheet(run.db, athlete.id, wish, stream, run.actor))


def _write(run: Run, path: str, what: str, write: "Callable[[BinaryIO], int]") -> None:
    with output(path) as stream:
        count = write(stream)
    if path != "-":
        written = f"{count} {what.removesuffix('s') if count == 1 else what}"
        run.answer({"path": path, "count": count}, lambda shown: f"Wrote {written} to {shown['path']}.")

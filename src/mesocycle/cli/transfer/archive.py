"""`mesocycle export archive`, `import archive`, `verify-archive`: everything of one user, from server to server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import Output, card, output, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.naming import command
from mesocycle.cli.frame.progress import progress
from mesocycle.cli.frame.refusals import FileNotReadable
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.words import as_sentence

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.archive.archive import ArchiveManifest, ArchiveTaken

SOME_REJECTED = 1
"""What the program ends with where a line could not be taken in."""
_MOST_SHOWN = 20

File = Annotated[Path, typer.Argument(metavar="FILE", help="An archive, as `mesocycle export archive` writes it.")]


def export_archive(ctx: typer.Context, *, to: Output = None, user: options.User = None) -> None:
    """Write everything of one user as one archive, which any mesocycle takes in; theirs to take, without a trainer."""
    from mesocycle.transfer.archive import export_archive as exporting

    run = run_of(ctx)
    athlete = run.user(user)
    path = to or f"mesocycle-{athlete.email.partition('@')[0]}-{run.now[:10]}.zip"
    with output(path) as stream:
        manifest = exporting.export_archive(run.db, athlete.id, stream, run.act)
    if path != "-":
        run.answer(manifest, lambda shown: f"{_manifest(shown)}\n\nWrote it to {path}.")


def import_archive(
    ctx: typer.Context,
    file: File,
    *,
    user: Annotated[
        str | None,
        typer.Option(
            "--user",
            metavar="EMAIL",
            help="Whose training it becomes; default: of the user it is about.",
            autocompletion=completing.users,
        ),
    ] = None,
    dry_run: options.TryImport = False,
) -> None:
    """Take an archive in: a user who is not here yet, or training added to that of one who is."""
    from mesocycle.transfer.archive.import_archive import import_archive as take
    from mesocycle.transfer.kept.progress import silent

    run = run_of(ctx)
    into = None if user is None else run.user(user).id
    with _reading(file) as stream, progress(run, "Taking in", "lines") as told:
        taken = take(run.db, stream, run.act, into=into, dry_run=dry_run, progress=told or silent)
    run.answer(taken, lambda shown: _taken(run, shown, None if user is None else run.user(user)))
    if taken.rejected:
        raise typer.Exit(SOME_REJECTED)


def verify_archive(ctx: typer.Context, file: File) -> None:
    """Check an archive against its own hashes and form; needs no server and no database."""
    from mesocycle.formats.documents.archive import opened_archive

    run = run_of(ctx)
    with _reading(file) as stream, opened_archive(stream) as archive:
        archive.check()
        archive.user()
        manifest = archive.manifest
    run.answer(manifest, lambda shown: f"The archive is whole.\n\n{_manifest(shown)}")


@contextmanager
def _reading(file: Path) -> Iterator[BinaryIO]:
    try:
        stream = file.open("rb")
    except OSError as error:
        raise FileNotReadable(
            f"The file {file} can't be read ({error.strerror or error}).", "Check its name and who may read it."
        ) from error
    with stream:
        yield stream


def _manifest(shown: "ArchiveManifest") -> str:
    return card([("user", shown.email), *((part.name.value, part.lines) for part in shown.parts if part.lines)])


def _taken(run: Run, shown: "ArchiveTaken", athlete: User | None) -> "RenderableType":
    from rich.console import Group

    rows = [
        (each.part.value, each.imported, each.already_there, each.rejected)
        for each in shown.parts
        if each.imported or each.already_there or each.rejected
    ]
    parts: list[RenderableType] = [table(("what", "taken in", "there already", "rejected"), rows, none="It is empty.")]
    if shown.rejected:
        told = [
            (each.part.value, each.line, f"{as_sentence(each.reason)} {each.remedy}")
            for each in shown.rejected[:_MOST_SHOWN]
        ]
        if len(shown.rejected) > _MOST_SHOWN:
            told.append(("", 0, f"… and {len(shown.rejected) - _MOST_SHOWN} more: --json shows them."))
        parts += ["", table(("what", "line", "rejected because"), told, none="")]
    if shown.dry_run:
        parts += ["", "Nothing was changed: this was a dry run."]
    elif shown.import_id is not None:
        parts += ["", f"Take its sessions back: {command(run, f'import undo {shown.import_id}', athlete)}"]
    elif shown.new_user:
        parts += ["", "The user is new here and has no password yet: `mesocycle user set-password` gives one."]
    return Group(*parts)

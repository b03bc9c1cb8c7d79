"""`mesocycle db`: the database itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame.answers import card, lines
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.refusals import NOT_SOUND

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.archive.backup import BackupManifest
    from mesocycle.domain.archive.verification import Verification
    from mesocycle.storage.schema.distribute import Distribution
    from mesocycle.storage.schema.upgrade import Upgrade

app = noun()

Archive = Annotated[Path, typer.Argument(metavar="FILE", help="The backup's file.")]


@app.command()
def upgrade(ctx: typer.Context) -> None:
    """Bring the database to this version of mesocycle; also sets up an empty one."""
    from mesocycle.storage.schema import upgrade as schema

    run = run_of(ctx)
    run.answer(schema.upgrade(run.database), _upgraded)


@app.command()
def distribute(
    ctx: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what becomes of each table, and change nothing.")
    ] = False,
) -> None:
    """Spread the database over machines with Citus, all or nothing; what is spread already stays as it is."""
    from mesocycle.storage.schema.distribute import distribute as spread

    run = run_of(ctx)
    run.answer(spread(run.database, dry_run=dry_run), _distributed)


@app.command()
def verify(ctx: typer.Context) -> None:
    """Check every snapshot, reference and rule; ends with 1 where something does not hold."""
    from mesocycle.storage.upkeep.verify import verify_database

    run = run_of(ctx)
    verification = verify_database(run.database)
    run.answer(verification, _verified)
    if not verification.sound:
        raise typer.Exit(NOT_SOUND)


@app.command()
def sweep(ctx: typer.Context) -> None:
    """Delete the snapshots that nothing points at any more, as erased accounts leave them."""
    from mesocycle.actions.plans.sweep_snapshots import sweep_snapshots

    run = run_of(ctx)
    run.answer({"swept": sweep_snapshots(run.db, run.act)}, lambda done: f"Snapshots swept out: {done['swept']}")


@app.command()
def backup(ctx: typer.Context, file: Archive) -> None:
    """Write everything to a new file, as it stands at one moment; it restores on either engine."""
    from mesocycle.storage.upkeep.backup import backup as write_backup

    run = run_of(ctx)
    run.answer(write_backup(run.database, file), _archived)


@app.command()
def restore(ctx: typer.Context, file: Archive) -> None:
    """Read a backup into an empty database, whole or not at all."""
    from mesocycle.storage.upkeep.restore import restore as read_backup

    run = run_of(ctx)
    run.answer(read_backup(run.database, file), _archived)


def _upgraded(done: "Upgrade") -> "RenderableType":
    if done.before == done.after:
        return f"Nothing to do: the database stands at {done.after}."
    return f"The database was upgraded from {done.before or 'nothing'} to {done.after}."


def _distributed(done: "Distribution") -> "RenderableType":
    told = {"shared": "on every machine", "spread": "spread by athlete", "as-it-was": "as it was"}
    head = "Would be spread" if done.dry_run else "Spread"
    rows = [f"- {each.table}: {told[each.fate]}{_copied(each.bytes)}" for each in done.tables]
    return lines([f"{head} over {done.machines} machines with Citus {done.citus}:", *rows])


def _copied(size: int) -> str:
    return f", {size / 1024:.0f} kB copied" if size else ""


def _verified(found: "Verification") -> "RenderableType":
    looked_at = ", ".join(f"{count} {name}" for name, count in found.checked.items() if count)
    verdict = "Everything holds." if found.sound else "Something does not hold:"
    wrong = [f"- {each.sentence} ({each.count}, e.g. {', '.join(each.examples)})" for each in found.findings]
    return lines([verdict, *wrong, f"Looked at: {looked_at or 'an empty database'}."])


def _archived(manifest: "BackupManifest") -> "RenderableType":
    return card([(each.name, each.rows) for each in manifest.tables if each.rows])

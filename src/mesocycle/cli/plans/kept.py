"""`mesocycle kept`: workouts and sections kept to use again."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.answers import card, lines, table
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.finding import version
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.plans import tagging

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.plan.keeping import KeptPart

app = noun()

KeptId = Annotated[str, typer.Argument(metavar="ID", help="Its id, as kept list shows it.")]


@app.command("list")
def list_kept(
    ctx: typer.Context,
    tag: Annotated[str | None, typer.Option("--tag", help="Only those with this tag of yours.")] = None,
) -> None:
    """List the workouts and sections that you keep, by name."""
    from mesocycle.domain.plan.keeping import TagSubject
    from mesocycle.storage.plans import kept_parts

    run = run_of(ctx)
    among = tagging.tagged(run, TagSubject.KEPT, tag)
    with run.read() as read:
        found = kept_parts.of_user(read, run.acting.id)
    run.answer([each for each in found if among is None or each.id in among], _table)


@app.command()
def show(ctx: typer.Context, kept_id: KeptId) -> None:
    """Show one; with --json, what a routine file says of it."""
    from mesocycle.storage.plans import kept_parts

    run = run_of(ctx)
    with run.read() as read:
        run.answer(kept_parts.get(read, run.acting.id, kept_id), _card)


@app.command()
def keep(
    ctx: typer.Context,
    *,
    named: options.Version,
    workout: Annotated[int, typer.Option("--workout", min=1, help="Which workout of the version, from 1.")],
    section: Annotated[int | None, typer.Option("--section", min=1, help="Which section of it, from 1.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="What to call it; else as it is called there.")] = None,
) -> None:
    """Keep a workout, or a section of it, of a version that you see."""
    from mesocycle.actions.library.keep_part import keep_part
    from mesocycle.domain.plan.keeping import KeptKind, NewKeptPart

    run = run_of(ctx)
    wanted = NewKeptPart(
        name=name,
        kind=KeptKind.WORKOUT if section is None else KeptKind.SECTION,
        routine_version_id=version(run, named).id,
        workout=workout - 1,
        section=None if section is None else section - 1,
    )
    run.answer(keep_part(run.db, wanted, run.act), _card)


@app.command()
def remove(ctx: typer.Context, kept_id: KeptId) -> None:
    """Keep one no more; what it was used for stays."""
    from mesocycle.actions.library.keep_part import remove_part

    run = run_of(ctx)
    remove_part(run.db, kept_id, run.act)
    run.answer({"removed": kept_id}, lambda _: lines(["It is kept no more."]))


@app.command("tag")
def tag_kept(ctx: typer.Context, *, kept_id: KeptId, add: tagging.Add = None, remove: tagging.Remove = None) -> None:
    """Put words of your own on one, or take some off; with neither, show those that it has."""
    from mesocycle.domain.plan.keeping import TagSubject

    tagging.tag_subject(run_of(ctx), TagSubject.KEPT, kept_id, add, remove)


def _card(part: "KeptPart") -> "RenderableType":
    return card([("_id", part.id), ("kind", part.kind.value), ("name", part.name), ("kept", part.created_at[:10])])


def _table(shown: "list[KeptPart]") -> "RenderableType":
    rows = [(each.name, each.kind.value, each.created_at[:10], each.id) for each in shown]
    return table(("name", "kind", "kept", "_id"), rows, none="You keep nothing.")

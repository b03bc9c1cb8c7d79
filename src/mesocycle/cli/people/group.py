"""`mesocycle group`: a trainer's own groups of athletes."""

from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import UNSET

from mesocycle.cli.frame import completing
from mesocycle.cli.frame.answers import table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.nouns import noun
from mesocycle.domain.people.group import AthleteGroup, GroupChange, NewAthleteGroup

if TYPE_CHECKING:  # shown to people only
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

app = noun()

Named = Annotated[str, typer.Argument(metavar="GROUP", help="A group's name or id.")]
Emails = Annotated[
    list[str], typer.Argument(metavar="EMAIL...", help="Whom, by e-mail address.", autocompletion=completing.users)
]


@app.command("list")
def list_groups(ctx: typer.Context) -> None:
    """List your groups by name, with those in them whom you coach now."""
    from mesocycle.storage.people import groups

    run = run_of(ctx)
    with run.read() as read:
        found = groups.of_trainer(read, run.acting.id)
    run.answer(found, lambda shown: _table(run, shown))


@app.command()
def create(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    email: Annotated[
        list[str] | None,
        typer.Argument(metavar="[EMAIL...]", help="Who is in it.", autocompletion=completing.users),
    ] = None,
) -> None:
    """Make a group, as a trainer."""
    from mesocycle.actions.groups.create_group import create_group

    run = run_of(ctx)
    new = NewAthleteGroup(name=name, members=tuple(run.members(email) or ()))
    run.answer(create_group(run.db, new, run.act), _one(run))


@app.command()
def add(ctx: typer.Context, group: Named, email: Emails) -> None:
    """Put athletes into a group; who is in it already stays."""
    _change(run_of(ctx), group, add=email)


@app.command()
def remove(ctx: typer.Context, group: Named, email: Emails) -> None:
    """Take athletes out of a group; their training stays as it is."""
    _change(run_of(ctx), group, remove=email)


@app.command()
def rename(
    ctx: typer.Context, group: Named, name: Annotated[str, typer.Argument(metavar="NAME", help="Its new name.")]
) -> None:
    """Give a group another name."""
    _change(run_of(ctx), group, name=name)


@app.command()
def delete(ctx: typer.Context, group: Named) -> None:
    """Take a group away; nobody's training changes."""
    from mesocycle.actions.groups.delete_group import delete_group

    run = run_of(ctx)
    group_id = run.group(group) or ""
    delete_group(run.db, group_id, run.act)
    run.answer({"_id": group_id}, lambda _: "The group is gone; nobody's training changed.")


def _change(
    run: Run, group: str, *, add: list[str] | None = None, remove: list[str] | None = None, name: str | None = None
) -> None:
    from mesocycle.actions.groups.change_group import change_group

    change = GroupChange(
        name=UNSET if name is None else name,
        add=tuple(run.members(add) or ()),
        remove=tuple(run.members(remove) or ()),
    )
    run.answer(change_group(run.db, run.group(group) or "", change, run.act), _one(run))


def _one(run: Run) -> "Callable[[AthleteGroup], RenderableType]":
    return lambda shown: _table(run, [shown])


def _table(run: Run, shown: "Sequence[AthleteGroup]") -> "RenderableType":
    from mesocycle.storage.people import users

    with run.read() as read:
        people = users.several(read, sorted({each for group in shown for each in group.members}))
    rows = [(each.name, ", ".join(people[who].email for who in each.members), each.id) for each in shown]
    return table(("group", "athletes", "_id"), rows, none="You have no group yet.")

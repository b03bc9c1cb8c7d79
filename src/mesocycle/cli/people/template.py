"""`mesocycle template`: texts that a trainer writes again and again."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.answers import card, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.naming import session_id
from mesocycle.cli.frame.nouns import noun
from mesocycle.domain.people.message_template import MessageTemplate, NewMessageTemplate

if TYPE_CHECKING:  # shown to people only
    from collections.abc import Sequence

    from rich.console import RenderableType

app = noun()

Named = Annotated[str, typer.Argument(metavar="TEMPLATE", help="A template's name or id.")]
Text = Annotated[
    str, typer.Argument(metavar="TEXT", help="The text; {athlete}, {session} and {day} are filled in where it is used.")
]
OfSession = Annotated[
    str | None, typer.Option("--session", metavar="SESSION", help="The session that it is about, for {session}, {day}.")
]


@app.command("list")
def list_templates(ctx: typer.Context) -> None:
    """List your templates by name."""
    run = run_of(ctx)
    run.answer(_templates(run), _table)


@app.command()
def create(ctx: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME")], text: Text) -> None:
    """Keep a template, as a trainer."""
    from mesocycle.actions.conversation.create_template import create_template

    run = run_of(ctx)
    run.answer(create_template(run.db, NewMessageTemplate(name=name, text=text), run.act), _card)


@app.command()
def change(
    ctx: typer.Context,
    template: Named,
    text: Text,
    name: Annotated[str | None, typer.Option("--name", help="Another name for it.")] = None,
) -> None:
    """Put another text in its place; what was sent by it stays."""
    from mesocycle.actions.conversation.change_template import change_template

    run = run_of(ctx)
    there = _one(run, template)
    new = NewMessageTemplate(name=name or there.name, text=text)
    run.answer(change_template(run.db, there.id, new, run.act), _card)


@app.command()
def fill(ctx: typer.Context, template: Named, session: OfSession = None, user: options.User = None) -> None:
    """Fill a template in for an athlete, and print the text."""
    from mesocycle.reports.fill_template import fill_template

    run = run_of(ctx)
    athlete = run.user(user)
    named = None if session is None else session_id(run, athlete, session)
    found = fill_template(run.db, athlete.id, _one(run, template).id, run.act, session_id=named)
    run.answer(found, lambda shown: shown.text)


@app.command()
def delete(ctx: typer.Context, template: Named) -> None:
    """Take a template away; what was sent by it stays."""
    from mesocycle.actions.conversation.delete_template import delete_template

    run = run_of(ctx)
    there = _one(run, template)
    delete_template(run.db, there.id, run.act)
    run.answer({"_id": there.id}, lambda _: f"The template {there.name} is gone; what was sent by it stays.")


def _templates(run: Run) -> list[MessageTemplate]:
    from mesocycle.storage.conversation import message_templates

    with run.read() as read:
        return message_templates.of_user(read, run.acting.id)


def _one(run: Run, named: str) -> MessageTemplate:
    from mesocycle.storage.conversation import message_templates

    found = next((each for each in _templates(run) if each.name == named), None)
    if found is not None:
        return found
    with run.read() as read:
        return message_templates.get(read, run.acting.id, named)


def _table(shown: "Sequence[MessageTemplate]") -> "RenderableType":
    return table(
        ("template", "text", "_id"), [(each.name, each.text, each.id) for each in shown], none="You have none."
    )


def _card(shown: MessageTemplate) -> "RenderableType":
    return card([("template", shown.name), ("text", shown.text), ("_id", shown.id)])

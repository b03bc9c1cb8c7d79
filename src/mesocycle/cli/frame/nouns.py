"""The form that every noun of the command line has."""

from typing import Any

import typer
from typer.core import TyperGroup

from mesocycle.cli.frame.examples import examples


class Listed(TyperGroup):
    """A group whose help tells of every command in whole sentences, and whose commands end theirs with examples."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401  # what Typer says of a group is its secret
        """Give each command its examples."""
        super().__init__(**given)
        for name, command in self.commands.items():
            if (shown := examples(f"{self.name} {name}")) is not None:
                command.epilog = shown

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # their types are Typer's secret
        """Write what there is below this word."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, (each.help or "").partition("\n\n")[0].replace("\n", " ")) for name, each in found if each]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def noun() -> typer.Typer:
    """Make the app of one noun; called without a command it shows what there is."""
    app = typer.Typer(cls=Listed, invoke_without_command=True, rich_markup_mode=None)

    @app.callback()
    def _alone(ctx: typer.Context) -> None:
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help(), nl=False)
            raise typer.Exit

    return app

"""The form that every noun of the command line has."""

import typer


def noun(what: str) -> typer.Typer:
    """Make the app of one noun; called without a command it shows what there is."""
    app = typer.Typer(help=what, invoke_without_command=True)

    @app.callback()
    def _alone(ctx: typer.Context) -> None:
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help(), nl=False)
            raise typer.Exit

    return app

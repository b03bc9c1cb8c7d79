"""The program `mesocycle`: joins the nouns, and is the one place where a no becomes an exit code."""

import copy
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from mesocycle import __version__
from mesocycle.cli.assignments import assignment, roll_outs
from mesocycle.cli.demo import demo, trying
from mesocycle.cli.frame.context import Begun, Run
from mesocycle.cli.frame.refusals import BROKEN_OFF, misunderstood, print_refusal, print_unexpected
from mesocycle.cli.people import coaching, invitation, reference, token, user
from mesocycle.cli.plans import exercise, routine
from mesocycle.cli.reports import report
from mesocycle.cli.server import db, serve, settings
from mesocycle.cli.sessions import offline, session
from mesocycle.cli.transfer import archive, calendar, exporting, importing
from mesocycle.domain.refusal import Refusal

app = typer.Typer(
    name="mesocycle",
    help="Training plans, the workout sessions that come of them, and what was really done.",
    epilog="Begin with: mesocycle user add --email you@example.org --name You --time-zone Europe/Berlin",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for noun in (
    *(routine, assignment, session, report, calendar, user, coaching, invitation, token, reference, exercise, db),
):
    app.add_typer(noun.app, name=noun.__name__.rpartition(".")[2])
app.add_typer(roll_outs.app, name="roll-out")
app.add_typer(importing.app, name="import")  # a word that no module can have as its name
app.add_typer(exporting.app, name="export")
app.command()(demo.demo)
app.command("try")(trying.try_demo)  # a word that no function can have as its name
app.command()(offline.sync)
app.command()(offline.changes)
app.command()(archive.verify_archive)
app.command()(serve.serve)
app.command()(settings.settings)

_JSON, _AS = "--json", "--as"
_NOUNS = frozenset(str(group.name) for group in app.registered_groups)


@app.callback(invoke_without_command=True)
def begin(
    ctx: typer.Context,
    db_url: Annotated[
        str | None,
        typer.Option(
            "--db",
            metavar="URL",
            help="sqlite:///file or postgresql://…; default: as `mesocycle settings` says, a file of yours.",
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Settings in TOML; default: MESOCYCLE_CONFIG, else your own."),
    ] = None,
    as_email: Annotated[
        str | None,
        typer.Option(_AS, metavar="EMAIL", help="Who acts; default: the one admin, or the only user."),
    ] = None,
    as_json: Annotated[bool, typer.Option(_JSON, help="Answer with one JSON document.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is, and nothing else.")] = False,
) -> None:
    """Prepare what every command starts from."""
    if version:
        typer.echo(f"mesocycle {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help(), nl=False)
        raise typer.Exit
    run = Run(db_url=db_url, config=config, as_email=as_email, as_json=as_json)
    ctx.obj.run = run
    ctx.call_on_close(run.close)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit code; every expected error is told in one form, without a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    begun = Begun()
    given, as_json = _in_front(given)
    try:
        ended = _command(frozenset(given) & _NOUNS)(given, prog_name="mesocycle", standalone_mode=False, obj=begun)
    except Refusal as refusal:
        return print_refusal(refusal, as_json=as_json, word=begun.word)
    except TyperException as error:
        return print_refusal(misunderstood(error), as_json=as_json, word=begun.word)
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("Broken off; nothing was changed by what had not finished.\n")
        return BROKEN_OFF
    except (BrokenPipeError, SystemExit):  # whoever reads the answer (`| head`) has enough; Typer makes it an exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  # the last door: a defect is told in a sentence, not as a traceback
        return print_unexpected(error, as_json=as_json)
    return ended if isinstance(ended, int) else 0


def _in_front(given: list[str]) -> tuple[list[str], bool]:
    """Take `--json` and `--as EMAIL` to the front, wherever they stand: people write them at the end, too."""
    as_json = _JSON in given
    rest = [each for each in given if each != _JSON]
    front = [_JSON] if as_json else []
    for place, each in enumerate(rest):
        if each == "--":
            break
        if each == _AS and place + 1 < len(rest):
            front += [_AS, rest[place + 1]]
            rest = rest[:place] + rest[place + 2 :]
            break
        if each.startswith(f"{_AS}="):
            front.append(each)
            rest = rest[:place] + rest[place + 1 :]
            break
    return [*front, *rest], as_json


@cache
def _command(named: frozenset[str]) -> Callable[..., Any]:
    """Make the command line of the nouns that are named, else of all: Typer is slow to build each of them."""
    needed = copy.copy(app)
    needed.registered_groups = [group for group in app.registered_groups if not named or group.name in named]
    return typer.main.get_command(needed)

"""The program `mesocycle`: joins the nouns, and is the one place where a no becomes an exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

import typer
from typer.exceptions import TyperException

from mesocycle import __version__
from mesocycle.cli.frame import completing
from mesocycle.cli.frame.context import Begun, Run
from mesocycle.cli.frame.nouns import Listed, noun
from mesocycle.cli.frame.refusals import BROKEN_OFF, misunderstood, print_refusal, print_unexpected
from mesocycle.domain.refusal import Refusal


class _Word(NamedTuple):
    """A word of the command line: the module below `cli` that is loaded where it is said, and what it is about."""

    module: str
    what: str
    name: str = "app"
    """What it is called there."""


_NOUNS = MappingProxyType(
    {
        "routine": _Word("plans.routine", "Routines: create from a file, publish versions, compare, copy, archive."),
        "draft": _Word(
            "plans.draft", "Drafts: write what becomes a version as a file, alone or by two, and publish it."
        ),
        "assignment": _Word(
            "assignments.assignment",
            "Assignments: put a routine on the calendar, replace it, pause, shift, end it, undo.",
        ),
        "session": _Word("sessions.session", "Sessions: the calendar, what is planned, what was done."),
        "report": _Word("reports.report", "Reports: plan against deed, adherence, progress, load."),
        "calendar": _Word(
            "transfer.calendar", "Calendar addresses: whoever knows one sees the calendar, until you revoke it."
        ),
        "user": _Word("people.user", "People: who trains, who coaches, who runs the server."),
        "coaching": _Word("people.coaching", "Trainers and athletes: invite, accept, choose what is seen, end."),
        "message": _Word(
            "people.message", "Messages: what trainer and athlete write on a session, on a set, or on a receipt."
        ),
        "group": _Word("people.group", "Groups of athletes: your own names for some of those whom you coach."),
        "invitation": _Word(
            "people.invitation",
            "Invitations to sign up on this server; admins invite anybody, trainers invite athletes.",
        ),
        "template": _Word("people.template", "Templates of messages: texts that you write again and again."),
        "token": _Word("people.token", "API tokens: let a program act for you, until you revoke it."),
        "reference": _Word(
            "people.reference", "Reference values: 1RM, training max, threshold pace, zones, body weight."
        ),
        "exercise": _Word(
            "plans.exercise", "The exercise library: find exercises, add and change your own, import more."
        ),
        "kept": _Word("plans.kept", "Workouts and sections kept to use again: keep, list, tag, remove."),
        "db": _Word("server.db", "Set up, check, back up and restore the database."),
        "roll-out": _Word(
            "assignments.roll_outs",
            "Roll-outs: how far each is, stop one, take one back as a whole. Begin one: mesocycle assignment roll-out",
        ),
        "import": _Word(
            "transfer.importing",
            "Take training over: history of other programs, activities of watches, session documents, archives.",
        ),
        "export": _Word(
            "transfer.exporting",
            "Take training out: everything of a user, sessions as documents or rows, workouts for watches.",
        ),
    }
)
_COMMANDS = MappingProxyType(
    {
        "demo": _Word(
            "demo.demo",
            "Make a demo in mesocycle-demo.sqlite (or an empty --db): five people, twelve weeks, a replaced plan.",
            "demo",
        ),
        "try": _Word(
            "demo.trying",
            "Make the demo, serve it on this machine and open the browser, signed in by a link that is good once.",
            "try_demo",
        ),
        "sync": _Word(
            "sessions.offline",
            "Take in offline work, however much: "
            "a JSON list of operations, or the file of unsent work that a phone saved.",
            "sync",
        ),
        "changes": _Word(
            "sessions.offline",
            "Read the change feed of an athlete's training, each thing at its latest state.",
            "changes",
        ),
        "verify-archive": _Word(
            "transfer.archive",
            "Check an archive against its own hashes and form; needs no server and no database.",
            "verify_archive",
        ),
        "serve": _Word(
            "server.serve", "Serve until Ctrl-C or SIGTERM; requests in flight then still get their answers.", "serve"
        ),
        "settings": _Word(
            "server.settings",
            "Show every setting: its value, where that comes from, its default and its meaning.",
            "settings",
        ),
    }
)
WORDS = frozenset({*_NOUNS, *_COMMANDS})
_JSON, _AS = "--json", "--as"


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
        typer.Option(
            _AS,
            metavar="EMAIL",
            help="Who acts; default: the one admin, or the only user.",
            autocompletion=completing.users,
        ),
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
    if completing.is_asked():
        return _complete(completing.typed())
    given = list(sys.argv[1:] if arguments is None else arguments)
    begun = Begun()
    given, as_json = _in_front(given)
    try:
        ended = _command(frozenset(given) & WORDS)(given, prog_name="mesocycle", standalone_mode=False, obj=begun)
    except Refusal as refusal:
        return print_refusal(refusal, as_json=as_json, word=begun.word, at_the_prompt=begun.prompt)
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


def _complete(line: completing.Typed) -> int:
    """Tell a shell what could stand next; where that goes wrong, nothing."""
    line.ask()
    code, said = 0, StringIO()
    with redirect_stdout(said), redirect_stderr(StringIO()):
        try:
            _command(frozenset(line.words) & WORDS)([], prog_name="mesocycle", standalone_mode=False, obj=Begun())
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        except Exception:  # noqa: BLE001  # nobody asked to hear of it while they type
            said.truncate(0)
    sys.stdout.write(line.answered(said.getvalue()))
    return code


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


def app(said: frozenset[str] = WORDS) -> typer.Typer:
    """Make the command line of the words that were said; without any it knows all words, and no more of them."""
    made = typer.Typer(
        name="mesocycle",
        help="Training plans, the workout sessions that come of them, and what was really done.",
        cls=Listed,
        epilog="\b\nBegin with: mesocycle user add --email you@example.org --name You --time-zone Europe/Berlin",
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback(invoke_without_command=True)(begin)
    for name, word in _NOUNS.items():
        if name in said or not said:
            made.add_typer(_loaded(word) if said else noun(), name=name, help=word.what)
    for name, word in _COMMANDS.items():
        if name in said or not said:
            made.command(name, help=None if said else word.what)(_loaded(word) if said else _only_named)
    return made


def _loaded(word: _Word) -> Any:  # noqa: ANN401  # a noun's app, or a function: Typer takes either
    return getattr(import_module(f"mesocycle.cli.{word.module}"), word.name)


def _only_named() -> None:
    """Stand for a command in a list of all."""


@cache
def _command(said: frozenset[str]) -> Callable[..., Any]:
    return typer.main.get_command(app(said))

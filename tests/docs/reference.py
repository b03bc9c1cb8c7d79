"""The reference pages that the program itself writes. `make docs` writes them anew; a test holds them to it."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer

import mesocycle
from mesocycle import settings
from mesocycle.api.description.nouns import NOUNS
from mesocycle.api.description.openapi import refusals_of
from mesocycle.cli.frame.refusals import BROKEN_OFF, EXIT_CODES, NOT_SOUND, UNEXPECTED
from mesocycle.cli.main import app
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import MOVES
from mesocycle.http.refusals import status_of
from mesocycle.settings import forms

FOLDER = Path(__file__).parents[2] / "docs/reference"


def pages() -> dict[str, str]:
    """Give every written page by the name of its file."""
    return {
        "api.md": api(),
        "command-line.md": command_line(),
        "moves.md": moves_as_markdown(),
        "refusals.md": refusals(),
        "settings.md": variables(),
    }


def api() -> str:
    """Tell every route, from what it says of itself; the server's own page at /api/docs tells more of each."""
    lines = [
        "# The API",
        "",
        "Every address below `/api/v1`. The running server describes them whole at `/api/docs`: bodies, answers,",
        "examples and every refusal, without the internet. [How to use it](../how-to/use-the-api.md) says what holds",
        "for all.",
    ]
    for noun in NOUNS:
        lines += ["", f"## {noun.tag}", "", noun.described, ""]
        lines += ["| | | | status |", "|---|---|---|---|"]
        lines += [
            f"| {route.method} | `{route.path}` | {_one_line(route.summary)} | "
            f"{', '.join(map(str, sorted({route.status, *map(status_of, refusals_of(route))})))} |"
            for route in noun.all
        ]
    return "\n".join(lines) + "\n"


def moves_as_mermaid() -> str:
    """Draw the table as a Mermaid state diagram; its state names bear no hyphens."""
    names = [f"    {status.value.replace('-', '_')}: {status}" for status in SessionStatus if "-" in status.value]
    arrows = [
        f"    {status.value.replace('-', '_')} --> {to.value.replace('-', '_')}: {by}"
        for status, moves in MOVES.items()
        for by, to in moves.items()
    ]
    return "\n".join(["stateDiagram-v2", *names, "    [*] --> scheduled", *arrows])


def moves_as_markdown() -> str:
    """Write the whole reference page of moves, diagram and table."""
    rows = [
        f"| `{status}` | `{by}` | `{to}` | `{by.event}` |"
        for status, moves in MOVES.items()
        for by, to in moves.items()
    ]
    return "\n".join(
        [
            "# Moves",
            "",
            "What may become of a workout session. Any other move is refused with `move-not-allowed`,",
            "and the refusal names the moves that are open.",
            "",
            "```mermaid",
            moves_as_mermaid(),
            "```",
            "",
            "| from | move | to | event |",
            "|---|---|---|---|",
            *rows,
            "",
            "- `skip` says why. `complete` from `scheduled` is work done without the player.",
            "- `put-back` asks for an empty log or for `discardLog`; the log then stays in the event.",
            "- `put-back` is refused when the session's assignment is no longer live.",
            "- A scheduled session whose day is past is overdue. That is worked out, it is no status.",
            "",
        ]
    )


def refusals() -> str:
    """Tell every expected no, from its class."""
    lines = [
        "# Refusals",
        "",
        "When something can't be done, mesocycle says what is so and what to do next, changes nothing, and ends with",
        "an exit code of its kind. With `--json` the refusal is one document on standard error: `code`, `kind`,",
        "`sentence`, `remedy`, and where they help `errors` (path and message of each place) and `facts`.",
        "",
        "| kind | exit code |",
        "|---|---|",
        *(f"| {kind.value} | {code} |" for kind, code in EXIT_CODES.items()),
        f"| (`db verify` found something) | {NOT_SOUND} |",
        f"| (a defect of the program) | {UNEXPECTED} |",
        f"| (broken off with Ctrl-C) | {BROKEN_OFF} |",
        "",
        "| code | kind | what is so |",
        "|---|---|---|",
        *(f"| `{each.code}` | {each.kind.value} | {_told(each)} |" for each in _refusal_classes()),
    ]
    return "\n".join(lines) + "\n"


def variables() -> str:
    """Tell every setting, from the struct that holds them, and the variables beside them."""
    lines = [
        "# Settings",
        "",
        "What holds where nothing is said, above it a TOML file, above that the environment. The file is the one that",
        f"`--config` names, else that of `{settings.CONFIG}`, else `mesocycle.toml` in the folder of your own settings",
        "(`~/.config/mesocycle` on Linux, `~/Library/Application Support/mesocycle` on macOS). It holds lines like",
        "`port = 9000`; an unknown name or a wrong value is refused, with the place and with what may stand there.",
        "`mesocycle settings` shows what is in force, and where each value comes from.",
        "",
        "Everything else is said on the command line or belongs to a user (`mesocycle user set`).",
        "",
        "| in the file | in the environment | default | what it does | how it is written |",
        "|---|---|---|---|---|",
        *(
            f"| `{name}` | `{settings.variable(name)}` | {_one_line(forms.default_of(name))} "
            f"| {_one_line(forms.meaning_of(name))} | {_one_line(forms.written_form(name))} |"
            for name in settings.FIELDS
        ),
        "",
        "Two variables more are no settings:",
        "",
        "| variable | what it does |",
        "|---|---|",
        *(f"| `{name}` | {_one_line(what)} |" for name, what in _constants()),
        "",
        "The folder of your own data is `~/.local/share/mesocycle` on Linux and",
        "`~/Library/Application Support/mesocycle` on macOS.",
    ]
    return "\n".join(lines) + "\n"


def command_line() -> str:
    """Tell every command with its arguments and options, from the program's own help."""
    root: Any = typer.main.get_command(app())
    lines = [
        "# Command line",
        "",
        "`mesocycle [OPTIONS BEFORE THE NOUN] NOUN VERB …` answers people, or with `--json` in one JSON document.",
        "",
        *_options(root),
    ]
    for name, command in root.commands.items():
        lines += ["", f"## {name}", "", _one_line(command.help or "")]
        for verb, inner in getattr(command, "commands", {"": command}).items():
            lines += _command(f"{name} {verb}".strip(), inner)
    return "\n".join(lines) + "\n"


def _command(path: str, command: Any) -> list[str]:  # noqa: ANN401  # Typer's own kinds of command, all alike here
    arguments = [_metavar(each) for each in command.params if not each.opts[0].startswith("-")]
    heading = [] if path == command.name else ["", f"### {path}", "", _one_line(command.help or "")]
    shown = [f"    {line.strip()}" for line in (command.epilog or "").splitlines()[2:]]
    examples = ["", "For example:", "", *shown] if shown else []
    return [*heading, "", f"`mesocycle {' '.join([path, *arguments])}`", "", *_options(command), *examples]


def _options(command: Any) -> Iterator[str]:  # noqa: ANN401  # the same
    for each in command.params:
        if each.name == "help" or getattr(each, "hidden", False):
            continue
        if each.opts[0].startswith("-"):
            names = " / ".join([*each.opts, *each.secondary_opts])
            value = "" if each.is_flag else f" {_metavar(each)}"
            must = " (must be given)" if each.required else ""
            yield f"- `{names}{value}`: {_one_line(each.help or '')}{must}"
        else:
            yield f"- `{_metavar(each)}`: {_one_line(each.help or '')}"


def _metavar(parameter: Any) -> str:  # noqa: ANN401  # the same
    if parameter.metavar:
        return str(parameter.metavar)
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "|".join(str(each.value) for each in kind)
    if get_origin(kind) is Literal:
        return "|".join(get_args(kind))
    return str(parameter.name).upper()


def _refusal_classes() -> list[type[Refusal]]:
    """Load the whole program, so that every class is known, and give them by code."""
    for module in pkgutil.walk_packages(mesocycle.__path__, "mesocycle."):
        if ".migrations." not in module.name:
            importlib.import_module(module.name)
    found: dict[str, type[Refusal]] = {}
    waiting = list(Refusal.__subclasses__())
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__.startswith("mesocycle."):
            found[each.code] = each
    return [found[code] for code in sorted(found)]


def _constants() -> Iterator[tuple[str, str]]:
    """Give the variables that the settings name, each with the text below it."""
    body = ast.parse(Path(settings.__file__).read_text(encoding="utf-8")).body
    for assigned, told in pairwise(body):
        match assigned, told:
            case ast.Assign(value=ast.Constant(value=str(name))), ast.Expr(value=ast.Constant(value=str(what))):
                yield name, what


def _told(each: type[Refusal]) -> str:
    return _one_line(each.__doc__ or "")


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")

"""How a no looks on the command line: one form, one exit code for each kind."""

import sys
import traceback
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import msgspec
from typer.exceptions import TyperException

from mesocycle import settings
from mesocycle.cli.frame.at_the_prompt import Prompt
from mesocycle.domain.refusal import PathMessage, Refusal, RefusalKind
from mesocycle.domain.remedy import reworded

EXIT_CODES = MappingProxyType(
    {
        RefusalKind.INVALID: 2,
        RefusalKind.CONFLICT: 3,
        RefusalKind.NOT_FOUND: 4,
        RefusalKind.FORBIDDEN: 5,
        RefusalKind.BUSY: 6,
        RefusalKind.UNAUTHENTICATED: 7,
        RefusalKind.STALE: 8,
        RefusalKind.TOO_MANY: 9,
    }
)
"""What the program ends with, by the kind of refusal; 0 is success."""
NOT_SOUND = 1
"""`db verify` found something."""
UNEXPECTED = 70
"""A defect of the program."""
BROKEN_OFF = 130
"""Stopped with Ctrl-C."""


_PLAINLY = {
    "Value error, ": "",
    "Input should be a valid integer, unable to parse string as an integer": "it is no whole number",
    "Input should be a valid number, unable to parse string as a number": "it is no number",
    "Input should be less than or equal to": "it must be at most",
    "Input should be greater than or equal to": "it must be at least",
    "Got unexpected extra argument(s)": "This is too much:",
}
"""What Typer says for programmers, and what it means."""


class CommandNotUnderstood(Refusal):
    """The command line names no such command or option, or lacks one."""

    kind = RefusalKind.INVALID


class SettingNotValid(Refusal):
    """A setting is unknown or not written as it must be, in the file of settings or in a variable."""

    kind = RefusalKind.INVALID


class FileNotReadable(Refusal):
    """A file that was named is not there or can't be read."""

    kind = RefusalKind.INVALID


class ActingUserUnclear(Refusal):
    """Nobody said who acts, and it does not follow from who there is."""

    kind = RefusalKind.UNAUTHENTICATED


def misunderstood(error: TyperException) -> Refusal:
    """Turn what Typer says of a command line into a refusal that names the help to look at."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context else "mesocycle"
    told = " ".join(error.format_message().split())
    for said, meant in _PLAINLY.items():
        told = told.replace(said, meant)
    return CommandNotUnderstood(told if told.endswith((".", "?")) else f"{told}.", f"Look at `{command} --help`.")


def print_refusal(
    refusal: Refusal, *, as_json: bool, word: Callable[[str], str], at_the_prompt: Prompt | None = None
) -> int:
    """Say on standard error what happened and what to do next, worded as a remedy is here, and give the exit code.

    Programs read fields and instants; people typed options, and their clock shows the athlete's own time.
    """
    if as_json:
        told = reworded(refusal.document, word)
        sys.stderr.write(msgspec.json.encode(told).decode() + "\n")
    else:
        said = refusal.document if at_the_prompt is None else at_the_prompt.told(refusal)
        places = [_place(error, word) for error in said.errors or () if error.path]
        more = places if len(places) > 1 else []
        sys.stderr.write(printable(f"Refused: {said.sentence}\n{''.join(more)}   Next: {word(said.remedy)}\n"))
    return EXIT_CODES[refusal.kind]


def _place(error: PathMessage, word: Callable[[str], str]) -> str:
    """Say one of several faults: where, what, and what to do about it."""
    # The set notation points at its character in a line of its own, which stays below the one it points into.
    told = error.message.replace("\n", "\n    ")
    remedy = f"\n    {word(error.remedy)}" if error.remedy else ""
    return f"  {error.path}: {told}{remedy}\n"


def print_unexpected(error: Exception, *, as_json: bool) -> int:
    """Say in a sentence that the program has a defect; the traceback only where it is asked for."""
    if settings.wants_traceback():
        traceback.print_exception(error)
    sentence = f"Mesocycle met something it did not expect ({type(error).__name__}: {error})."
    remedy = f"Set {settings.TRACEBACK}=1, do the same again, and report what it shows: this is a defect."
    if as_json:
        unexpected = {"code": "unexpected", "kind": "unexpected", "sentence": sentence, "remedy": remedy}
        sys.stderr.write(msgspec.json.encode(unexpected).decode() + "\n")
    else:
        sys.stderr.write(printable(f"Failed: {sentence}\n   Next: {remedy}\n"))
    return UNEXPECTED


def printable(text: str) -> str:
    """Leave out what would steer a terminal; texts come from other people's files too."""
    return "".join(each if each.isprintable() or each == "\n" else "\N{REPLACEMENT CHARACTER}" for each in text)

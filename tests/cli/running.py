"""The program run inside the test's own process: quick, and the real thing down to the database."""

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, NamedTuple

import msgspec

from mesocycle.cli.main import main


class Ended(NamedTuple):
    """What a command left: its exit code and all that it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  # whatever document the command answers with
        """Read the one document on standard output."""
        return msgspec.json.decode(self.out)

    @property
    def refusal(self) -> Any:  # noqa: ANN401  # a refusal's document
        """Read the one document on standard error."""
        return msgspec.json.decode(self.err)


Mesocycle = Callable[..., Ended]
"""`mesocycle("user add --name", "Ann Lee")`: runs a command line; words with blanks stand apart."""


def run(*arguments: str) -> Ended:
    """Run `mesocycle` with arguments."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return Ended(code, out.getvalue(), err.getvalue())


def on(url: str) -> Mesocycle:
    """Give the program with a database chosen."""

    def program(line: str, *more: str) -> Ended:
        return run("--db", url, *line.split(), *more)

    return program

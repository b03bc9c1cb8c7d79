"""How answers look and where they go: tables and cards for people, one JSON document for programs, files."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec

from mesocycle.cli.frame.refusals import printable

if TYPE_CHECKING:  # rich is loaded when something is shown to people
    from rich.console import Console, RenderableType
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import typer

from mesocycle.cli.frame.refusals import FileNotReadable

T = TypeVar("T")

_PIPED_WIDTH = 1_000
"""Where nobody's terminal sets a width, no line is broken."""


class Answers:
    """Where a command's answer goes: exactly one per command."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def give(self, document: T, view: "Callable[[T], RenderableType]") -> None:
        """Print a document (or a list of them) as JSON, or for people as `view` makes it look."""
        if self.as_json:
            sys.stdout.write(msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n")
        else:
            shown = view(document)
            if isinstance(shown, str):
                sys.stdout.write(f"{shown}\n")
            else:
                _console().print(shown)

    def tell(self, sentence: str) -> None:
        """Tell people something beside the answer; it goes to standard error, and not at all with --json."""
        if not self.as_json:
            sys.stderr.write(printable(f"{sentence}\n"))


def card(pairs: Iterable[tuple[str, object]]) -> str:
    """Show one thing as names and values, a line each; what is None is left out."""
    shown = [(name, text(value)) for name, value in pairs if value is not None]
    width = max((len(name) for name, _ in shown), default=0)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in shown)


def table(header: Sequence[str], rows: Iterable[Sequence[object]], *, none: str) -> "RenderableType":
    """Show a list, a line each; `none` is said where it is empty. A column named `_id` is never broken."""
    from rich.table import Table

    filled = [[text(value) for value in row] for row in rows]
    if not filled:
        return none
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in header:
        shown.add_column(name, no_wrap=name.endswith("_id"), overflow="fold")
    for row in filled:
        shown.add_row(*row)
    return shown


def lines(sentences: Iterable[str]) -> str:
    """Show sentences, one below the other."""
    return "\n".join(map(printable, sentences))


def text(value: object) -> str:
    """Write a value for people: nothing for None, commas between several, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(text(each) for each in value)
    return printable(str(value))


def _console() -> "Console":
    from rich.console import Console

    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    return Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)


Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write it; - is standard output."),
]


@contextmanager
def output(path: str) -> Iterator[BinaryIO]:
    """Give a stream to write; afterwards the file is there under its name, in the place of one that was."""
    if path == "-":
        with tempfile.SpooledTemporaryFile(max_size=8_000_000) as held:  # a zip can't be written to a pipe
            yield cast("BinaryIO", held)
            held.seek(0)
            while chunk := held.read(1_000_000):
                sys.stdout.buffer.write(chunk)
        return
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise FileNotReadable(
            f"The file {path} can't be written ({error.strerror or error}).",
            "Name another with --output, in a folder that exists and has room.",
        ) from error

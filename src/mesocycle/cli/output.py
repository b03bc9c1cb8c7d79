"""Files that commands write: whole or not at all, readable by whoever ran the command alone."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import typer

from mesocycle.cli.refusals import FileNotReadable

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

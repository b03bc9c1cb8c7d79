"""A bar on standard error where somebody watches it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mesocycle.cli.frame.context import Run


@contextmanager
def progress(run: Run, doing: str, what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show what is being done and how many of `what` are; with --json or into a pipe there is no bar."""
    if run.answers.as_json or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counted = (MofNCompleteColumn(), TextColumn(what), TimeRemainingColumn())
    watched = Console(file=sys.stderr)
    with Progress(TextColumn(doing), BarColumn(), *counted, console=watched, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, everything: bar.update(task, completed=done, total=everything)

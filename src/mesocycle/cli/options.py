"""Options that several commands have, written once so that they read the same everywhere."""

from typing import Annotated

import typer

User = Annotated[str | None, typer.Option("--user", metavar="EMAIL", help="Whose training it is; default: who acts.")]
On = Annotated[str, typer.Argument(metavar="DATE", help="A day, like 2026-11-22.")]
Version = Annotated[
    str, typer.Argument(metavar="VERSION", help="A version's id, or a routine (its latest) or ROUTINE@NUMBER.")
]
Routine = Annotated[str, typer.Argument(metavar="ROUTINE", help="A routine's id (parentRoutineId) or its name.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A file; - reads from standard input.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]

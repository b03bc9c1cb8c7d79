"""Options that several commands have, written once so that they read the same everywhere."""

from typing import Annotated

import typer

from mesocycle.cli.frame import completing

User = Annotated[
    str | None,
    typer.Option(
        "--user", metavar="EMAIL", help="Whose training it is; default: who acts.", autocompletion=completing.users
    ),
]
Version = Annotated[
    str,
    typer.Argument(
        metavar="VERSION",
        help="A version's id, or a routine (its latest) or ROUTINE@NUMBER.",
        autocompletion=completing.routines,
    ),
]
Routine = Annotated[
    str,
    typer.Argument(
        metavar="ROUTINE", help="A routine's id (parentRoutineId) or its name.", autocompletion=completing.routines
    ),
]
File = Annotated[str, typer.Argument(metavar="FILE", help="A file; - reads from standard input.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


Assignment = Annotated[
    str,
    typer.Argument(
        metavar="ASSIGNMENT",
        help="An assignment's id, or the name of the routine that is followed.",
        autocompletion=completing.assignments,
    ),
]
Session = Annotated[
    str,
    typer.Argument(
        metavar="SESSION",
        help="A session's id, or its last characters (four or more).",
        autocompletion=completing.sessions,
    ),
]
Sessions = Annotated[
    list[str],
    typer.Argument(
        metavar="SESSION...",
        help="Ids of sessions, or their last characters (four or more).",
        autocompletion=completing.sessions,
    ),
]
Receipt = Annotated[str, typer.Argument(metavar="RECEIPT", help="A receipt's id.")]

StartDate = Annotated[
    str | None,
    typer.Option("--start-date", metavar="DATE", help="The first day, like next monday; default: today."),
]
StartWeek = Annotated[int | None, typer.Option("--start-week", metavar="N", help="Begin in this week of the plan.")]
StartDay = Annotated[int | None, typer.Option("--start-day", metavar="N", help="Begin on this day of that week.")]
RaceDate = Annotated[
    str | None, typer.Option("--race-date", metavar="DATE", help="The day of the race; the plan ends in its week.")
]
Cycles = Annotated[int | None, typer.Option("--cycles", metavar="N", help="Go through the weeks so many times.")]
WeekdayMap = Annotated[
    str | None,
    typer.Option("--weekday-map", metavar="DAYS", help="Your own training days: monday=tuesday,thursday=friday"),
]
DefaultTime = Annotated[
    str | None, typer.Option("--default-time", metavar="HH:MM", help="The time where the plan sets none.")
]
NotesForUser = Annotated[str | None, typer.Option("--notes", help="What the athlete should know.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")]
Athletes = Annotated[
    list[str] | None,
    typer.Option(
        "--user",
        metavar="EMAIL",
        help="Only these athletes; several times. Default: all whom you may.",
        autocompletion=completing.users,
    ),
]
Group = Annotated[
    str | None, typer.Option("--group", metavar="GROUP", help="Only those in this group of yours: its name or id.")
]
Except = Annotated[
    list[str] | None, typer.Option("--except", metavar="EMAIL", help="Leave these athletes out; several times.")
]
EachContinues = Annotated[
    bool, typer.Option("--continue", help="Go on where each athlete stands: the default without a beginning.")
]
TryImport = Annotated[bool, typer.Option("--dry-run", help="Say what would come of it, and change nothing.")]
WorkoutFile = Annotated[
    str | None, typer.Option("--file", metavar="FILE", help="A workout as YAML or JSON; - reads from standard input.")
]

"""Options of assignments and sessions, written once so that they read the same everywhere."""

from typing import Annotated

import typer

Assignment = Annotated[
    str, typer.Argument(metavar="ASSIGNMENT", help="An assignment's id, or the name of the routine that is followed.")
]
Session = Annotated[
    str, typer.Argument(metavar="SESSION", help="A session's id, or its last characters (four or more).")
]
Sessions = Annotated[
    list[str], typer.Argument(metavar="SESSION...", help="Ids of sessions, or their last characters (four or more).")
]
Receipt = Annotated[str, typer.Argument(metavar="RECEIPT", help="A receipt's id.")]

StartDate = Annotated[
    str | None, typer.Option("--start-date", metavar="DATE", help="The first day, like 2026-11-23; default: today.")
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
WorkoutFile = Annotated[
    str | None, typer.Option("--file", metavar="FILE", help="A workout as YAML or JSON; - reads from standard input.")
]

"""`mesocycle session arrange` and `take-back`: several sessions at once, a whole week too."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.moments import day_words, said_day
from mesocycle.cli.frame.naming import session_ids
from mesocycle.cli.frame.refusals import CommandNotUnderstood

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.document import Date, Id
    from mesocycle.domain.people.user import User
    from mesocycle.domain.session.arranging import Arranged


def arrange(
    ctx: typer.Context,
    *,
    session: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SESSION...]",
            help="Ids of sessions, or their last characters (four or more).",
            autocompletion=completing.sessions,
        ),
    ] = None,
    days: Annotated[int, typer.Option("--days", metavar="N", help="By how many days; negative is back.")],
    week: Annotated[
        str | None, typer.Option("--week", metavar="DATE", help="All of the seven days from this one on.")
    ] = None,
    copy: Annotated[bool, typer.Option("--copy", help="They stay, and others like them come beside the plan.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would move or come.")] = False,
    user: options.User = None,
) -> None:
    """Move several sessions by days, or copy them; all or none. A receipt tells the athlete, and takes it back."""
    from mesocycle.actions.sessions.arrange_sessions import arrange_sessions
    from mesocycle.domain.session.arranging import Arranging

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_ids(run, athlete, session or [])
    if week is not None:
        named += _of_week(run, athlete, said_day(week, athlete, run.now))
    if not named:
        raise CommandNotUnderstood("There is nothing to move or to copy.", "Name sessions, or --week DATE.")
    asked = Arranging(session_ids=tuple(named), days=days, copies=copy or None, dry_run=dry_run or None)
    run.answer(arrange_sessions(run.db, athlete.id, asked, run.act), _view)


def take_back(ctx: typer.Context, session: options.Sessions, *, user: options.User = None) -> None:
    """Take sessions off the calendar that you added beside the plans and nobody has begun."""
    from mesocycle.actions.sessions.take_back_sessions import take_back_sessions
    from mesocycle.domain.session.arranging import TakingBack

    run = run_of(ctx)
    athlete = run.user(user)
    asked = TakingBack(session_ids=tuple(session_ids(run, athlete, session)))
    take_back_sessions(run.db, athlete.id, asked, run.act)
    run.answer(asked, lambda done: f"{len(done.session_ids)} taken back.")


def _of_week(run: Run, athlete: "User", first: "Date") -> "list[Id]":
    from mesocycle.domain.permission import Deed
    from mesocycle.storage.calendar import pages as calendar_pages
    from mesocycle.storage.calendar.pages import Wanted
    from mesocycle.storage.people import coachings

    last = (date.fromisoformat(first) + timedelta(days=6)).isoformat()
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        found = calendar_pages.summaries(read, athlete.id, Wanted(first=first, last=last), None, 500, scope=scope)
    return [each.id for each in found]


def _view(told: "Arranged") -> "RenderableType":
    rows = [
        *((each.workout_name, day_words(each.from_), day_words(each.to), each.session_id) for each in told.moved),
        *((each.workout_name, "copy", day_words(each.scheduled_date), each.session_id or "") for each in told.copied),
    ]
    return table(("workout", "from", "to", "session"), rows, none="Nothing would change.")

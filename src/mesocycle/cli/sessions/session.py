"""`mesocycle session`: the calendar, and what becomes of its sessions."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.moments import asked_past, said_day, two_weeks
from mesocycle.cli.frame.naming import command, session_id
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.sessions.arranging import arrange, take_back
from mesocycle.cli.sessions.calendar_view import calendar_view
from mesocycle.cli.sessions.content import accept, add, adjust
from mesocycle.cli.sessions.history import events
from mesocycle.cli.sessions.log import correct, log, note
from mesocycle.cli.sessions.moves import MOVE_COMMANDS
from mesocycle.domain.instant import civil_day
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.session import WorkoutSession, is_overdue

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

app = noun()


class Standing(StrEnum):
    """What a calendar can be asked for: the five statuses, and overdue, which is worked out."""

    SCHEDULED = "scheduled"
    OVERDUE = "overdue"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


@app.command("list")
def list_sessions(
    ctx: typer.Context,
    *,
    user: options.User = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day; default: where this week begins.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day; default: two weeks from there.")
    ] = None,
    status: Annotated[list[Standing] | None, typer.Option("--status", help="Only those; several times.")] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="MOMENT", help="As it stood then: 2026-11-01 (its end), 2026-11-01 18:30."),
    ] = None,
) -> None:
    """Show the calendar; without dates, this week and the next."""
    run = run_of(ctx)
    athlete = run.user(user)
    past = asked_past(as_of, athlete, run.now)
    today = civil_day(min(past or run.now, run.now), athlete.time_zone)
    asked = (said_day(first, athlete, run.now), said_day(last, athlete, run.now))
    begin, end = two_weeks(today, *asked, athlete.first_weekday)
    found = _between(run, athlete.id, (begin, end), past)
    shown = [each for each in found if not status or _is_one_of(each, today, status)]
    remedy = command(run, "session list --from DATE --to DATE", athlete)
    such = "such " if status else ""
    none = f"There are no {such}sessions from {begin} to {end}. Look at other days: {remedy}"
    run.answer(shown, lambda listed: calendar_view(listed, _routines_of(run, listed), today, none=none))


@app.command()
def show(ctx: typer.Context, session: options.Session, user: options.User = None) -> None:
    """Show one session: the plan with its loads, what to do by its progression, and what was done."""
    from mesocycle.cli.sessions.guidance import guidance_beside
    from mesocycle.cli.sessions.session_view import Seen, session_view
    from mesocycle.storage.people import coachings
    from mesocycle.storage.plans import reference_values
    from mesocycle.storage.sessions import sessions

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        found = sessions.get(read, athlete.id, named, scope)
        values = reference_values.of_user(read, athlete.id)

    def view(shown: WorkoutSession) -> "RenderableType":
        guidance = guidance_beside(run, shown)
        return session_view(run, Seen(session=shown, athlete=athlete, values=values, guidance=guidance))

    run.answer(found, view)


_DEEDS: tuple[Callable[..., None], ...] = (
    add,
    adjust,
    accept,
    *MOVE_COMMANDS,
    log,
    note,
    correct,
    events,
    arrange,
    take_back,
)
for deed in _DEEDS:
    verb = deed.__name__.replace("_", "-")
    app.command(verb)(deed)


def _routines_of(run: Run, sessions: list[WorkoutSession]) -> dict[str, str]:
    from mesocycle.storage.plans import routines

    with run.read() as read:
        return routines.names(read, {each.parent_routine_id for each in sessions})


def _between(run: Run, user_id: str, days: tuple[str, str], past: str | None) -> list[WorkoutSession]:
    from mesocycle.storage.calendar import as_of as calendar_as_of
    from mesocycle.storage.people import coachings
    from mesocycle.storage.sessions import sessions

    with run.read() as read:
        scope = coachings.permit(read, run.actor, user_id, Deed.SEE)
        if past is not None and past < run.now:
            return calendar_as_of.between(read, user_id, *days, past, scope=scope)
        return sessions.between(read, user_id, *days, scope=scope)


def _is_one_of(session: WorkoutSession, today: str, statuses: list[Standing]) -> bool:
    """Tell whether a session has one of the statuses; what is overdue is scheduled too."""
    return session.status.value in statuses or (
        Standing.OVERDUE in statuses and is_overdue(session.status, session.scheduled_date, today)
    )

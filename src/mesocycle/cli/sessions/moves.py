"""`mesocycle session`: start, complete, skip, cancel, put back, reopen, reschedule."""

import re
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.moments import asked_moment, said_day
from mesocycle.cli.frame.naming import session_id, session_ids
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.cli.sessions.feedback import FeelingOption, RpeOption, feedback_with
from mesocycle.cli.sessions.telling import told_as_whole
from mesocycle.domain.log.performance import Reason
from mesocycle.domain.people.user import User
from mesocycle.domain.session.session import WorkoutSession

StartedAt = Annotated[
    str | None,
    typer.Option("--started-at", metavar="MOMENT", help="18:30 (today) or 2026-11-22 18:30; default: now."),
]
CompletedAt = Annotated[str | None, typer.Option("--completed-at", metavar="MOMENT", help="When it ended.")]
Duration = Annotated[str | None, typer.Option("--duration", metavar="MINUTES", help="How long it took: 52, or 1h10m.")]
OnDay = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it was done: yesterday, -2d, mon.")]
Notes = Annotated[str | None, typer.Option("--notes", help="The session's notes.")]

_MINUTES = re.compile(r"\d{1,5}")


def start(
    ctx: typer.Context, session: options.Session, started_at: StartedAt = None, user: options.User = None
) -> None:
    """Start a session; one that was skipped or cancelled, too."""
    from mesocycle.actions.sessions.start_session import start_session

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    begun = asked_moment("--started-at", started_at, athlete, run.now)
    print_session(run, start_session(run.db, athlete.id, named, run.act, started_at=begun), athlete)


def complete(
    ctx: typer.Context,
    session: options.Session,
    *,
    as_planned: Annotated[
        bool, typer.Option("--as-planned", help="All that was not logged was done as it was planned.")
    ] = False,
    started_at: StartedAt = None,
    completed_at: CompletedAt = None,
    duration: Duration = None,
    on: OnDay = None,
    rpe: RpeOption = None,
    feeling: FeelingOption = None,
    notes: Notes = None,
    done: Annotated[
        str | None,
        typer.Option("--done", metavar="TEXT", help='What was done: "Bench Press: 8,7,6 @ 80 kg; Row: 3x10 @ 60".'),
    ] = None,
    distance: Annotated[str | None, typer.Option("--distance", help="Of a run as a whole: 10 km.")] = None,
    heart_rate: Annotated[float | None, typer.Option("--heart-rate", help="Of a run, on average.")] = None,
    climb: Annotated[str | None, typer.Option("--climb", help="Of a run, metres uphill: 350 m.")] = None,
    incline: Annotated[float | None, typer.Option("--incline", metavar="PERCENT", help="Of a treadmill.")] = None,
    user: options.User = None,
) -> None:
    """Complete a session, started or not; times that are not said follow from the log."""
    from mesocycle.actions.sessions.complete_session import complete_session
    from mesocycle.cli.sessions.session_view import completed_view
    from mesocycle.domain.session.inputs import Completion

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    told = told_as_whole(
        done, distance=distance, duration=duration, heart_rate=heart_rate, climb=climb, incline=incline
    )
    given = Completion(
        done=told,
        started_at=asked_moment("--started-at", started_at, athlete, run.now),
        completed_at=asked_moment("--completed-at", completed_at, athlete, run.now),
        duration_minutes=minutes(duration),
        performed_date=said_day(on, athlete, run.now, back=True),
        notes=notes,
        feedback=feedback_with(run, athlete, named, rpe=rpe, feeling=feeling),
        as_planned=as_planned or None,
    )
    completed = complete_session(run.db, athlete.id, named, run.act, given=given)
    timed = any(said is not None for said in (started_at, completed_at, duration, on))
    run.answer(completed, lambda shown: completed_view(run, shown, athlete, timed=timed))


def skip(
    ctx: typer.Context,
    session: options.Sessions,
    *,
    reason: Annotated[Reason, typer.Option("--reason", help="Why.")],
    notes: Annotated[str | None, typer.Option("--notes", help="More about it.")] = None,
    user: options.User = None,
) -> None:
    """Skip one or several sessions, and say why; all or none."""
    from mesocycle.actions.sessions.skip_session import skip_sessions
    from mesocycle.domain.session.inputs import Skip

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_ids(run, athlete, session)
    skipped = skip_sessions(run.db, athlete.id, named, Skip(reason=reason, notes=notes), run.act)
    print_sessions(run, skipped, athlete)


def cancel(
    ctx: typer.Context,
    session: options.Sessions,
    *,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why, in words.")] = None,
    user: options.User = None,
) -> None:
    """Cancel one or several sessions, begun or not; what was logged stays. All or none."""
    from mesocycle.actions.sessions.cancel_session import cancel_sessions
    from mesocycle.domain.session.inputs import Cancel

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_ids(run, athlete, session)
    print_sessions(run, cancel_sessions(run.db, athlete.id, named, run.act, given=Cancel(reason=reason)), athlete)


def put_back(
    ctx: typer.Context,
    session: options.Session,
    *,
    discard_log: Annotated[
        bool, typer.Option("--discard-log", help="Also where something was logged; the history keeps it.")
    ] = False,
    user: options.User = None,
) -> None:
    """Put a session back on the calendar, as if it had not begun."""
    from mesocycle.actions.sessions.put_back_session import put_back_session

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    print_session(run, put_back_session(run.db, athlete.id, named, run.act, discard_log=discard_log), athlete)


def reopen(ctx: typer.Context, session: options.Session, user: options.User = None) -> None:
    """Reopen a completed session to go on with it."""
    from mesocycle.actions.sessions.reopen_session import reopen_session

    run = run_of(ctx)
    athlete = run.user(user)
    print_session(run, reopen_session(run.db, athlete.id, session_id(run, athlete, session), run.act), athlete)


def reschedule(
    ctx: typer.Context,
    session: options.Sessions,
    *,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The new day: tomorrow, +2d, mon.")] = None,
    time: Annotated[str | None, typer.Option("--time", metavar="HH:MM", help="The new time.")] = None,
    all_day: Annotated[bool, typer.Option("--all-day", help="On that day, at no set time.")] = False,
    user: options.User = None,
) -> None:
    """Move one or several sessions to another day or time; what is planned in them stays. All or none."""
    from mesocycle.actions.sessions.reschedule_session import reschedule_sessions
    from mesocycle.domain.session.inputs import Reschedule

    run = run_of(ctx)
    if to is None and time is None and not all_day:
        raise CommandNotUnderstood("It is not said where to.", "Add --to DATE, --time HH:MM or --all-day.")
    athlete = run.user(user)
    given = Reschedule(scheduled_date=said_day(to, athlete, run.now), scheduled_time=time, all_day=all_day or None)
    named = dict.fromkeys(session_ids(run, athlete, session), given)
    print_sessions(run, reschedule_sessions(run.db, athlete.id, named, run.act), athlete)


def minutes(text: str | None) -> int | None:
    """Read how long a session took: whole minutes, or a duration with its unit."""
    from mesocycle.domain.quantity import parse_duration

    if text is None or _MINUTES.fullmatch(text.strip()):
        return None if text is None else int(text)
    return round(parse_duration(text) / 60)


def print_session(run: Run, session: WorkoutSession, athlete: User) -> None:
    """Answer with one session."""
    from mesocycle.cli.sessions.session_view import session_card

    run.answer(session, lambda shown: session_card(run, shown, athlete))


def print_sessions(run: Run, sessions: Sequence[WorkoutSession], athlete: User) -> None:
    """Answer with the session that was named, or with a list where several were."""
    from mesocycle.cli.sessions.session_view import session_list

    if len(sessions) == 1:
        print_session(run, sessions[0], athlete)
    else:
        run.answer(sessions, lambda shown: session_list(run, shown, athlete))


MOVE_COMMANDS: tuple[Callable[..., None], ...] = (start, complete, skip, cancel, put_back, reopen, reschedule)
"""The commands of this file, in the order of help."""

"""`mesocycle session add` and `adjust`: what a single session is made of."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.finding import file_bytes
from mesocycle.cli.frame.moments import said_day
from mesocycle.cli.frame.naming import session_id, taken
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.cli.sessions.log_entries import lines_called
from mesocycle.cli.sessions.moves import print_session
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.session import WorkoutSession

if TYPE_CHECKING:  # only where a session's content is given
    from mesocycle.domain.plan.routine import RoutineVersion
    from mesocycle.domain.plan.workout import Workout


def add(
    ctx: typer.Context,
    *,
    file: options.WorkoutFile = None,
    version: Annotated[
        str | None,
        typer.Option(
            "--version",
            metavar="VERSION",
            help="Of this routine or version, a workout of it:",
            autocompletion=completing.routines,
        ),
    ] = None,
    workout: Annotated[str | None, typer.Option("--workout", help="Its name or id.")] = None,
    week: Annotated[int | None, typer.Option("--week", help="As it is in this week of the plan; default: 1.")] = None,
    repeat: Annotated[
        str | None, typer.Option("--repeat", metavar="SESSION", help="The same again as this session.")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day; default: today.")] = None,
    time: Annotated[str | None, typer.Option("--time", metavar="HH:MM", help="The time.")] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="The session's notes.")] = None,
    user: options.User = None,
) -> None:
    """Add a session beside all routines: from a file, from a version, or an earlier one again."""
    from mesocycle.actions.sessions.add_session import add_session
    from mesocycle.domain.session.inputs import OneOff

    run = run_of(ctx)
    athlete = run.user(user)
    if [file, version, repeat].count(None) != 2 or (version is None) != (workout is None):
        raise CommandNotUnderstood(
            "What the session is made of must be said once.",
            "Give --file FILE, or --version VERSION with --workout NAME, or --repeat SESSION.",
        )
    source = None if version is None else taken(run, version)
    new = OneOff(
        scheduled_date=said_day(date or "today", athlete, run.now),
        scheduled_time=time,
        workout=None if file is None else _workout(run, athlete, file),
        routine_version_id=source.id if source else None,
        workout_id=_workout_id(source, workout or "") if source else None,
        plan_week=week,
        repeat_of=None if repeat is None else session_id(run, athlete, repeat),
        notes=notes,
    )
    print_session(run, add_session(run.db, athlete.id, new, run.act), athlete)


def adjust(
    ctx: typer.Context,
    session: options.Session,
    *,
    file: Annotated[
        str, typer.Option("--file", metavar="FILE", help="The workout as it shall be (see session show --json).")
    ],
    user: options.User = None,
) -> None:
    """Change what is planned in one session that has not begun, for this athlete and day only."""
    from mesocycle.actions.sessions.adjust_session import adjust_session
    from mesocycle.domain.plan.snapshot import WorkoutSnapshot
    from mesocycle.storage.people import coachings
    from mesocycle.storage.sessions import sessions

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.ARRANGE)
        old = sessions.get(read, athlete.id, named, scope)
    new = _workout(run, athlete, file, old)
    content = WorkoutSnapshot(
        name=new.name, type=new.type, objective=new.objective, sections=new.sections, notes=new.notes
    )
    print_session(run, adjust_session(run.db, athlete.id, named, content, run.act), athlete)


def accept(
    ctx: typer.Context,
    session: options.Session,
    *,
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            metavar="NAME",
            help="Only of this exercise; several times.",
            autocompletion=completing.exercises,
        ),
    ] = None,
    user: options.User = None,
) -> None:
    """Accept what is suggested for a session: the loads of that day, a new training max."""
    from mesocycle.actions.sessions.accept_suggestions import accept_suggestions
    from mesocycle.cli.sessions.session_view import accepted_view
    from mesocycle.storage.people import coachings
    from mesocycle.storage.sessions import sessions

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.ARRANGE)
        found = sessions.get(read, athlete.id, named, scope)
    lines = None if not exercise else tuple(line for name in exercise for line in lines_called(found, name))
    accepted = accept_suggestions(run.db, athlete.id, named, run.act, line_ids=lines)
    run.answer(accepted, lambda shown: accepted_view(run, shown, athlete))


def _workout(run: Run, athlete: User, file: str, old: WorkoutSession | None = None) -> "Workout":
    """Read a workout file; its lines keep the ids of the session that it takes the place of."""
    import msgspec

    from mesocycle.actions.plans.library import find_exercises
    from mesocycle.domain.plan.publishing.complete import complete_workout
    from mesocycle.formats.documents.workout import parse_workout
    from mesocycle.storage.engine.database import new_id

    return complete_workout(
        parse_workout(file_bytes(file)),
        old=None if old is None else msgspec.json.decode(old.workout_snapshot),
        library=find_exercises(run.db, athlete.id),
        units=athlete.units,
        new_id=lambda: new_id(run.now),
    )


def _workout_id(version: "RoutineVersion", named: str) -> str:
    wanted = named.strip().casefold()
    found = [each for each in version.workouts if each.id == named or each.name.casefold() == wanted]
    if not found:
        names = ", ".join(each.name for each in version.workouts)
        raise NotFound(f"{version.name} has no workout {named[:80]!r}.", f"It has: {names}.")
    return found[0].id

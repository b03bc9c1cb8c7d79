"""`mesocycle session log`, `note` and `correct`: what was done, and what is said of it."""

from typing import Annotated, Literal

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.finding import file_bytes
from mesocycle.cli.frame.moments import asked_moment, said_day
from mesocycle.cli.frame.naming import session_id
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.cli.sessions.feedback import FeelingOption, RpeOption, feedback_with
from mesocycle.cli.sessions.moves import CompletedAt, Duration, Notes, OnDay, StartedAt, minutes, print_session
from mesocycle.cli.sessions.telling import log_told, text_of
from mesocycle.domain.permission import Deed


def log(
    ctx: typer.Context,
    session: options.Session,
    done: Annotated[
        str | None,
        typer.Argument(
            metavar="DONE", help='All at once: "Bench Press: 8,7,6 @ 80 kg RPE 9; Row: 3x10 @ 60; + Face Pull: 2x15".'
        ),
    ] = None,
    *,
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            metavar="NAME",
            help="Of this exercise, the set --number says.",
            autocompletion=completing.exercises,
        ),
    ] = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="NAME", help="Where it stands in several sections, in this one.")
    ] = None,
    number: Annotated[int | None, typer.Option("--number", help="Which set; default: the next.")] = None,
    set_id: Annotated[str | None, typer.Option("--set", metavar="ID", help="Or the set of this id.")] = None,
    step: Annotated[
        str | None, typer.Option("--step", metavar="STEP", help="Of a run, the step of this name, phase or id.")
    ] = None,
    round_: Annotated[int | None, typer.Option("--round", help="In which round.")] = None,
    side: Annotated[Literal["left", "right"] | None, typer.Option("--side", help="One side only.")] = None,
    reps: Annotated[int | None, typer.Option("--reps", help="Repetitions.")] = None,
    weight: Annotated[str | None, typer.Option("--weight", help="100 kg, 225 lb, BW, -20 kg (assistance).")] = None,
    rpe: Annotated[float | None, typer.Option("--rpe", help="How hard it was, 1 to 10.")] = None,
    rir: Annotated[float | None, typer.Option("--rir", help="Repetitions that were left.")] = None,
    duration: Annotated[str | None, typer.Option("--duration", help="45s, 1:30, 52min.")] = None,
    distance: Annotated[str | None, typer.Option("--distance", help="400 m, 10 km, 5 mi.")] = None,
    heart_rate: Annotated[float | None, typer.Option("--heart-rate", help="Beats a minute, on average.")] = None,
    climb: Annotated[str | None, typer.Option("--climb", help="Metres uphill: 350 m.")] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="Anything about this set.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="When it was done; default: now.")] = None,
    added: Annotated[bool, typer.Option("--added", help="A set that the plan does not have.")] = False,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="ID", help="Take out this entry; several times.")
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--file", metavar="FILE", help="What was done as text, or a whole log (JSON); - is input."),
    ] = None,
    user: options.User = None,
) -> None:
    """Log what was done, the whole session or one set; said again it is corrected, and the history keeps the first.

    A session that has not begun is completed with what is said as a whole.
    """
    from mesocycle.actions.log.correct_log import correct_log
    from mesocycle.actions.log.log_set import log_set
    from mesocycle.actions.log.put_log import put_log
    from mesocycle.cli.sessions.log_entries import SaidEntry, performance_of, placed_entry, section_of
    from mesocycle.cli.sessions.session_view import Seen, session_view
    from mesocycle.domain.log.performance import WorkoutPerformanceLog
    from mesocycle.domain.reading.strict import read as read_document
    from mesocycle.storage.engine.database import new_id
    from mesocycle.storage.people import coachings
    from mesocycle.storage.plans import reference_values
    from mesocycle.storage.sessions import sessions

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    if [done, file, set_id, exercise, step, remove or None].count(None) != 5:
        raise CommandNotUnderstood(
            "What is logged must be said once.",
            'Write it as "Bench Press: 8,7,6 @ 80 kg", or give --exercise NAME, --set ID, --step STEP, '
            "--file FILE or --remove ID.",
        )
    content = None if file is None else file_bytes(file)
    if content is not None and not content.lstrip().startswith(b"{"):
        done, content = text_of(file or "", content), None
    if done is not None:
        log_told(run, athlete, named, done)
        return
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        found = sessions.get(read, athlete.id, named, scope)
        values = reference_values.of_user(read, athlete.id)
    only = None
    if content is not None:
        logged = put_log(run.db, athlete.id, named, read_document(content, WorkoutPerformanceLog), run.act)
    elif remove:
        logged = correct_log(run.db, athlete.id, named, run.act, removed=remove)
    else:
        said = SaidEntry(
            exercise=exercise,
            section=section,
            number=number,
            set_id=set_id,
            step=step,
            round=round_,
            side=side,
            added=added,
            notes=notes,
            at=asked_moment("--at", at, athlete, run.now),
            performance=performance_of(reps, weight, rpe, rir, duration, distance, heart_rate, climb),
        )
        entry = placed_entry(found, said, new_id(run.now))
        logged, only = log_set(run.db, athlete.id, named, entry, run.act), section_of(found, entry)
    run.answer(logged, lambda shown: session_view(run, Seen(session=shown, athlete=athlete, values=values, only=only)))


def note(
    ctx: typer.Context,
    session: options.Session,
    text: Annotated[str, typer.Argument(metavar="TEXT", help='What is to stand there; "" takes the notes away.')],
    user: options.User = None,
) -> None:
    """Write the notes of a session, in whatever status it is."""
    from mesocycle.actions.sessions.note_session import note_session

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    print_session(run, note_session(run.db, athlete.id, named, text, run.act), athlete)


def correct(
    ctx: typer.Context,
    session: options.Session,
    *,
    started_at: StartedAt = None,
    completed_at: CompletedAt = None,
    duration: Duration = None,
    on: OnDay = None,
    rpe: RpeOption = None,
    feeling: FeelingOption = None,
    feedback: Annotated[str | None, typer.Option("--feedback", help="How it was, in words.")] = None,
    notes: Notes = None,
    user: options.User = None,
) -> None:
    """Correct when a session was done, its notes and how it felt; only what is said changes."""
    from mesocycle.actions.sessions.correct_session import correct_session
    from mesocycle.domain.session.inputs import Correction

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    given = Correction(
        started_at=asked_moment("--started-at", started_at, athlete, run.now),
        completed_at=asked_moment("--completed-at", completed_at, athlete, run.now),
        duration_minutes=minutes(duration),
        performed_date=said_day(on, athlete, run.now, back=True),
        notes=notes,
        feedback=feedback_with(run, athlete, named, rpe=rpe, feeling=feeling, notes=feedback),
    )
    if given == Correction():
        raise CommandNotUnderstood("There is nothing to correct.", "Say what was otherwise, like --duration 52.")
    print_session(run, correct_session(run.db, athlete.id, named, given, run.act), athlete)

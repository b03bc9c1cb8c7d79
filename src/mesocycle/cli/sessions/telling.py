"""What was done, told in one text at the prompt."""

from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.refusals import CommandNotUnderstood, FileNotReadable
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed


def text_of(file: str, content: bytes) -> str:
    """Give the content of a file as text, or refuse it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotReadable(f"The file {file} is no text (byte {error.start + 1}).", "Save it as UTF-8.") from error


def log_told(run: Run, athlete: User, session_id: Id, text: str) -> None:
    """Log what a text says; who tells a session that has not begun tells all of it, and it is completed."""
    from mesocycle.actions.log.log_done import log_done
    from mesocycle.actions.sessions.complete_session import complete_session
    from mesocycle.cli.sessions.session_view import Seen, completed_view, session_view
    from mesocycle.domain.session.inputs import Completion
    from mesocycle.domain.session.rules import BEGUN
    from mesocycle.storage.people import coachings
    from mesocycle.storage.plans import reference_values
    from mesocycle.storage.sessions import sessions

    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        begun = sessions.get(read, athlete.id, session_id, scope).status in BEGUN
        values = reference_values.of_user(read, athlete.id)
    if begun:
        logged = log_done(run.db, athlete.id, session_id, text, run.act)
        run.answer(logged, lambda shown: session_view(run, Seen(session=shown, athlete=athlete, values=values)))
    else:
        whole = complete_session(run.db, athlete.id, session_id, run.act, given=Completion(done=text))
        run.answer(whole, lambda shown: completed_view(run, shown, athlete, timed=False))


def told_as_whole(
    done: str | None,
    *,
    distance: str | None,
    duration: str | None,
    heart_rate: float | None,
    climb: str | None,
    incline: float | None,
) -> str | None:
    """Give the text of what options say of a run as a whole, or the text that was given itself."""
    said = [distance, heart_rate, climb, incline]
    if all(each is None for each in said):
        return done
    if done is not None:
        raise CommandNotUnderstood("What was done is said twice.", "Say it behind --done, or with options.")
    time = None if duration is None else f"{duration.strip()}min" if duration.strip().isdigit() else duration
    if distance is None and time is None:
        raise CommandNotUnderstood("How far or how long it was is not said.", "Add --distance 10km or --duration 52.")
    amount = time if distance is None else distance if time is None else f"{distance} in {time}"
    words = [
        f"run: {amount}",
        *([] if heart_rate is None else [f"HR {heart_rate:g}"]),
        *([] if climb is None else [f"climb {climb}"]),
        *([] if incline is None else [f"incline {incline:g}%"]),
    ]
    return " ".join(words)

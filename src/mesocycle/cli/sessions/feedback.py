"""How a session felt, as the options say it."""

from typing import Annotated

import typer
from msgspec.structs import replace

from mesocycle.cli.frame.context import Run
from mesocycle.domain.document import Id
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed

RpeOption = Annotated[float | None, typer.Option("--rpe", help="How hard it was as a whole, 1 to 10.")]
FeelingOption = Annotated[int | None, typer.Option("--feeling", help="How you felt, 1 (very bad) to 5 (very good).")]


def feedback_with(
    run: Run,
    athlete: User,
    session_id: Id,
    *,
    rpe: float | None = None,
    feeling: int | None = None,
    notes: str | None = None,
) -> Feedback | None:
    """Give the session's feedback with what is said now in it; None where nothing is."""
    from mesocycle.domain.plan.words import as_typed
    from mesocycle.domain.session.stored_log import find_log
    from mesocycle.storage.people import coachings
    from mesocycle.storage.sessions import sessions

    said = {"rpe": None if rpe is None else as_typed(rpe), "feeling": feeling, "notes": notes}
    given = {name: value for name, value in said.items() if value is not None}
    if not given:
        return None
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        log = find_log(sessions.get(read, athlete.id, session_id, scope))
    return replace((log.feedback if log else None) or Feedback(), **given)

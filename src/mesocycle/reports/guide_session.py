"""Guide a session: beside each planned line, what its progression method says to do this time."""

from collections.abc import Callable

from mesocycle.actions.log.guiding import TO_DO, LineGuide
from mesocycle.domain.document import Id
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.lines import each_exercise
from mesocycle.domain.session.guidance import SessionGuidance
from mesocycle.domain.session.stored_log import find_snapshot
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import sessions


def guide_session(
    db: Database, user_id: Id, session_id: Id, act: Act, *, say: Callable[[str], str] = str
) -> SessionGuidance:
    """Guide a session that is still to do, beside its plan, which stays as it is; of others nothing is suggested.

    `say` words the reasons, phrases, for whoever does not read English.
    """
    with db.read() as read:
        scope = coachings.permit(read, act.actor, user_id, Deed.SEE)
        session = sessions.get(read, user_id, session_id, scope)
        athlete = users.get(read, user_id)
        line_guide = LineGuide(read, athlete, reference_values.of_user(read, user_id), scope, say=say)
        snapshot = find_snapshot(session) if session.status in TO_DO else None
        on = max(session.scheduled_date, civil_day(act.now, athlete.time_zone))
        lines = [] if snapshot is None else [line for _, line in each_exercise(snapshot)]
        found = [line_guide.of(line, on, session.id) for line in lines]
    return SessionGuidance(session_id=session.id, lines=tuple(each for each in found if each is not None))

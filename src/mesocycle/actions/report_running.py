"""Report on running and what is like it."""

from mesocycle.analytics.running import RunningReport, running_report
from mesocycle.domain.act import Actor
from mesocycle.domain.document import Date, Id
from mesocycle.domain.permission import Deed
from mesocycle.storage import coachings, done_sessions, reference_values
from mesocycle.storage.database import Database


def report_running(db: Database, actor: Actor, user_id: Id, *, first: Date, last: Date) -> RunningReport:
    """Sum an athlete's efforts between two days by movement and week, and predict from them."""
    with db.read() as read:
        scope = coachings.permit(read, actor, user_id, Deed.SEE)
        sessions = done_sessions.between(read, user_id, first, last, scope=scope)
        values = reference_values.of_user(read, user_id)
    return running_report(sessions, values, first=first, last=last)

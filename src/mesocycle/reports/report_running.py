"""Report on running and what is like it."""

from mesocycle.analytics.running.running import RunningReport, running_report
from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import Deed
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import done_sessions
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values


def report_running(db: Database, user_id: Id, actor: Actor, *, first: Date, last: Date) -> RunningReport:
    """Sum an athlete's efforts between two days by movement and week, and predict from them."""
    with db.read() as read:
        scope = coachings.permit(read, actor, user_id, Deed.SEE)
        begins = users.get(read, user_id).first_weekday
        sessions = done_sessions.between(read, user_id, first, last, scope=scope)
        values = reference_values.of_user(read, user_id)
    return running_report(sessions, values, first=first, last=last, begins=begins)

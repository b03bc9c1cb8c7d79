"""Report on training load."""

from mesocycle.analytics.load.load import LEAD_DAYS, LoadReport, load_report
from mesocycle.analytics.weeks import days_before
from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import Deed
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import done_sessions
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values


def report_load(db: Database, user_id: Id, actor: Actor, *, first: Date, last: Date) -> LoadReport:
    """Sum an athlete's load between two days, knowing the four weeks before."""
    with db.read() as read:
        scope = coachings.permit(read, actor, user_id, Deed.SEE)
        begins = users.get(read, user_id).first_weekday
        sessions = done_sessions.between(read, user_id, days_before(first, LEAD_DAYS), last, scope=scope)
        values = reference_values.of_user(read, user_id)
    return load_report(sessions, values, first=first, last=last, begins=begins)

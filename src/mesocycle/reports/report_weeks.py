"""Report on weeks: sessions, volume, hard sets by muscle, running, load."""

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.analytics.strength.muscles import by_variant_and_movement
from mesocycle.analytics.training_weeks import WeekReport, week_report
from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import Deed
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import done_sessions
from mesocycle.storage.history import sets as set_history
from mesocycle.storage.people import coachings, users


def report_weeks(db: Database, user_id: Id, actor: Actor, *, first: Date, last: Date) -> WeekReport:
    """Sum every week of an athlete between two days."""
    with db.read() as read:
        scope = coachings.permit(read, actor, user_id, Deed.SEE)
        begins = users.get(read, user_id).first_weekday
        done = done_sessions.span(read, user_id, first, last, scope=scope)
        sets = set_history.days(read, user_id, first, last, scope=scope, easy=done.easy)
        exercises = by_variant_and_movement(find_exercises_in(read, user_id).all())
    return week_report(sets, done.sessions, exercises, first=first, last=last, begins=begins)

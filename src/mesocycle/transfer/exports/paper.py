"""Export for paper: the sessions of some days, with loads and paces as they are for the athlete, or a routine."""

from datetime import date

from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import checked_day, day
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.session.resolved import resolve_session
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot
from mesocycle.domain.session.summary import title_of
from mesocycle.formats.sheets.paper import PaperSession, write_paper
from mesocycle.formats.sheets.routine_paper import write_routine
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import readable_versions, reference_values

MOST_DAYS = 366
"""A year of training is a book already."""
MOST_SESSIONS = 1_000
_ON_PAPER = (SessionStatus.SCHEDULED, SessionStatus.IN_PROGRESS, SessionStatus.COMPLETED)


def export_paper(db: Database, user_id: Id, act: Act, *, first: Date | None = None, last: Date | None = None) -> bytes:
    """Write what is planned between two days, both included, as one HTML file: a week, from the athlete's today on."""
    with db.read() as read:
        scope = coachings.permit(read, act.actor, user_id, Deed.SEE)
        athlete, values = users.get(read, user_id), reference_values.of_user(read, user_id)
        today = users.today(read, user_id, act.now)
        first, last = _days(first or today, last)
        wanted = Wanted(first=first, last=last, statuses=_ON_PAPER)
        found, more = calendar_pages.whole(read, user_id, wanted, None, MOST_SESSIONS, scope=scope)
    if more:
        raise refusal([Fault("to", "leaves more than goes on one paper", f"End at {found[-1].scheduled_date}.")])

    def on_paper(session: WorkoutSession) -> PaperSession:
        snapshot = find_snapshot(session)
        title = title_of(bytes(session.workout_snapshot)).name or "Workout"
        if snapshot is None:
            return PaperSession(session, title, None, None)
        resolved = resolve_session(session, snapshot, find_log(session), athlete, values, today)
        return PaperSession(session, title, snapshot, resolved)

    return write_paper(_heading(athlete, first, last), [on_paper(each) for each in found])


def export_routine_paper(db: Database, version_id: Id, act: Act) -> bytes:
    """Write a version that the actor may read as one HTML file, workout by workout, as it is prescribed."""
    with db.read() as read:
        return write_routine(readable_versions.get(read, act.actor, version_id))


def _days(first: Date, last: Date | None) -> tuple[Date, Date]:
    begin = day(checked_day("from", first))
    a_week = date.fromordinal(min(begin.toordinal() + 6, date.max.toordinal()))
    end = a_week if last is None else day(checked_day("to", last))
    if not 0 <= (end - begin).days < MOST_DAYS:
        raise refusal([Fault("to", f"is not within {MOST_DAYS} days from {first} on", "Choose other days.")])
    return first, end.isoformat()


def _heading(athlete: User, first: Date, last: Date) -> str:
    return f"{athlete.name}: {first}" + ("" if first == last else f" to {last}")

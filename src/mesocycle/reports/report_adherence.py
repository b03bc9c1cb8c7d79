"""Report how much of what was planned was done, by one athlete or a whole roster."""

from collections.abc import Sequence

from mesocycle.analytics.adherence import NO_RUN, Adherence, RosterAdherence, adherence, roster_adherence
from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.outcome import DayOutcome
from mesocycle.domain.instant import FIRST_DAY, LAST_DAY, civil_day
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed, Scope, scope
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.history import outcomes
from mesocycle.storage.history.outcomes import Asked
from mesocycle.storage.people import coachings, users


def report_adherence(
    db: Database, user_id: Id, act: Act, *, first: Date | None = None, last: Date | None = None
) -> Adherence:
    """Report one athlete's adherence between two days (default: ever), as far as the acting user may see it."""
    with db.read() as read:
        limits = coachings.permit(read, act.actor, user_id, Deed.SEE)
        athlete = users.get(read, user_id)
        asked = [_asked(athlete, limits, act)]
        counted = outcomes.count(read, asked, first or FIRST_DAY, last or LAST_DAY, weeks_from=athlete.first_weekday)
        names = outcomes.version_names(read, {row.version_id for row in counted.outcomes})
    run = counted.runs.get(user_id, NO_RUN)
    return adherence(user_id, asked[0].today, counted.outcomes, run, names, between=(first, last))


def report_days(
    db: Database, user_id: Id, act: Act, *, first: Date | None = None, last: Date | None = None
) -> list[DayOutcome]:
    """Report what became of every session of one athlete between two days, by day."""
    with db.read() as read:
        limits = coachings.permit(read, act.actor, user_id, Deed.SEE)
        asked = _asked(users.get(read, user_id), limits, act)
        return outcomes.days(read, asked, first or FIRST_DAY, last or LAST_DAY)


def report_roster(
    db: Database,
    act: Act,
    *,
    members: Sequence[Id] | None = None,
    first: Date | None = None,
    last: Date | None = None,
) -> RosterAdherence:
    """Report the adherence of the athletes named, or of all whom the acting user coaches, in a few statements."""
    with db.read() as read:
        people = roster(read, members, act.actor)
        asked = [_asked(athlete, limits, act) for athlete, limits in people]
        counted = outcomes.count(read, asked, first or FIRST_DAY, last or LAST_DAY)
        names = outcomes.version_names(read, {row.version_id for row in counted.outcomes})
    listed = [(athlete.id, athlete.name) for athlete, _ in people]
    return roster_adherence(listed, counted.outcomes, counted.runs, names, between=(first, last))


def roster(
    read: Read, members: Sequence[Id] | None, actor: Actor, *, deed: Deed = Deed.SEE
) -> list[tuple[User, Scope]]:
    """Give the athletes named, or all whom the actor coaches, by name, each with what the actor may see of them."""
    by_athlete = {link.athlete_id: link for link in coachings.active_of_trainers(read, [actor.id])}
    wanted = list(dict.fromkeys(by_athlete if members is None else members))
    limits = {user_id: scope(actor, user_id, by_athlete.get(user_id), deed) for user_id in wanted}
    known = users.several(read, wanted)
    people = [known.get(user_id) or users.get(read, user_id) for user_id in wanted]
    return [(athlete, limits[athlete.id]) for athlete in sorted(people, key=lambda one: (one.name, one.id))]


def _asked(athlete: User, limits: Scope, act: Act) -> Asked:
    return Asked(athlete.id, civil_day(act.now, athlete.time_zone), limits)

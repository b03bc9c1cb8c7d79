"""Show a trainer's roster: everybody they coach, and what of each wants their eye; a few statements for all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from mesocycle.analytics.weeks import days_before, week_of
from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, RoutineAssignment
from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.outcome import DONE, LEFT, OutcomeCount
from mesocycle.domain.instant import civil_day
from mesocycle.domain.log.editing import each_effort, each_set, last_performed_at
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.live import FeedPosition
from mesocycle.domain.people.roster import (
    DAYS_AHEAD,
    DAYS_BACK,
    DAYS_OVERDUE,
    OneSession,
    Roster,
    RosterAthlete,
    RosterDone,
    RosterPlan,
    RosterRate,
    RosterSession,
)
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Scope
from mesocycle.domain.plan.lines import each_exercise
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.turns import read_snapshot
from mesocycle.domain.session.stored_log import read_log
from mesocycle.reports.report_adherence import roster
from mesocycle.storage.assignments import assignments
from mesocycle.storage.calendar import roster_sessions
from mesocycle.storage.calendar.roster_sessions import Around
from mesocycle.storage.conversation import messages
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import outcomes
from mesocycle.storage.history.outcomes import Asked
from mesocycle.storage.people import groups
from mesocycle.storage.plans import routines
from mesocycle.storage.sync import positions

_MOST_WEEKS = 26
"""A version's adherence goes back no further."""


def show_roster(db: Database, act: Act, *, members: Sequence[Id] | None = None) -> Roster:
    """Show all whom the acting user coaches, or of them those named, each as far as they let it be seen."""
    with db.read() as read:
        people = roster(read, members, act.actor)
        today = {athlete.id: civil_day(act.now, athlete.time_zone) for athlete, _ in people}
        scopes = {athlete.id: limits for athlete, limits in people}
        live = assignments.live_of_users(read, scopes)
        versions = routines.several_versions(
            read, {each.routine_version_id for those in live.values() for each in those}
        )
        asked = [_around(user_id, today[user_id], limits) for user_id, limits in scopes.items()]
        seen = positions.seen(read, scopes)  # first: what is read after it may be newer, never older
        near = _by_user(roster_sessions.around(read, act.actor.id, asked))
        running = {user_id: one for user_id, those in near.items() if (one := _running(those)) is not None}
        logs = roster_sessions.logs(read, {user_id: one.id for user_id, one in running.items()})
        without = [one for one in asked if not any(each.status == "completed" for each in near[one.user_id])]
        earlier = {each.user_id: each for each in roster_sessions.latest_before(read, without)}
        counted = outcomes.count(
            read,
            [Asked(athlete.id, today[athlete.id], limits) for athlete, limits in people],
            _first_counted(today.values(), live),
            max(today.values(), default=""),
            weeks_from=0,
        )
        written = messages.unread_counts(read, act.actor.id, list(scopes))
        grouped = groups.groups_of_athletes(read, act.actor.id)
    of_user: defaultdict[Id, list[OutcomeCount]] = defaultdict(list)
    for each in counted.outcomes:
        of_user[each.user_id].append(each)
    return Roster(
        athletes=tuple(
            _athlete(
                athlete,
                today[athlete.id],
                live[athlete.id],
                versions,
                near[athlete.id],
                earlier.get(athlete.id),
                of_user[athlete.id],
                position=seen[athlete.id],
                running=_told_running(running.get(athlete.id), logs.get(athlete.id)),
                written=written.get(athlete.id, 0),
                grouped=grouped.get(athlete.id, ()),
            )
            for athlete, _ in people
        )
    )


def _around(user_id: Id, today: Date, limits: Scope) -> Around:
    return Around(
        user_id=user_id,
        since=days_before(today, DAYS_OVERDUE),
        first=days_before(today, DAYS_BACK),
        last=days_before(today, -DAYS_AHEAD),
        scope=limits.assigned_by,
    )


def _by_user(sessions: Iterable[OneSession]) -> defaultdict[Id, list[OneSession]]:
    found: defaultdict[Id, list[OneSession]] = defaultdict(list)
    for each in sessions:
        found[each.user_id].append(each)
    for those in found.values():
        those.sort(key=lambda each: (each.day, each.time or "", each.id))
    return found


def _first_counted(todays: Iterable[Date], live: Mapping[Id, Sequence[RoutineAssignment]]) -> Date:
    """Give the first day that any figure needs: four weeks back, or where a version began."""
    first = min(todays, default="")
    if not first:
        return first
    begun = [each.start_date for those in live.values() for each in those[:1]]
    return max(min([days_before(first, DAYS_BACK), *begun]), days_before(first, 7 * _MOST_WEEKS))


def _athlete(
    athlete: User,
    today: Date,
    live: Sequence[RoutineAssignment],
    versions: Mapping[Id, RoutineVersion],
    near: Sequence[OneSession],
    earlier: OneSession | None,
    counted: Sequence[OutcomeCount],
    *,
    position: FeedPosition,
    running: RosterSession | None,
    written: int,
    grouped: tuple[Id, ...],
) -> RosterAthlete:
    planned = [each for each in counted if each.origin is Origin.ASSIGNED]
    paused = {each.id for each in live if each.status is AssignmentStatus.PAUSED}
    open_ = [each for each in near if each.status == "scheduled"]
    late = [each for each in open_ if each.day < today and each.assignment_id not in paused]
    completed = [each for each in near if each.status == "completed"]
    coming = [each for each in open_ if each.day >= today]
    recent = [each for each in near if each.day >= days_before(today, DAYS_BACK)]
    hurts = [each for each in recent if each.pain]
    last = completed[-1] if completed else earlier
    monday = days_before(week_of(today), DAYS_BACK - 7)
    return RosterAthlete(
        user_id=athlete.id,
        name=athlete.name,
        email=athlete.email,
        today=today,
        time_zone=athlete.time_zone,
        plans=tuple(_plan(each, versions.get(each.routine_version_id), near, today) for each in live),
        four_weeks=_rate(each for each in planned if (each.week or "") >= monday),
        this_version=_rate(each for each in planned if live and each.version_id == live[0].routine_version_id),
        last=None if last is None else _told(last),
        next=_told(coming[0]) if coming else None,
        running=running,
        due_today=tuple(_told(each) for each in open_ if each.day == today),
        done_today=tuple(_told(each) for each in completed if each.day == today),
        missed_yesterday=tuple(_told(each) for each in late if each.day == days_before(today, 1)),
        overdue=len(late),
        unread=sum(each.says and not each.is_read for each in recent) + written,
        pain=tuple(dict.fromkeys(place for each in reversed(hurts) for place in each.pain)),
        pain_on=hurts[-1].day if hurts else None,
        groups=grouped,
        position=position,
    )


def _plan(
    assignment: RoutineAssignment, version: RoutineVersion | None, near: Sequence[OneSession], today: Date
) -> RosterPlan:
    theirs = [each for each in near if each.assignment_id == assignment.id and each.plan_week is not None]
    ahead = [each for each in theirs if each.day >= today]
    at = ahead[0] if ahead else theirs[-1] if theirs else None
    return RosterPlan(
        assignment_id=assignment.id,
        parent_routine_id=assignment.parent_routine_id,
        routine_version_id=assignment.routine_version_id,
        name="" if version is None else version.name,
        version=0 if version is None else version.version,
        is_latest=version is not None and version.is_latest,
        paused=assignment.status is AssignmentStatus.PAUSED,
        week=None if at is None else at.plan_week,
        weeks=0 if version is None else version.duration * assignment.cycles,
    )


def _running(near: Sequence[OneSession]) -> OneSession | None:
    return next((each for each in reversed(near) if each.status == "in-progress"), None)


def _told_running(session: OneSession | None, stored: tuple[str | None, str] | None) -> RosterSession | None:
    """Tell of the session that somebody is in the middle of how far they have come."""
    if session is None:
        return None
    log = None if stored is None or stored[0] is None else read_log(stored[0])
    snapshot = None if stored is None else read_snapshot(stored[1])
    if log is None or snapshot is None:
        return _told(session)
    sets = list(each_set(log))
    done = RosterDone(
        entries=len(sets) + len(list(each_effort(log))), name=_last_name(log, snapshot), at=last_performed_at(log)
    )
    return replace(_told(session), done=done)


def _last_name(log: WorkoutPerformanceLog, snapshot: WorkoutSnapshot) -> str | None:
    """Give the name of the exercise of which the last set was done; of one that was not planned, its own."""
    planned = {exercise.id: exercise.name for _, exercise in each_exercise(snapshot)}
    done = [
        (one.performed_at or "", each) for section in log.sections for each in section.exercises for one in each.sets
    ]
    if not done:
        return None
    _, last = max(done, key=lambda one: one[0])
    other = last.substituted_by or last.exercise
    return planned.get(last.exercise_id or "") if other is None else other.name


def _rate(counted: Iterable[OutcomeCount]) -> RosterRate:
    done, left = 0, 0
    for each in counted:
        done += each.count if each.outcome in DONE else 0
        left += each.count if each.outcome in LEFT else 0
    return RosterRate(done=done, due=done + left)


def _told(session: OneSession) -> RosterSession:
    return RosterSession(
        session_id=session.id,
        workout_name=session.name,
        day=session.day,
        time=session.time,
        status=session.status,
        started_at=session.started_at,
    )

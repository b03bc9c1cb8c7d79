"""What the tests of assignment share."""

from datetime import date

from msgspec.structs import replace

from mesocycle.domain.assignment.schedule import (
    Schedule,
    SessionFacts,
    plan_assignment,
    plan_continuation,
)
from mesocycle.domain.plan.placement import Begin
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import ScheduleEntry
from mesocycle.domain.session.session import SessionStatus
from tests.builders import a_version, a_workout

MONDAY = date(2026, 1, 5)


BEGIN = Begin(start_date=MONDAY)


def on(*entries: ScheduleEntry, duration: int = 4, version: int = 1) -> RoutineVersion:
    """Give a version with one workout on these entries."""
    workouts = (a_workout(schedule=entries),)
    return a_version(id=f"version-{version}", version=version, duration=duration, workouts=workouts)


MONDAYS = on(ScheduleEntry(weekday="monday"))


NEXT_MONDAYS = on(ScheduleEntry(weekday="monday"), version=2)


def sessions_of(schedule: Schedule) -> list[SessionFacts]:
    """Give what an assignment of this schedule has on the calendar, all scheduled, `session-1` first."""
    return [
        SessionFacts(
            id=f"session-{number}",
            assignment_id="assignment-1",
            workout_id=p.workout.id,
            workout_name=p.workout.name,
            plan_week=p.plan_week,
            plan_day=p.plan_day,
            planned_date=p.planned_date,
            scheduled_date=p.scheduled_date,
            scheduled_time=p.scheduled_time,
            all_day=p.all_day,
            status=SessionStatus.SCHEDULED,
            performed_date=None,
        )
        for number, p in enumerate(schedule.created, start=1)
    ]


def mondays(*changes: dict[str, object], default_time: str | None = None) -> list[SessionFacts]:
    """Give the four Monday sessions, the first ones changed."""
    sessions = sessions_of(plan_assignment(MONDAYS, BEGIN, default_time))
    changed = [replace(session, **change) for session, change in zip(sessions, changes, strict=False)]
    return changed + sessions[len(changed) :]


def goes_on(
    sessions: list[SessionFacts],
    version: RoutineVersion = NEXT_MONDAYS,
    *,
    begin: Begin = BEGIN,
    shift_days: int = 0,
    today: date = MONDAY,
    include: frozenset[str] = frozenset(),
    default_time: str | None = None,
    old_version: RoutineVersion | None = MONDAYS,
) -> Schedule:
    return plan_continuation(
        version,
        begin,
        shift_days,
        old_version=old_version,
        old_sessions=sessions,
        today=today,
        include=include,
        user_default_time=default_time,
    )


def days(schedule: Schedule) -> list[str]:
    return [p.scheduled_date.isoformat() for p in schedule.created]


def reasons(schedule: Schedule) -> list[tuple[str, str]]:
    return [(n.planned_date, n.reason) for n in schedule.not_created]

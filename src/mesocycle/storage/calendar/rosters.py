"""A trainer's day: the sessions of everybody they coach, as far as each athlete lets them see."""

from typing import NamedTuple

import sqlalchemy as sa

from mesocycle.domain.document import Date, Id, Instant, TimeOfDay
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.user import CoachingStatus, Sees
from mesocycle.domain.session.summary import OF_SESSION, SessionSummary
from mesocycle.storage.calendar.pages import summarised
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import given
from mesocycle.storage.tables.training import app_user, coaching


class RosterKey(NamedTuple):
    """What a roster is sorted by."""

    time: TimeOfDay
    user_id: Id
    id: Id


_FIRST = RosterKey("", "", "")
_ATHLETES = sa.select(coaching.c.athlete_id, coaching.c.sees).where(
    coaching.c.trainer_id == sa.bindparam("trainer"),
    coaching.c.status == sa.text(f"'{CoachingStatus.ACTIVE.value}'"),
)
_ZONE = sa.select(app_user.c.time_zone).where(app_user.c.id == coaching.c.athlete_id).scalar_subquery()
_ON_ONE_DAY = Prepared(_ATHLETES)
_EACH_TODAY = Prepared(_ATHLETES.add_columns(_ZONE.label("time_zone")))
"""Looked up one by one: joined, PostgreSQL would go through everybody there is."""


def _sessions(dialect: str, named: str) -> sa.TextClause:
    columns = ", ".join(f"s.{name}" for name in (*OF_SESSION, "snapshot_hash"))
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "day", "sees")})
        select {columns} from asked as a cross join workout_session as s
        where s.user_id = a.owner{named} and coalesce(s.performed_date, s.scheduled_date) = a.day
          and (a.sees = '{Sees.ALL.value}' or s.added_by = :trainer or exists (
                select 1 from routine_assignment as r where r.user_id = s.user_id
                and r.id = s.routine_assignment_id and r.assigned_by = :trainer))
          and (s.scheduled_time, s.user_id, s.id) > (:after_time, :after_user, :after_id)
        order by s.scheduled_time, s.user_id, s.id limit :most"""  # noqa: S608  # our own fragments
    )


_SESSIONS = ByOwner(_sessions)


def of_day(
    read: Read, trainer_id: Id, on: Date | None, now: Instant, after: RosterKey | None, limit: int
) -> list[SessionSummary]:
    """Give the first sessions behind a place, by time; without a day, each athlete's own today."""
    athletes = read.rows(_ON_ONE_DAY if on else _EACH_TODAY, trainer=trainer_id)
    asked = [
        {"owner": each.athlete_id, "day": on or civil_day(now, each.time_zone), "sees": each.sees} for each in athletes
    ]
    if not asked:
        return []
    time, user_id, session_id = after or _FIRST
    rows = _SESSIONS.rows(
        read,
        asked,
        trainer=trainer_id,
        after_time=time,
        after_user=user_id,
        after_id=session_id,
        most=limit,
    )
    return summarised(read, rows)

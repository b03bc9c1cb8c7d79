"""What athletes did of a routine in some weeks, and which days are taken: for many athletes in a few statements."""

from collections.abc import Mapping

import sqlalchemy as sa

from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.recent import DayTaken, RecentTraining
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import given
from mesocycle.storage.sessions.log_extract import LogExtract, read_extract

_DAY = "coalesce(s.performed_date, s.scheduled_date)"
_DONE = f"""s.user_id = a.owner and s.parent_routine_id = a.routine and s.status in ('completed', 'in-progress')
            and {_DAY} >= :first and {_DAY} <= :last"""


def _sums(dialect: str, named: str) -> sa.TextClause:
    counts = "p.set_type <> 'warmup'"
    load = """case when p.added_kg is null then coalesce(p.load_kg, 0)
                   when p.added_kg > 0 then p.added_kg else 0 end"""
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "routine")})
            select s.user_id, min({_DAY}) as since,
                   coalesce(sum(case when {counts} then p.counts end), 0) as sets,
                   sum(case when {counts} then coalesce(p.reps, 0) * p.sides else 0 end) as repetitions,
                   sum(case when {counts} then ({load}) * coalesce(p.reps, 0) * p.sides else 0 end) as load_kg,
                   sum(coalesce(p.duration_s, 0) * p.sides) as duration_s,
                   sum(coalesce(p.distance_m, 0) * p.sides) as distance_m
            from asked as a cross join workout_session as s
                 left join performed_set as p on p.user_id = s.user_id and p.session_id = s.id
            where {_DONE}{named} group by s.user_id"""  # noqa: S608  # our own fragments
    )


def _extracts(dialect: str, named: str) -> sa.TextClause:
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "routine")})
            select s.user_id, s.log_extract from asked as a cross join workout_session as s
            where {_DONE}{named} and s.log_extract is not null"""  # noqa: S608  # our own fragments
    )


def _taken(dialect: str, named: str) -> sa.TextClause:
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "assignment")})
            select s.user_id, {_DAY} as day, w.name from asked as a cross join workout_session as s
                 join workout_snapshot as w on w.hash = s.snapshot_hash
            where s.user_id = a.owner{named} and {_DAY} >= :first and {_DAY} <= :last
              and s.status <> 'cancelled' and s.status <> 'skipped'
              and not (s.routine_assignment_id = a.assignment and s.status = 'scheduled')
            order by s.user_id, day, s.scheduled_time, s.id"""  # noqa: S608  # our own fragments
    )


_SUMS = ByOwner(_sums)
_EXTRACTS = ByOwner(_extracts)
_TAKEN = ByOwner(_taken)


def of_routines(read: Read, routines: Mapping[Id, Id], first: Date, last: Date) -> dict[Id, RecentTraining]:
    """Sum, by athlete, what was done of the routine named for each between two days; who did nothing is not in it."""
    if not routines:
        return {}
    asked = [{"owner": user, "routine": routine} for user, routine in routines.items()]
    efforts: dict[Id, _Efforts] = {}
    for row in _EXTRACTS.rows(read, asked, first=first, last=last):
        efforts.setdefault(row.user_id, _Efforts()).add(read_extract(row.log_extract))
    found = {}
    for row in _SUMS.rows(read, asked, first=first, last=last):
        way = efforts.get(row.user_id, _Efforts())
        found[row.user_id] = RecentTraining(
            since=row.since,
            sets=row.sets,
            repetitions=int(row.repetitions),
            load_kg=float(row.load_kg),
            duration_s=float(row.duration_s or 0) + way.duration,
            distance_m=float(row.distance_m or 0) + way.distance,
            ascent_m=way.ascent,
            pace_s_per_m=way.timed / way.measured if way.measured >= 1 and way.timed >= 1 else None,
        )
    return found


def days_taken(read: Read, leaving: Mapping[Id, Id], first: Date, last: Date) -> list[DayTaken]:
    """Give, by athlete, the sessions between two days that stay when an assignment's scheduled ones leave."""
    if not leaving:
        return []
    asked = [{"owner": user, "assignment": assignment} for user, assignment in leaving.items()]
    rows = _TAKEN.rows(read, asked, first=first, last=last)
    return [DayTaken(row.user_id, row.day, row.name) for row in rows]


class _Efforts:
    """One athlete's efforts added up: seconds, metres, metres up, and those of which both time and way are known."""

    def __init__(self) -> None:
        self.duration = self.distance = self.ascent = self.timed = self.measured = 0.0

    def add(self, log: LogExtract) -> None:
        """Add the efforts of a log."""
        for done in log.efforts:
            self.duration += done.duration or 0
            self.distance += done.distance or 0
            self.ascent += done.elevation_gain or 0
            if done.duration and done.distance:
                self.timed += done.duration
                self.measured += done.distance

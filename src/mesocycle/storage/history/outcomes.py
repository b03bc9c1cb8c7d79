"""What became of planned sessions, counted where the rows are: no snapshot and no log is read."""

from collections.abc import Collection, Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.outcome import DONE, LEFT, DayOutcome, Outcome, OutcomeCount, RunOfSessions, VersionName
from mesocycle.domain.permission import Scope
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import given
from mesocycle.storage.tables.training import routine, routine_version


class Asked(msgspec.Struct, frozen=True):
    """Whose sessions are counted, what day it is for them, and which of them the reader may see."""

    user_id: Id
    today: Date
    scope: Scope


_REASON = {
    "sqlite": "json_extract(s.performance_log, '$.feedback.reason')",
    "postgresql": "(cast(s.performance_log as json) #>> '{feedback,reason}')",
}
_WEEK = {
    "sqlite": "date(day, '-' || ((strftime('%w', day) + 13 - :begins) % 7) || ' days')",
    "postgresql": """to_char(cast(day as date) - (cast(extract(isodow from cast(day as date)) as integer) + 6
                                                - cast(:begins as integer)) % 7, 'YYYY-MM-DD')""",
}
"""Back from a day to the one on which the week of a user `begins`; Monday is 0."""


def _in_pause(dialect: str, on: str) -> str:
    """Give the condition that a day is inside a pause of the assignment `r`."""
    if dialect == "sqlite":
        pauses, begin, end = "json_each(r.pauses) as p", "p.value ->> '$.from'", "p.value ->> '$.to'"
    else:
        pauses, begin, end = (
            "json_array_elements(cast(r.pauses as json)) as p(value)",
            "p.value ->> 'from'",
            "p.value ->> 'to'",
        )
    return f"""exists (select 1 from {pauses}
                       where ({begin}) <= {on} and coalesce(({end}), '9999-12-31') >= {on})"""  # noqa: S608  # our own


_MOVED = """(select e.date_before from session_event as e
             where e.user_id = {b}.user_id and e.session_id = {b}.id and e.date_before <> e.date_after
             order by e.change_seq, e.id limit 1)"""


def _by(dialect: str, index: str) -> str:
    """Name the index to SQLite, which without statistics would rather go through all rows of the athlete."""
    return f"indexed by {index}" if dialect == "sqlite" else ""


def _elsewhen(dialect: str) -> str:
    """Give the condition that a session was done on another day than it was planned for.

    It was done on another day than it stood on, was moved there by hand, or set there by a continuation.
    """
    index = _by(dialect, "ix_session_event_user_id_session_id_change_seq")
    return f"""(s.performed_date <> s.scheduled_date
                or (r.shift_days = 0 and s.planned_date <> s.scheduled_date)
                or exists (select 1 from session_event as e {index}
                           where e.user_id = s.user_id and e.session_id = s.id and e.kind = 'rescheduled'
                             and e.date_before <> e.date_after))"""  # noqa: S608  # our own fragments


def _created_again(dialect: str, table: str) -> str:
    """Give the condition that a tombstone's slot was created again on its old day (`include`)."""
    first_day = f"coalesce({_MOVED.format(b='b')}, b.scheduled_date)"
    index = _by(dialect, f"ix_{table}_user_id_routine_assignment_id")
    return f"""exists (select 1 from {table} as b {index}
                       where b.user_id = s.user_id and b.routine_assignment_id = r.replaced_by_id
                         and b.workout_id = s.workout_id and b.plan_week = s.plan_week and b.plan_day = s.plan_day
                         and b.planned_date = s.planned_date and {first_day} = s.scheduled_date)"""  # noqa: S608  # our own


_SEEN = """s.user_id = a.owner{named} and r.user_id = s.user_id and r.id = s.routine_assignment_id
           and ((r.origin = 'assigned' and (a.scope is null or r.assigned_by = a.scope))
             or (r.origin = 'own' and (a.scope is null or s.added_by = a.scope)))"""


def _outcomes(dialect: str, named: str) -> str:
    seen = _SEEN.format(named=named)
    columns = """s.user_id, s.id, s.routine_assignment_id as assignment_id, s.routine_version_id as version_id,
                 r.origin, s.snapshot_hash"""
    live_day = "coalesce(s.performed_date, s.scheduled_date)"
    return f"""
        asked as materialized ({given(dialect, "owner", "today", "scope")}),
        outcomes as materialized (
            select {columns}, {live_day} as day,
                   case s.status
                     when 'completed' then case when {_elsewhen(dialect)} then 'on-another-day' else 'completed' end
                     when 'scheduled' then case when s.scheduled_date >= a.today then 'upcoming'
                                                when {_in_pause(dialect, "s.scheduled_date")} then 'paused'
                                                else 'missed' end
                     else s.status
                   end as outcome,
                   case when s.status = 'skipped' then {_REASON[dialect]} end as reason
            from asked as a cross join workout_session as s cross join routine_assignment as r
            where {seen} and {live_day} >= :first and {live_day} <= :last
            union all
            select {columns}, s.scheduled_date as day,
                   case when {_in_pause(dialect, "s.scheduled_date")} then 'paused'
                        else 'missed-removed' end as outcome,
                   null as reason
            from asked as a cross join deleted_session as s cross join routine_assignment as r
            where {seen} and s.scheduled_date >= :first and s.scheduled_date <= :last
              and s.overdue and s.revived_at is null and s.reason in ('replaced', 'cancelled', 'completed')
              and not {_created_again(dialect, "workout_session")}
              and not {_created_again(dialect, "deleted_session")}
        )"""  # noqa: S608  # our own fragments


def _statement(dialect: str, named: str, week: str) -> sa.TextClause:
    """Count by athlete, assignment, version and week, and give each athlete's run in rows without an outcome."""
    done, left = (", ".join(f"'{outcome}'" for outcome in sorted(those)) for those in (DONE, LEFT))
    return sa.text(
        f"""with {_outcomes(dialect, named)},
            due as (select user_id, day, id, case when outcome in ({done}) then 1 else 0 end as kept
                    from outcomes where outcome in ({done}, {left}) and origin = 'assigned'),
            runs as (select user_id, kept, sum(1 - kept) over (partition by user_id order by day, id
                                                               rows unbounded preceding) as broken from due),
            lengths as (select user_id, broken, sum(kept) as n, max(broken) over (partition by user_id) as latest
                        from runs group by user_id, broken)
            select user_id, assignment_id, version_id, origin, {week} as week, outcome, reason, count(*) as n,
                   0 as longest
            from outcomes group by 1, 2, 3, 4, 5, 6, 7
            union all
            select user_id, null, null, null, null, null, null,
                   max(case when broken = latest then n else 0 end), max(n)
            from lengths group by user_id"""  # noqa: S608  # our own fragments
    )


_BY_WEEK = ByOwner(lambda dialect, named: _statement(dialect, named, _WEEK[dialect]))
_WHOLE = ByOwner(lambda dialect, named: _statement(dialect, named, "cast(null as text)"))


def _by_day(dialect: str, named: str) -> sa.TextClause:
    return sa.text(
        f"""with {_outcomes(dialect, named)}
            select o.day, o.outcome, w.name
            from outcomes as o join workout_snapshot as w on w.hash = o.snapshot_hash
            order by o.day, o.id"""  # noqa: S608  # our own fragments
    )


_DAYS = ByOwner(_by_day)


class Counted(msgspec.Struct, frozen=True):
    """Outcomes, and by athlete the due sessions of routines completed in a row; who has none is not in it."""

    outcomes: list[OutcomeCount]
    runs: dict[Id, RunOfSessions]


def count(read: Read, asked: Sequence[Asked], first: Date, last: Date, *, weeks_from: int | None = None) -> Counted:
    """Count outcomes between two days, by athlete, assignment and version; one statement for all.

    By week too where it is said on which weekday weeks begin; Monday is 0.

    Sessions of routines and one-off ones; imported history was never planned here.
    """
    counted = Counted([], {})
    if not asked:
        return counted
    limits: dict[str, object] = {"first": first, "last": last}
    if weeks_from is not None:
        limits["begins"] = weeks_from
    for row in (_WHOLE if weeks_from is None else _BY_WEEK).rows(read, _given(asked), **limits):
        if row.outcome is None:
            counted.runs[row.user_id] = RunOfSessions(int(row.n), int(row.longest))
            continue
        counted.outcomes.append(
            OutcomeCount(
                user_id=row.user_id,
                assignment_id=row.assignment_id,
                version_id=row.version_id,
                origin=Origin(row.origin),
                week=row.week,
                outcome=Outcome(row.outcome),
                reason=row.reason,
                count=row.n,
            )
        )
    return counted


def days(read: Read, asked: Asked, first: Date, last: Date) -> list[DayOutcome]:
    """Give what became of every session of one athlete between two days, in order; one-off ones too."""
    rows = _DAYS.rows(read, _given([asked]), first=first, last=last)
    return [DayOutcome(row.day, Outcome(row.outcome), row.name) for row in rows]


def version_names(read: Read, ids: Collection[Id]) -> dict[Id, VersionName]:
    """Give the names of versions that still are there."""
    rows = read.execute(
        sa.select(routine_version.c.id, routine_version.c.parent_routine_id, routine.c.name, routine_version.c.version)
        .join(routine, routine.c.id == routine_version.c.parent_routine_id)
        .where(routine_version.c.id.in_(ids))
    )
    return {row.id: VersionName(row.parent_routine_id, row.name, row.version) for row in rows}


def _given(asked: Sequence[Asked]) -> list[dict[str, object]]:
    return [{"owner": one.user_id, "today": one.today, "scope": one.scope.assigned_by} for one in asked]

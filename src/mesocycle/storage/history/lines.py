"""A line's past over versions and athletes, as far as the reader sees it: sets as rows, logs where only they tell."""

from collections.abc import Collection
from functools import partial
from typing import NamedTuple

import sqlalchemy as sa

from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.lines import LineMember, LineSetRow, LoggedSession, SessionGroup
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import Row, given
from mesocycle.storage.people.coachings import in_sight_of
from mesocycle.storage.tables.training import routine_assignment

_DAY = "coalesce(s.performed_date, s.scheduled_date)"


class LinePast(NamedTuple):
    """Which sessions are looked through: completed ones of assignments, between two days."""

    assignments: Collection[tuple[Id, Id]]
    """(user, assignment)."""
    workouts: Collection[Id]
    """Those that hold the line in any version: no other session is looked at."""
    sections: Collection[Id]
    first: Date
    last: Date
    by_day: bool
    """Whether loads hang on the day."""


def assignments_in_sight(
    read: Read, actor: Actor, versions: Collection[Id], members: Collection[Id] | None
) -> list[tuple[Id, Id]]:
    """Give (user, assignment) of those on the versions whose training the actor sees; `members` None: everybody's."""
    r = routine_assignment.c
    seen = sa.select(r.user_id, r.id).where(r.routine_version_id.in_(versions), r.origin == Origin.ASSIGNED.value)
    if Role.ADMIN not in actor.roles:
        seen = seen.where(in_sight_of(actor.id))
    if members is not None:
        seen = seen.where(r.user_id.in_(members))
    return [(row.user_id, row.id) for row in read.execute(seen)]


def _from(dialect: str) -> str:
    # Without statistics SQLite would rather go through all sessions of an athlete than through an assignment's.
    index = "indexed by ix_workout_session_user_id_routine_assignment_id" if dialect == "sqlite" else ""
    return f"""from asked as a cross join workout_session as s {index}"""


_OF_ASKED = f"""s.user_id = a.owner{{named}} and s.routine_assignment_id = a.assignment and s.status = 'completed'
                and s.workout_id in :workouts and {_DAY} >= :first and {_DAY} <= :last"""
_HAS_SETS = """exists (select 1 from performed_set as p
                       where p.user_id = s.user_id and p.session_id = s.id and p.section_id in :sections)"""


def _statement(dialect: str, named: str, select: str, rest: str) -> sa.TextClause:
    asked = f"with asked as materialized ({given(dialect, 'owner', 'assignment')})"
    lists = [name for name in ("workouts", "sections", "sets") if f":{name}" in rest]
    text = sa.text(f"{asked} select {select} {rest.format(named=named)}")  # our own fragments
    return text.bindparams(*(sa.bindparam(name, expanding=True) for name in lists))


def _with_sets(dialect: str, named: str, *, by_day: bool) -> sa.TextClause:
    on = _DAY if by_day else "cast(null as text)"
    rest = f"{_from(dialect)} where {_OF_ASKED} and {_HAS_SETS} group by 1, 2, 3, 4"
    select = f"s.user_id, s.routine_version_id, s.snapshot_hash, {on} as day, count(*) as n"
    return _statement(dialect, named, select, rest)


def _logs(dialect: str, named: str, but: str = "") -> sa.TextClause:
    select = f"s.user_id, s.routine_version_id, s.snapshot_hash, {_DAY} as day, s.performance_log"
    return _statement(dialect, named, select, f"{_from(dialect)} where {_OF_ASKED} {but}")


def _sets(dialect: str, named: str) -> sa.TextClause:
    select = f"""s.user_id, s.routine_version_id as version_id, s.snapshot_hash, {_DAY} as day, s.id as session_id,
                 p.set_id, coalesce(p.round, 1) as round, p.side, p.exercise_variant_id as variant_id, p.reps,
                 p.load_kg, p.added_kg, p.duration_s, p.distance_m, p.rpe, p.rir,
                 p.suggested_kg, p.suggested_reps, p.suggested_s"""
    rest = f"""{_from(dialect)} cross join performed_set as p
               where {_OF_ASKED} and p.user_id = s.user_id and p.session_id = s.id and p.set_id in :sets"""
    return _statement(dialect, named, select, rest)


_WITH_SETS = ByOwner(partial(_with_sets, by_day=False))
_WITH_SETS_BY_DAY = ByOwner(partial(_with_sets, by_day=True))
_WITHOUT_SETS = ByOwner(partial(_logs, but=f"and not {_HAS_SETS}"))
_ALL = ByOwner(_logs)
_SETS = ByOwner(_sets)


def with_sets(read: Read, past: LinePast) -> list[SessionGroup]:
    """Count the sessions in which sets of the sections were recorded."""
    if not past.assignments:
        return []
    statement = _WITH_SETS_BY_DAY if past.by_day else _WITH_SETS
    rows = statement.rows(read, _asked(past), **_limits(past), sections=list(past.sections))
    return [SessionGroup(member=_member(row, past), count=row.n) for row in rows]


def without_sets(read: Read, past: LinePast) -> list[LoggedSession]:
    """Give the sessions without a set in the sections, with their logs."""
    if not past.assignments:
        return []
    rows = _WITHOUT_SETS.rows(read, _asked(past), **_limits(past), sections=list(past.sections))
    return [LoggedSession(member=_member(row, past), log=row.performance_log) for row in rows]


def all_sessions(read: Read, past: LinePast) -> list[LoggedSession]:
    """Give all sessions, with their logs."""
    if not past.assignments:
        return []
    rows = _ALL.rows(read, _asked(past), **_limits(past))
    return [LoggedSession(member=_member(row, past), log=row.performance_log) for row in rows]


def sets(read: Read, past: LinePast, set_ids: Collection[Id]) -> list[LineSetRow]:
    """Give what was done of the sets, row by row; the columns are named as `SetRow` names them."""
    if not past.assignments:
        return []
    return _SETS.rows(read, _asked(past), **_limits(past), sets=list(set_ids))


def _asked(past: LinePast) -> list[dict[str, object]]:
    return [{"owner": user_id, "assignment": assignment_id} for user_id, assignment_id in past.assignments]


def _limits(past: LinePast) -> dict[str, object]:
    return {"workouts": list(past.workouts), "first": past.first, "last": past.last}


def _member(row: Row, past: LinePast) -> LineMember:
    on = row.day if past.by_day else None
    return LineMember(row.user_id, row.routine_version_id, bytes(row.snapshot_hash), on)

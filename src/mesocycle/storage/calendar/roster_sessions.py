"""What of a whole roster's sessions is around today: as many statements, however many athletes there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import msgspec
import sqlalchemy as sa

from mesocycle.domain.conversation import ReadSubject
from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.instant import ALL_DAY
from mesocycle.domain.people.roster import OneSession
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import given


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """Whose sessions, between which days, and which of them the reader may see."""

    user_id: Id
    since: Date
    """What is still scheduled counts from here on."""
    first: Date
    last: Date
    scope: Id | None


class _Pain(Document, frozen=True, kw_only=True):
    area: str = ""


class _Said(Document, frozen=True, kw_only=True):
    pain: tuple[_Pain, ...] | None = None
    reason: str | None = None
    notes: str | None = None


_SAID = msgspec.json.Decoder(_Said)
_NOTHING_SAID = _Said()
_FEEDBACK = {
    "sqlite": "s.performance_log ->> '$.feedback'",
    "postgresql": "cast(s.performance_log as json) ->> 'feedback'",
}
_SEEN = """(a.scope is null or s.added_by = a.scope or exists (
             select 1 from routine_assignment as r where r.user_id = s.user_id
             and r.id = s.routine_assignment_id and r.assigned_by = a.scope))"""
_COLUMNS = """s.user_id, s.id, s.status, s.scheduled_date, coalesce(s.performed_date, s.scheduled_date) as day,
              s.scheduled_time, s.all_day, s.started_at, s.routine_assignment_id, s.plan_week, w.name"""


def _around(dialect: str, named: str) -> sa.TextClause:
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "since", "first", "last", "scope")})
            select {_COLUMNS}, m.at as read_at,
                   case when s.status <> 'scheduled' and s.performance_log like '%"feedback"%'
                        then {_FEEDBACK[dialect]} end as feedback
            from asked as a cross join workout_session as s
            join workout_snapshot as w on w.hash = s.snapshot_hash
            left join read_mark as m on m.user_id = s.user_id and m.reader_id = :reader
                 and m.subject = '{ReadSubject.FEEDBACK.value}' and m.subject_id = s.id
            where s.user_id = a.owner{named}
              and coalesce(s.performed_date, s.scheduled_date) >= a.since
              and coalesce(s.performed_date, s.scheduled_date) <= a.last
              and (s.status in ('scheduled', 'in-progress')
                   or coalesce(s.performed_date, s.scheduled_date) >= a.first)
              and {_SEEN}
            order by s.user_id, day, s.scheduled_time, s.id"""  # noqa: S608  # our own fragments
    )


def _latest(dialect: str, named: str, *, scoped: bool) -> sa.TextClause:
    """Give each athlete's latest completed session before a day: of those who have none around it."""
    day = "coalesce(t.performed_date, t.scheduled_date)"
    seen = """and (t.added_by = :scope or t.routine_assignment_id in (
                   select r.id from routine_assignment as r where r.user_id = t.user_id and r.assigned_by = :scope))"""
    # of the feeds, which lie beside training: what is looked up for each row can't hang on one of JSON alone
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner")})
            select {_COLUMNS}, cast(null as text) as read_at, cast(null as text) as feedback
            from (
              select s.user_id, (select t.id from workout_session as t
                                 where t.user_id = s.user_id and {day} < :first and t.status = 'completed'
                                   {seen if scoped else ""}
                                 order by {day} desc limit 1) as id
              from user_feed as s where s.user_id in (select owner from asked){named}) as found
            join workout_session as s on s.user_id = found.user_id and s.id = found.id{named}
            join workout_snapshot as w on w.hash = s.snapshot_hash"""  # noqa: S608  # our own fragments
    )


def _logs(dialect: str, named: str) -> sa.TextClause:
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "session")})
            select s.user_id, s.performance_log, w.body
            from asked as a cross join workout_session as s join workout_snapshot as w on w.hash = s.snapshot_hash
            where s.user_id = a.owner{named} and s.id = a.session"""  # noqa: S608  # our own fragments
    )


_AROUND = ByOwner(_around)
_LOGS = ByOwner(_logs)
_LATEST = {scoped: ByOwner(partial(_latest, scoped=scoped)) for scoped in (False, True)}


def around(read: Read, reader: Id, asked: Sequence[Around]) -> list[OneSession]:
    """Give the sessions around today of everybody asked for in the order of their days, and what of it was read."""
    if not asked:
        return []
    return [_one(row) for row in _AROUND.rows(read, _given(asked), reader=reader)]


def latest_before(read: Read, asked: Sequence[Around]) -> list[OneSession]:
    """Give the latest completed session before `first` of everybody asked for; who has none is not in it."""
    alike: dict[tuple[Date, Id | None], list[dict[str, Id]]] = defaultdict(list)
    for each in asked:  # all have the same day but for those beyond a midnight
        alike[each.first, each.scope].append({"owner": each.user_id})
    return [_one(row) for (first, scope), owners in alike.items() for row in _latest_of(read, owners, first, scope)]


def _latest_of(read: Read, owners: list[dict[str, Id]], first: Date, scope: Id | None) -> list[Any]:
    if scope is None:
        return _LATEST[False].rows(read, owners, first=first)
    return _LATEST[True].rows(read, owners, first=first, scope=scope)


def logs(read: Read, sessions: Mapping[Id, Id]) -> dict[Id, tuple[str | None, str]]:
    """Give by athlete the log of a session and its snapshot, as they are stored."""
    if not sessions:
        return {}
    asked = [{"owner": user_id, "session": session_id} for user_id, session_id in sessions.items()]
    return {row.user_id: (row.performance_log, row.body) for row in _LOGS.rows(read, asked)}


def _given(asked: Sequence[Around]) -> list[dict[str, object]]:
    return [
        {"owner": one.user_id, "since": one.since, "first": one.first, "last": one.last, "scope": one.scope}
        for one in asked
    ]


def _one(row: Any) -> OneSession:  # noqa: ANN401  # a row of any columns
    said = _said(row.feedback)
    return OneSession(
        user_id=row.user_id,
        id=row.id,
        name=row.name,
        status=row.status,
        scheduled_date=row.scheduled_date,
        day=row.day,
        time=None if row.all_day or row.scheduled_time == ALL_DAY else row.scheduled_time,
        started_at=row.started_at,
        assignment_id=row.routine_assignment_id,
        plan_week=row.plan_week,
        says=bool(said.notes or said.pain or said.reason),
        pain=tuple(each.area for each in said.pain or () if each.area),
        is_read=row.read_at is not None,
    )


def _said(feedback: str | None) -> _Said:
    """Read what was said; a foreign log may say it in another form."""
    if feedback is None:
        return _NOTHING_SAID
    try:
        return _SAID.decode(feedback)
    except (msgspec.DecodeError, RecursionError):
        return _NOTHING_SAID

"""What no row may say, as statements that find those that do."""

import msgspec

import mesocycle.storage.engine.database  # noqa: F401  # it knows the tables of every file
from mesocycle.domain.archive.verification import FindingCode
from mesocycle.domain.assignment.assignment import LIVE
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import MOVES, EventKind, Move
from mesocycle.storage.tables.training import SPREAD_BY, metadata

_LIVE = ", ".join(f"'{status.value}'" for status in LIVE)


class Check(msgspec.Struct, frozen=True):
    """A rule; `query` selects the `place` of every row that breaks it."""

    code: FindingCode
    sentence: str
    query: str

    def examples(self, most: int) -> str:
        """Write the statement that gives a few places; the first stands for all the rest in `count`."""
        return f"""with broken as ({self.query}), numbered as (
            select place, row_number() over (order by place) as number, count(*) over () as total from broken)
            select case when number = 1 then total - (case when total < {most} then total else {most} end) + 1
                else 1 end, place from numbered where number <= {most} order by number"""  # noqa: S608  # our own texts


def _missing(code: FindingCode, sentence: str, table: str, other: str, on: str, *, where: str = "true") -> Check:
    """Find rows of a table without the row of another that they name."""
    return Check(
        code,
        sentence,
        f"""select {table}.user_id || '/' || {table}.id as place from {table}
            where {where} and not exists (select 1 from {other} where {on})""",  # noqa: S608  # our own texts
    )


def _assignment_of(table: str, column: str) -> str:
    return f"routine_assignment.user_id = {table}.user_id and routine_assignment.id = {table}.{column}"


_SNAPSHOTS = tuple(
    _missing(
        FindingCode.SNAPSHOT_MISSING,
        f"A {name} has no snapshot.",
        table,
        "workout_snapshot",
        f"workout_snapshot.hash = {table}.snapshot_hash",
    )
    for table, name in (("workout_session", "session"), ("deleted_session", "tombstone"))
)
_ASSIGNMENTS = tuple(
    _missing(
        FindingCode.ASSIGNMENT_MISSING,
        f"A {name} names an assignment that is not there.",
        table,
        "routine_assignment",
        _assignment_of(table, column),
        where=f"{table}.{column} is not null",
    )
    for table, column, name in (
        ("workout_session", "routine_assignment_id", "session"),
        ("deleted_session", "routine_assignment_id", "tombstone"),
        ("receipt", "old_assignment_id", "receipt"),
        ("receipt", "new_assignment_id", "receipt"),
    )
)
_REPLACED_BY = Check(
    FindingCode.ASSIGNMENT_MISSING,
    "An assignment was replaced by one that is not there.",
    """select a.user_id || '/' || a.id as place from routine_assignment a
       where a.replaced_by_id is not null and not exists (
         select 1 from routine_assignment b where b.user_id = a.user_id and b.id = a.replaced_by_id)""",
)
_RECEIPTS = _missing(
    FindingCode.RECEIPT_MISSING,
    "A tombstone names a receipt that is not there.",
    "deleted_session",
    "receipt",
    "receipt.user_id = deleted_session.user_id and receipt.id = deleted_session.receipt_id",
    where="deleted_session.receipt_id is not null",
)
_VERSIONS = _missing(
    FindingCode.VERSION_MISSING,
    "An assignment names a routine version that is not there.",
    "routine_assignment",
    "routine_version",
    "routine_version.id = routine_assignment.routine_version_id",
    where="routine_assignment.origin <> 'imported'",
)


def _without_session(table: str, column: str, sentence: str) -> Check:
    """Find rows whose session is neither there nor among the tombstones."""
    return Check(
        FindingCode.SESSION_MISSING,
        sentence,
        f"""select t.user_id || '/' || t.{column} as place from {table} t
            where t.{column} is not null
              and not exists (select 1 from workout_session s where s.user_id = t.user_id and s.id = t.{column})
              and not exists (select 1 from deleted_session d where d.user_id = t.user_id and d.id = t.{column})
        """,  # noqa: S608  # our own texts
    )


_SESSIONS = (
    _without_session("session_event", "session_id", "An event names a session that is not there."),
    _without_session("workout_session", "adjusted_from", "A session was adjusted from one that is not there."),
    _without_session("import_item", "session_id", "An imported item names a session that is not there."),
    _without_session("performed_set", "session_id", "A performed set names a session that is not there."),
    _without_session("activity", "session_id", "A recorded activity names a session that is not there."),
)
_TWICE = Check(
    FindingCode.SESSION_ALIVE_AND_REMOVED,
    "A session stands on the calendar, and its tombstone says that it is removed.",
    """select s.user_id || '/' || s.id as place from workout_session s
       join deleted_session d on d.user_id = s.user_id and d.id = s.id where d.revived_at is null""",
)
_ORPHANS = Check(
    FindingCode.ORPHANED_SESSION,
    "A session is still scheduled, but its assignment has ended.",
    f"""select s.user_id || '/' || s.id as place from workout_session s
        join routine_assignment a on a.user_id = s.user_id and a.id = s.routine_assignment_id
        where s.status = 'scheduled' and a.status not in ({_LIVE})""",  # noqa: S608  # our own enum
)
_LIVE_TWICE = Check(
    FindingCode.SEVERAL_LIVE_ASSIGNMENTS,
    "A user follows one routine by several live assignments.",
    f"""select user_id || '/' || parent_routine_id as place from routine_assignment
        where status in ({_LIVE}) group by user_id, parent_routine_id having count(*) > 1""",  # noqa: S608  # the same
)
_LATEST = Check(
    FindingCode.LATEST_VERSION_NOT_ONE,
    "A routine has not exactly one latest version.",
    """select r.id as place from routine r left join routine_version v
         on v.parent_routine_id = r.id and v.is_latest
       group by r.id having count(v.id) <> 1""",
)
_FEEDS = tuple(
    Check(
        FindingCode.BEYOND_FEED,
        f"A row of {table} stands beyond its owner's feed, so that clients never hear of it.",
        f"""select t.user_id || '/' || t.id as place from {table} t
            left join user_feed f on f.user_id = t.user_id
            where f.user_id is null or t.change_seq > f.seq""",  # noqa: S608  # our own texts
    )
    for table in (
        "routine_assignment",
        "workout_session",
        "deleted_session",
        "session_event",
        "receipt",
        "reference_value",
    )
)
_STATUSES = Check(
    FindingCode.STATUS_NOT_LAST_MOVE,
    "A session's status is not where its last event left it.",
    """with latest as (
         select user_id, session_id, status_after, row_number() over (
           partition by user_id, session_id order by change_seq desc, id desc) as back
         from session_event where status_after is not null)
       select s.user_id || '/' || s.id as place from workout_session s
       join latest l on l.user_id = s.user_id and l.session_id = s.id and l.back = 1
       where l.status_after <> s.status""",
)

_OWNERS = tuple(
    Check(
        FindingCode.USER_MISSING,
        f"A row of {table} belongs to a user who is not there.",
        f"""select distinct t.user_id as place from {table} t
            where not exists (select 1 from app_user u where u.id = t.user_id)""",  # noqa: S608  # our own texts
    )
    for table in sorted(each.name for each in metadata.tables.values() if SPREAD_BY in each.info)
)
_WHOLE_USERS = tuple(
    Check(
        FindingCode.USER_INCOMPLETE,
        f"A user has no {what}.",
        f"""select u.id as place from app_user u where u.id not in (select {those})""",  # noqa: S608  # the same
    )
    for what, those in (
        ("feed, so that nothing of theirs can change", "user_id from user_feed"),
        ("time zone that they ever lived in", "user_id from user_zone"),
        ("routine for one-off sessions", "own_of from routine where own_of is not null"),
        ("assignment for one-off sessions", "user_id from routine_assignment where origin = 'own'"),
    )
)
_GROUPS = (
    Check(
        FindingCode.GROUP_NOT_TRUE,
        "Somebody is in a group that is not there.",
        """select m.user_id || '/' || m.group_id as place from group_member m
           where not exists (select 1 from athlete_group g where g.user_id = m.user_id and g.id = m.group_id)""",
    ),
    Check(
        FindingCode.GROUP_NOT_TRUE,
        "Somebody is in a group of a trainer who does not coach them.",
        """select m.user_id || '/' || m.group_id as place from group_member m
           where not exists (select 1 from coaching c where c.trainer_id = m.user_id
                             and c.athlete_id = m.athlete_id and c.status = 'active')""",
    ),
)
_ONE_WRITE = Check(
    FindingCode.RECEIPT_NOT_TRUE,
    "Two receipts of one assignment stand at one place of their owner's feed, as one write never leaves them.",
    """select user_id || '/' || min(id) as place from (
         select user_id, id, change_seq, old_assignment_id as about from receipt where undone_at is null
         union all
         select user_id, id, change_seq, new_assignment_id from receipt where undone_at is null) as standing
       where about is not null group by user_id, change_seq, about having count(*) > 1""",
)

CHECKS = (
    *_SNAPSHOTS,
    *_ASSIGNMENTS,
    _REPLACED_BY,
    _RECEIPTS,
    _VERSIONS,
    *_SESSIONS,
    _TWICE,
    _ORPHANS,
    _LIVE_TWICE,
    _LATEST,
    *_FEEDS,
    _STATUSES,
    *_OWNERS,
    *_WHOLE_USERS,
    *_GROUPS,
    _ONE_WRITE,
)
"""Every rule that SQL can test."""

IMPORTED_DANGLING = """
    select (select count(*) from routine_assignment a where a.origin = 'imported'
              and not exists (select 1 from routine_version v where v.id = a.routine_version_id))
         + (select count(*) from workout_session s
            where not exists (select 1 from routine_version v where v.id = s.routine_version_id))"""
"""Sessions keep the version they were imported with, and copies of them too, whatever their assignment."""

MOVES_MADE = """
    select kind, status_before, status_after, count(*) as times, min(user_id || '/' || id) as place
    from session_event where status_before is not null or status_after is not null
    group by kind, status_before, status_after order by kind, status_before, status_after"""
"""Each kind of move made, with one place of it."""

_MADE_BY = {move.event: (move,) for move in Move} | {EventKind.LATE_WORK: (Move.START, Move.COMPLETE)}
"""Late work on a skipped or cancelled session is the table's own start or complete."""

_MOVING = {move.event.value for move in Move}


def is_in_table(kind: str, before: str | None, after: str | None) -> bool:
    """Tell whether a stored event's move is one of the table's; other events move nothing."""
    try:
        made_by = _MADE_BY.get(EventKind(kind), ())
        if kind not in _MOVING and before == after:
            return True
        return any(before is not None and MOVES[SessionStatus(before)].get(move) == after for move in made_by)
    except ValueError:  # no such kind, no such status
        return False

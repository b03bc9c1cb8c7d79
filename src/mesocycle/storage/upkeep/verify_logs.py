"""Checking logs: what stands beside them in rows and extracts must be what they say."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from mesocycle.domain.archive.verification import FindingCode
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.log.rows import performed_rows
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.turns import read_snapshot
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.stored_log import read_log
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.sessions.log_extract import extract
from mesocycle.storage.tables.training import DAY, performed_set, workout_session, workout_snapshot
from mesocycle.storage.upkeep.verify_found import Findings

_PAGE = 500
"""How many sessions with their logs are held at a time."""

_key = sa.tuple_
_FIRST_USER, _FIRST_SESSION, _LAST_USER, _LAST_SESSION = (
    sa.bindparam(name, type_=sa.Text) for name in ("first_user", "first_session", "last_user", "last_session")
)
_SAID = (
    *("section_id", "line_id", "set_id", "exercise_id", "exercise_variant_id", "set_type", "round", "side", "sides"),
    *(
        "counts",
        "suggested_kg",
        "suggested_reps",
        "suggested_s",
        "reps",
        "duration_s",
        "distance_m",
        "rpe",
        "rir",
        "performed_at",
    ),
)
"""What a row says as its log does, whatever the library says of exercises that the snapshot does not describe."""
_LOADS = ("load_kg", "added_kg")

_SESSIONS = (
    sa.select(
        workout_session.c.user_id,
        workout_session.c.id,
        workout_session.c.status,
        DAY.label("day"),
        workout_session.c.snapshot_hash,
        workout_session.c.performance_log,
        workout_session.c.log_extract,
    )
    .where(_key(workout_session.c.user_id, workout_session.c.id) > _key(_FIRST_USER, _FIRST_SESSION))
    .order_by(workout_session.c.user_id, workout_session.c.id)
    .limit(_PAGE)
)
_SETS = sa.select(performed_set).where(
    _key(performed_set.c.user_id, performed_set.c.session_id) >= _key(_FIRST_USER, _FIRST_SESSION),
    _key(performed_set.c.user_id, performed_set.c.session_id) <= _key(_LAST_USER, _LAST_SESSION),
)

Sets = dict[str, tuple[object, ...]]
"""What is said of performed sets, by their ids."""


def check_logs(read: Read, found: Findings) -> int:
    """Compare performed sets and extracts with the logs, a page of sessions at a time; gives the unread logs."""
    unread = 0
    for page in _pages(read):
        rows = _performed(read, page[0], page[-1])
        bodies = _bodies(read, {session.snapshot_hash for session in page})
        for session in page:
            place = f"{session.user_id}/{session.id}"
            if session.log_extract != extract(session.performance_log):
                sentence = (
                    "The extract of a session's log is not what the log says, so weeks and load are summed wrong."
                )
                found.add(FindingCode.LOG_EXTRACT_DIFFERS, sentence, place)
            there = rows.get((session.user_id, session.id), [])
            log, lines = _read(session.performance_log), _lines(bodies.get(session.snapshot_hash, ""))
            if session.performance_log is not None and (log is None or lines is None):
                unread += 1
                log = None
            said = {} if log is None or lines is None else _said(log, lines, session)
            if said != _stored(there, said):
                sentence = "The rows of performed sets are not what the session's log says."
                found.add(FindingCode.PERFORMED_SETS_DIFFER, sentence, place)
    return unread


def _pages(read: Read) -> Iterator[Sequence[Row]]:
    """Give all sessions page by page in the order of their key."""
    user_id, session_id = "", ""  # before every id
    while page := read.execute(_SESSIONS, {"first_user": user_id, "first_session": session_id}).all():
        yield page
        user_id, session_id = page[-1].user_id, page[-1].id


def _performed(read: Read, first: Row, last: Row) -> dict[tuple[str, str], list[Row]]:
    asked = {"first_user": first.user_id, "first_session": first.id, "last_user": last.user_id, "last_session": last.id}
    found: dict[tuple[str, str], list[Row]] = {}
    for row in read.execute(_SETS, asked):
        found.setdefault((row.user_id, row.session_id), []).append(row)
    return found


def _bodies(read: Read, hashes: set[bytes]) -> dict[bytes, str]:
    asked = sa.select(workout_snapshot.c.hash, workout_snapshot.c.body).where(workout_snapshot.c.hash.in_(hashes))
    return {row.hash: row.body for row in read.execute(asked)}


@lru_cache(maxsize=64)
def _lines(body: str) -> Lines | None:
    """Read the lines of a snapshot; None where it is of a foreign form: then nobody knows what sets were sets of."""
    try:
        found = read_snapshot(body)
    except RecursionError:
        return None
    return None if found is None else Lines(found)


def _read(log: str | None) -> WorkoutPerformanceLog | None:
    """Read a log; None where there is none, or one of a foreign form."""
    try:
        return None if log is None else read_log(log)
    except RecursionError:
        return None


def _said(log: WorkoutPerformanceLog, lines: Lines, session: Row) -> Sets:
    """Give the rows that a log asks for; none of what has not begun. Of one id twice the first counts."""
    if session.status == SessionStatus.SCHEDULED:
        return {}
    by_library = {
        one.id
        for section in log.sections
        for exercise in section.exercises
        if exercise.substituted_by is not None or exercise.exercise is not None
        for one in exercise.sets
    }
    said: Sets = {}
    for row in performed_rows(log, lines):
        loads = () if row.id in by_library else tuple(getattr(row, name) for name in _LOADS)
        said.setdefault(row.id, (session.day, *(getattr(row, name) for name in _SAID), *loads))
    return said


def _stored(rows: Sequence[Row], said: Sets) -> Sets:
    """Give what stored rows say, as far as the log alone can tell it."""
    plain = 1 + len(_SAID)
    return {row.id: _columns(row, with_loads=len(said.get(row.id, ())) != plain) for row in rows}


def _columns(row: Any, *, with_loads: bool) -> tuple[object, ...]:  # noqa: ANN401  # a row of any columns
    loads = _LOADS if with_loads else ()
    return (row.day, *(getattr(row, name) for name in (*_SAID, *loads)))

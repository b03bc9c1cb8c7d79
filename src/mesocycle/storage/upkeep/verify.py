"""Checking the whole database: every hash, every reference, every rule that a row could break."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from mesocycle.domain.archive.verification import Finding, FindingCode, Verification
from mesocycle.domain.log.editing import each_set
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.plans import snapshots
from mesocycle.storage.sessions.log_extract import extract
from mesocycle.storage.tables.training import metadata, performed_set, workout_session, workout_snapshot
from mesocycle.storage.upkeep import checks

EXAMPLES = 5
"""How many places a finding names."""
_PAGE = 500
"""How many sessions with their logs are held at a time."""

_LOG = msgspec.json.Decoder(WorkoutPerformanceLog)
_SNAPSHOT = msgspec.json.Decoder(WorkoutSnapshot)

_key = sa.tuple_
_FIRST_USER, _FIRST_SESSION, _LAST_USER, _LAST_SESSION = (
    sa.bindparam(name, type_=sa.Text) for name in ("first_user", "first_session", "last_user", "last_session")
)


class _Found:
    """Findings being gathered: a count and a few examples of each."""

    def __init__(self) -> None:
        self._places: dict[tuple[FindingCode, str], tuple[int, tuple[str, ...]]] = {}

    def add(self, code: FindingCode, sentence: str, place: str, count: int = 1) -> None:
        """Note one place, or a place that stands for several."""
        known, examples = self._places.get((code, sentence), (0, ()))
        self._places[code, sentence] = (known + count, (*examples, place)[:EXAMPLES])

    def findings(self) -> tuple[Finding, ...]:
        return tuple(
            Finding(code=code, count=count, sentence=sentence, examples=examples)
            for (code, sentence), (count, examples) in self._places.items()
        )


def verify(read: Read) -> Verification:
    """Check everything, in memory that does not grow with the database."""
    found = _Found()
    _check_snapshots(read, found)
    for check in checks.CHECKS:
        for count, place in read.execute(sa.text(check.examples(EXAMPLES))):
            found.add(check.code, check.sentence, place, count)
    _check_moves(read, found)
    unread = _check_logs(read, found)
    findings = found.findings()
    return Verification(
        sound=not findings,
        checked={str(table.name): _count(read, table) for table in metadata.sorted_tables},
        imported_dangling=read.execute(sa.text(checks.IMPORTED_DANGLING)).scalar_one(),
        unread_logs=unread,
        findings=findings,
    )


def _count(read: Read, table: sa.Table) -> int:
    return int(read.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def _check_snapshots(read: Read, found: _Found) -> None:
    statement = sa.select(workout_snapshot.c.hash, workout_snapshot.c.body).order_by(workout_snapshot.c.hash)
    with read.connection.execute(statement, execution_options={"yield_per": _PAGE}) as rows:
        for row in rows:
            if hashlib.sha256(row.body.encode()).digest() != row.hash:
                sentence = "A snapshot's content is not what its hash says: it was changed behind the program."
                found.add(FindingCode.SNAPSHOT_CHANGED, sentence, row.hash.hex())


def _check_moves(read: Read, found: _Found) -> None:
    for row in read.execute(sa.text(checks.MOVES_MADE)):
        if not checks.is_in_table(row.kind, row.status_before, row.status_after):
            sentence = f"A move {row.kind} from {row.status_before} to {row.status_after} is not in the table of moves."
            found.add(FindingCode.MOVE_NOT_IN_TABLE, sentence, row.place, row.times)


def _check_logs(read: Read, found: _Found) -> int:
    """Compare performed sets and extracts with the logs, a page of sessions at a time; gives the unread logs."""
    unread = 0
    for page in _pages(read):
        rows = _performed(read, page[0], page[-1])
        for session in page:
            place = f"{session.user_id}/{session.id}"
            if session.log_extract != extract(session.performance_log):
                sentence = (
                    "The extract of a session's log is not what the log says, so weeks and load are summed wrong."
                )
                found.add(FindingCode.LOG_EXTRACT_DIFFERS, sentence, place)
            said, there = _said(session.performance_log), rows.get((session.user_id, session.id), set())
            if said is None or (said and not there and not _is_understood(read, session.snapshot_hash)):
                unread += 1
            elif said != there:
                sentence = "The rows of performed sets are not what the session's log says."
                found.add(FindingCode.PERFORMED_SETS_DIFFER, sentence, place)
    return unread


_SESSIONS = (
    sa.select(
        workout_session.c.user_id,
        workout_session.c.id,
        workout_session.c.snapshot_hash,
        workout_session.c.performance_log,
        workout_session.c.log_extract,
    )
    .where(_key(workout_session.c.user_id, workout_session.c.id) > _key(_FIRST_USER, _FIRST_SESSION))
    .order_by(workout_session.c.user_id, workout_session.c.id)
    .limit(_PAGE)
)
_SETS = sa.select(
    performed_set.c.user_id,
    performed_set.c.session_id,
    performed_set.c.id,
    performed_set.c.set_id,
    performed_set.c.set_type,
    performed_set.c.performed_at,
).where(
    _key(performed_set.c.user_id, performed_set.c.session_id) >= _key(_FIRST_USER, _FIRST_SESSION),
    _key(performed_set.c.user_id, performed_set.c.session_id) <= _key(_LAST_USER, _LAST_SESSION),
)


def _pages(read: Read) -> Iterator[Sequence[Row]]:
    """Give all sessions page by page in the order of their key."""
    user_id, session_id = "", ""  # before every id
    while page := read.execute(_SESSIONS, {"first_user": user_id, "first_session": session_id}).all():
        yield page
        user_id, session_id = page[-1].user_id, page[-1].id


def _performed(read: Read, first: Row, last: Row) -> dict[tuple[str, str], set[tuple[Any, ...]]]:
    asked = {"first_user": first.user_id, "first_session": first.id, "last_user": last.user_id, "last_session": last.id}
    found: dict[tuple[str, str], set[tuple[Any, ...]]] = {}
    for user_id, session_id, *rest in read.execute(_SETS, asked):
        found.setdefault((user_id, session_id), set()).add(tuple(rest))
    return found


def _is_understood(read: Read, snapshot_hash: bytes) -> bool:
    """Tell whether a snapshot has our form: without it nobody knows what a log's sets were sets of."""
    bodies = snapshots.bodies(read, [snapshot_hash])
    try:
        return all(_SNAPSHOT.decode(body) for body in bodies.values())
    except msgspec.DecodeError:
        return False


def _said(log: str | None) -> set[tuple[Any, ...]] | None:
    """Name the sets that a log holds; None where it is of a foreign form."""
    if log is None:
        return set()
    try:
        decoded = _LOG.decode(log)
    except (msgspec.DecodeError, RecursionError):
        return None
    return {(one.id, one.set_id, one.set_type, one.performed_at) for _, one in each_set(decoded)}

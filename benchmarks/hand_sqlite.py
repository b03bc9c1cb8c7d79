"""The hand-written replacement on SQLite: `sqlite3` alone, one prepared statement per row or per athlete."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.hand_columns import NEW_ASSIGNMENT, NEW_SESSION, TOMBSTONE
from benchmarks.jobs import Job

_SEQ = "update user_feed set seq = seq + 1 where user_id = ? returning seq"
_LINK = "select status, sees from coaching where trainer_id = ? and athlete_id = ? and status <> 'ended'"
_OLD = "select * from routine_assignment where user_id = ? and id = ? and status in ('active', 'paused')"
_VERSION = "select * from routine_version where id = ?"
_SESSIONS = """
    select s.id, s.workout_id, w.name, s.plan_week, s.plan_day, s.planned_date, s.scheduled_date, s.scheduled_time,
           s.all_day, s.status, s.performed_date
    from workout_session s join workout_snapshot w on w.hash = s.snapshot_hash
    where s.user_id = ? and s.routine_assignment_id = ? order by s.scheduled_date, s.scheduled_time, s.id"""
_SNAPSHOT_KNOWN = "select 1 from workout_snapshot where hash = ?"
_SNAPSHOT = "insert into workout_snapshot (hash, name, body) values (?, ?, ?) on conflict do nothing"
_END = """
    update routine_assignment set status = 'replaced', replaced_by_id = ?, updated_at = ?, change_seq = ?
    where user_id = ? and id = ? and status in ('active', 'paused')"""
_BURY = f"""
    insert into deleted_session ({TOMBSTONE}, change_seq, removed_at, reason, receipt_id, overdue)
    select {TOMBSTONE}, ?, ?, 'replaced', ?, scheduled_date < ?
    from workout_session where user_id = ? and routine_assignment_id = ? and status = 'scheduled'"""  # noqa: S608  # our own columns
_DELETE = "delete from workout_session where user_id = ? and routine_assignment_id = ? and status = 'scheduled'"
_ASSIGN = f"insert into routine_assignment ({NEW_ASSIGNMENT}) values ({', '.join('?' * 16)})"  # noqa: S608  # our own columns
_SESSION = f"insert into workout_session ({NEW_SESSION}) values ({', '.join('?' * 17)})"  # noqa: S608  # our own columns
_RECEIPT = """
    insert into receipt (user_id, id, kind, old_assignment_id, new_assignment_id, document, former, change_seq)
    values (?, ?, 'replacement', ?, ?, ?, ?, ?)"""
_FOLLOWERS = """
    select a.user_id from routine_assignment a
    join coaching c on c.trainer_id = ? and c.athlete_id = a.user_id and c.status = 'active'
    where a.parent_routine_id = ? and a.routine_version_id <> ? and a.status in ('active', 'paused')
    order by a.user_id"""
_ROLL_OUT = (
    "insert into roll_out (id, routine_version_id, by, status, settings, created_at) values (?, ?, ?, 'running', ?, ?)"
)
_MEMBER = "insert into roll_out_member (roll_out_id, user_id, status) values (?, ?, 'waiting')"
_WAITING = """
    select user_id from roll_out_member where roll_out_id = ? and status = 'waiting' order by user_id limit ?"""
_SERVED = """
    update roll_out_member set status = 'done', receipt_id = ?
    where roll_out_id = ? and user_id = ? and status = 'waiting'"""


class SqliteHand:
    """One connection with the product's pragmas."""

    def __init__(self, path: str) -> None:
        """Open the file."""
        self._file = sqlite3.connect(path, isolation_level=None, timeout=30)
        for pragma in (
            *("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"),
            "cache_size=-8000",
        ):
            self._file.execute(f"pragma {pragma}")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def replace(self, job: Job) -> None:
        """Replace for one athlete, in one transaction."""
        with self._transaction():
            seqs = {job.user_id: self._lock(job)}
            self._file.execute(_VERSION, (job.version_id,)).fetchone()
            self._replace([job], seqs)

    def roll_out(self, roll_out_id: str, jobs: Sequence[Job], chunk: int) -> Iterator[int]:
        """Replace for many, `chunk` in a transaction, with progress rows; gives how many each one served."""
        one = jobs[0]
        with self._transaction():
            self._file.execute(_SEQ, (one.trainer,)).fetchone()
            self._file.execute(_VERSION, (one.version_id,)).fetchone()
            members = self._file.execute(_FOLLOWERS, (one.trainer, one.routine_id, one.version_id)).fetchall()
            settings = (roll_out_id, one.version_id, one.trainer, '{"continue":true}', one.now)
            self._file.execute(_ROLL_OUT, settings)
            self._file.executemany(_MEMBER, [(roll_out_id, user_id) for (user_id,) in members])
        by_user = {job.user_id: job for job in jobs}
        for _ in range(0, len(members), chunk):
            yield self._serve(roll_out_id, by_user, chunk)
        with self._transaction():
            self._file.execute(_SEQ, (one.trainer,)).fetchone()
            self._file.execute("update roll_out set status = 'done' where id = ?", (roll_out_id,))

    def _serve(self, roll_out_id: str, jobs: dict[str, Job], chunk: int) -> int:
        with self._transaction():
            waiting = self._file.execute(_WAITING, (roll_out_id, chunk)).fetchall()
            here = [jobs[user_id] for (user_id,) in waiting]
            seqs = {job.user_id: self._lock(job) for job in here}
            self._file.execute(_VERSION, (here[0].version_id,)).fetchone()
            self._replace(here, seqs)
            done = [(job.receipt_id, roll_out_id, job.user_id) for job in here]
            _require(self._file.executemany(_SERVED, done).rowcount, len(done))
        return len(done)

    def _lock(self, job: Job) -> int:
        seq: int = self._file.execute(_SEQ, (job.user_id,)).fetchone()[0]
        return seq

    def _replace(self, jobs: Sequence[Job], seqs: dict[str, int]) -> None:
        file, now = self._file, jobs[0].now
        leaving = 0
        for job in jobs:
            _require(file.execute(_LINK, (job.trainer, job.user_id)).fetchone(), ("active", "all"))
            if file.execute(_OLD, (job.user_id, job.old_assignment_id)).fetchone() is None:
                raise AssertionError("the assignment is not live")
            leaving += len(file.execute(_SESSIONS, (job.user_id, job.old_assignment_id)).fetchall())
        snapshots = {s.hash: s for job in jobs for s in job.snapshots}.values()
        unknown = [s for s in snapshots if file.execute(_SNAPSHOT_KNOWN, (s.hash,)).fetchone() is None]
        file.executemany(_SNAPSHOT, [(s.hash, s.name, s.body) for s in unknown])
        ends = [(j.new_assignment_id, now, seqs[j.user_id], j.user_id, j.old_assignment_id) for j in jobs]
        _require(file.executemany(_END, ends).rowcount, len(jobs))
        stones = [(seqs[j.user_id], now, j.receipt_id, j.today, j.user_id, j.old_assignment_id) for j in jobs]
        _require(file.executemany(_BURY, stones).rowcount, leaving)
        gone = [(j.user_id, j.old_assignment_id) for j in jobs]
        _require(file.executemany(_DELETE, gone).rowcount, leaving)
        file.executemany(_ASSIGN, [_assignment(j, seqs[j.user_id]) for j in jobs])
        file.executemany(_SESSION, [row for j in jobs for row in _sessions(j, seqs[j.user_id])])
        file.executemany(_RECEIPT, [_receipt(j, seqs[j.user_id]) for j in jobs])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._file.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._file.execute("rollback")
            raise
        self._file.execute("commit")


def _assignment(job: Job, seq: int) -> tuple[object, ...]:
    names = (job.user_id, job.new_assignment_id, job.routine_id, job.version_id, job.trainer)
    begin = (job.start_date, job.start_week, job.start_day, 0, "[]", job.cycles)
    return (*names, "assigned", "active", *begin, job.now, job.now, seq)


def _sessions(job: Job, seq: int) -> Iterator[tuple[object, ...]]:
    for s in job.sessions:
        names = (job.user_id, s.id, job.routine_id, job.version_id, job.new_assignment_id, s.workout_id)
        place = (s.scheduled_date, s.scheduled_time, s.all_day, s.planned_date, s.plan_week, s.plan_day)
        yield (*names, *place, "scheduled", s.snapshot_hash, job.now, job.now, seq)


def _receipt(job: Job, seq: int) -> tuple[object, ...]:
    about = (job.user_id, job.receipt_id, job.old_assignment_id, job.new_assignment_id)
    return (*about, job.receipt, job.former, seq)


def _require(found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"{found} instead of {expected}")

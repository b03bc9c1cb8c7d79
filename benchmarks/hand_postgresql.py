"""The hand-written replacement on PostgreSQL: psycopg alone, one statement per table however many rows."""

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg

from benchmarks.hand_columns import NEW_ASSIGNMENT, NEW_SESSION, TOMBSTONE
from benchmarks.jobs import Job

_LOCK = "select user_id from user_feed where user_id = any(%b) order by user_id for update"
_SEQ = "update user_feed set seq = seq + 1 where user_id = any(%b) returning user_id, seq"
_SEQ_OF_ONE = "update user_feed set seq = seq + 1 where user_id = %s returning seq"
_LINKS = """
    select athlete_id, sees from coaching
    where trainer_id = %s and athlete_id = any(%b) and status = 'active'"""
_OLD = """
    select * from routine_assignment
    where (user_id, id) in (select * from unnest(%b::text[], %b::text[])) and status in ('active', 'paused')"""
_VERSION = "select * from routine_version where id = %s for key share"
_SESSIONS = """
    select s.user_id, s.id, s.workout_id, w.name, s.plan_week, s.plan_day, s.planned_date, s.scheduled_date,
           s.scheduled_time, s.all_day, s.status, s.performed_date
    from unnest(%b::text[], %b::text[]) as o(user_id, id)
    join workout_session s on s.user_id = o.user_id and s.routine_assignment_id = o.id
    join workout_snapshot w on w.hash = s.snapshot_hash order by s.scheduled_date, s.scheduled_time, s.id"""
_SNAPSHOTS_KNOWN = "select hash from workout_snapshot where hash = any(%b)"
_SNAPSHOTS = """
    insert into workout_snapshot (hash, name, body)
    select * from unnest(%b::bytea[], %b::text[], %b::text[]) on conflict do nothing"""
_END = """
    update routine_assignment a
    set status = 'replaced', replaced_by_id = o.new, updated_at = %s, change_seq = o.seq
    from unnest(%b::text[], %b::text[], %b::text[], %b::bigint[]) as o(user_id, id, new, seq)
    where a.user_id = o.user_id and a.id = o.id and a.status in ('active', 'paused')"""
_BURY = f"""
    insert into deleted_session ({TOMBSTONE}, change_seq, removed_at, reason, receipt_id, overdue)
    select s.{TOMBSTONE.replace(", ", ", s.")}, o.seq, %s, 'replaced', o.receipt_id, s.scheduled_date < o.today
    from unnest(%b::text[], %b::text[], %b::bigint[], %b::text[], %b::text[])
      as o(user_id, id, seq, receipt_id, today)
    join workout_session s
      on s.user_id = o.user_id and s.routine_assignment_id = o.id and s.status = 'scheduled'"""  # noqa: S608  # our own columns
_DELETE = """
    delete from workout_session s using unnest(%b::text[], %b::text[]) as o(user_id, id)
    where s.user_id = o.user_id and s.routine_assignment_id = o.id and s.status = 'scheduled'"""
_ASSIGN = f"""
    insert into routine_assignment ({NEW_ASSIGNMENT})
    select o.user_id, o.id, %s, %s, %s, 'assigned', 'active', o.start_date, o.start_week, o.start_day, 0, '[]',
           o.cycles, %s, %s, o.seq
    from unnest(%b::text[], %b::text[], %b::text[], %b::int[], %b::int[], %b::int[], %b::bigint[])
      as o(user_id, id, start_date, start_week, start_day, cycles, seq)"""  # noqa: S608  # our own columns
_SESSION = f"""
    insert into workout_session ({NEW_SESSION})
    select o.user_id, o.id, %s, %s, o.assignment_id, o.workout_id, o.scheduled_date, o.scheduled_time, o.all_day,
           o.planned_date, o.plan_week, o.plan_day, 'scheduled', o.snapshot_hash, %s, %s, o.seq
    from unnest(%b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::boolean[], %b::text[],
                %b::int[], %b::int[], %b::bytea[], %b::bigint[])
      as o(user_id, id, assignment_id, workout_id, scheduled_date, scheduled_time, all_day, planned_date, plan_week,
           plan_day, snapshot_hash, seq)"""  # noqa: S608  # our own columns
_RECEIPT = """
    insert into receipt (user_id, id, kind, old_assignment_id, new_assignment_id, document, former, change_seq)
    select o.user_id, o.id, 'replacement', o.old, o.new, o.document, o.former, o.seq
    from unnest(%b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::bigint[])
      as o(user_id, id, old, new, document, former, seq)"""
_FOLLOWERS = """
    select a.user_id from routine_assignment a
    join coaching c on c.trainer_id = %s and c.athlete_id = a.user_id and c.status = 'active'
    where a.parent_routine_id = %s and a.routine_version_id <> %s and a.status in ('active', 'paused')
    order by a.user_id"""
_ROLL_OUT = """
    insert into roll_out (id, routine_version_id, by, status, settings, created_at)
    values (%s, %s, %s, 'running', %s, %s)"""
_MEMBERS = """
    insert into roll_out_member (roll_out_id, user_id, status)
    select %s, user_id, 'waiting' from unnest(%b::text[]) as o(user_id)"""
_WAITING = """
    select user_id from roll_out_member where roll_out_id = %s and status = 'waiting' order by user_id limit %s"""
_SERVED = """
    update roll_out_member m set status = 'done', receipt_id = o.receipt_id
    from unnest(%b::text[], %b::text[]) as o(user_id, receipt_id)
    where m.roll_out_id = %s and m.user_id = o.user_id and m.status = 'waiting'"""


class PostgresqlHand:
    """One connection; psycopg prepares what it is asked for the sixth time."""

    def __init__(self, url: str) -> None:
        """Connect."""
        self._server = psycopg.connect(url)

    def close(self) -> None:
        """Disconnect."""
        self._server.close()

    def replace(self, job: Job) -> None:
        """Replace for one athlete, in one transaction."""
        with self._server.transaction():
            row = self._server.execute(_SEQ_OF_ONE, [job.user_id]).fetchone()
            if row is None:
                raise AssertionError("nobody's feed")
            self._server.execute(_VERSION, [job.version_id]).fetchone()
            self._replace([job], {job.user_id: row[0]})

    def roll_out(self, roll_out_id: str, jobs: Sequence[Job], chunk: int) -> Iterator[int]:
        """Replace for many, `chunk` in a transaction, with progress rows; gives how many each one served."""
        server, one = self._server, jobs[0]
        with server.transaction():
            server.execute(_SEQ_OF_ONE, [one.trainer])
            server.execute(_VERSION, [one.version_id])
            found = server.execute(_FOLLOWERS, [one.trainer, one.routine_id, one.version_id]).fetchall()
            server.execute(_ROLL_OUT, [roll_out_id, one.version_id, one.trainer, '{"continue":true}', one.now])
            server.execute(_MEMBERS, [roll_out_id, [user_id for (user_id,) in found]])
        by_user = {job.user_id: job for job in jobs}
        for _ in range(0, len(found), chunk):
            yield self._serve(roll_out_id, by_user, chunk)
        with server.transaction():
            server.execute(_SEQ_OF_ONE, [one.trainer])
            server.execute("update roll_out set status = 'done' where id = %s", [roll_out_id])

    def _serve(self, roll_out_id: str, jobs: dict[str, Job], chunk: int) -> int:
        server = self._server
        with server.transaction():
            waiting = server.execute(_WAITING, [roll_out_id, chunk]).fetchall()
            here = [jobs[user_id] for (user_id,) in waiting]
            users = [job.user_id for job in here]
            server.execute(_LOCK, [users])
            seqs: dict[str, int] = dict(server.execute(_SEQ, [users]).fetchall())
            server.execute(_VERSION, [here[0].version_id]).fetchone()
            self._replace(here, seqs)
            served = server.execute(_SERVED, [users, [job.receipt_id for job in here], roll_out_id])
            _require(served.rowcount, len(here))
        return len(here)

    def _replace(self, jobs: Sequence[Job], by_user: dict[str, int]) -> None:
        server, one = self._server, jobs[0]
        users, olds = [job.user_id for job in jobs], [job.old_assignment_id for job in jobs]
        seqs = [by_user[user_id] for user_id in users]
        receipts = [job.receipt_id for job in jobs]
        links = server.execute(_LINKS, [one.trainer, users]).fetchall()
        _require(sorted(links), sorted((user_id, "all") for user_id in users))
        _require(len(server.execute(_OLD, [users, olds]).fetchall()), len(jobs))
        leaving = len(server.execute(_SESSIONS, [users, olds]).fetchall())
        self._keep_snapshots(jobs)
        news = [job.new_assignment_id for job in jobs]
        _require(server.execute(_END, [one.now, users, olds, news, seqs]).rowcount, len(jobs))
        stones: list[Any] = [one.now, users, olds, seqs, receipts, [job.today for job in jobs]]
        _require(server.execute(_BURY, stones).rowcount, leaving)
        _require(server.execute(_DELETE, [users, olds]).rowcount, leaving)
        self._insert(jobs, seqs)

    def _keep_snapshots(self, jobs: Sequence[Job]) -> None:
        wanted = {s.hash: s for job in jobs for s in job.snapshots}
        known = {row[0] for row in self._server.execute(_SNAPSHOTS_KNOWN, [list(wanted)])}
        new = [s for key, s in wanted.items() if key not in known]
        if new:
            self._server.execute(_SNAPSHOTS, [[s.hash for s in new], [s.name for s in new], [s.body for s in new]])

    def _insert(self, jobs: Sequence[Job], seqs: Sequence[int]) -> None:
        server, one = self._server, jobs[0]
        rows: list[tuple[Any, ...]] = [
            (j.user_id, j.new_assignment_id, j.start_date, j.start_week, j.start_day, j.cycles, seq)
            for j, seq in zip(jobs, seqs, strict=True)
        ]
        server.execute(_ASSIGN, [one.routine_id, one.version_id, one.trainer, one.now, one.now, *_columns(rows)])
        rows = [
            (
                *(j.user_id, s.id, j.new_assignment_id, s.workout_id, s.scheduled_date, s.scheduled_time),
                *(s.all_day, s.planned_date, s.plan_week, s.plan_day, s.snapshot_hash, seq),
            )
            for j, seq in zip(jobs, seqs, strict=True)
            for s in j.sessions
        ]
        server.execute(_SESSION, [one.routine_id, one.version_id, one.now, one.now, *_columns(rows)])
        rows = [
            (j.user_id, j.receipt_id, j.old_assignment_id, j.new_assignment_id, j.receipt, j.former, seq)
            for j, seq in zip(jobs, seqs, strict=True)
        ]
        server.execute(_RECEIPT, _columns(rows))


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _require(found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"{found} instead of {expected}")

"""The peer's tables, filled with the same sessions as ours."""

import asyncio
import hashlib

import msgspec
import psycopg

from benchmarks.http.world import World
from benchmarks.seeding import plain
from mesocycle.domain.document import encode


def fill(url: str, world: World) -> None:
    """Make the peer's tables in the same database and copy the rows into them, snapshots and logs embedded."""
    asyncio.run(_create())
    with psycopg.connect(plain(url)) as server:
        server.execute(
            """insert into peer_assignment (id, user_id, parent_routine_id, routine_version_id, status, start_date)
               select id, user_id, parent_routine_id, routine_version_id, status, start_date from routine_assignment"""
        )
        server.execute(
            """insert into peer_session (id, user_id, parent_routine_id, routine_version_id, routine_assignment_id,
                 workout_id, scheduled_date, scheduled_time, planned_date, performed_date, plan_week, plan_day, status,
                 started_at, completed_at, duration_minutes, notes, workout_snapshot, performance_log, created_at,
                 updated_at)
               select s.id, s.user_id, s.parent_routine_id, s.routine_version_id, s.routine_assignment_id,
                 s.workout_id, s.scheduled_date, s.scheduled_time, s.planned_date, s.performed_date, s.plan_week,
                 s.plan_day, s.status, s.started_at, s.completed_at, s.duration_minutes, s.notes, w.body::jsonb,
                 s.performance_log::jsonb, s.created_at, s.updated_at
               from workout_session s join workout_snapshot w on w.hash = s.snapshot_hash"""
        )
        with server.cursor() as cursor:
            cursor.executemany(
                "insert into peer_version (id, document) values (%s, %s::jsonb)",
                [
                    (v.id, encode(v).decode())
                    for group in (*world.groups, world.replaced)
                    for v in (group.first, group.second)
                ],
            )
            cursor.executemany(
                "insert into peer_token (hash, user_id) values (%s, %s)",
                [(hashlib.sha256(token.encode()).digest(), user_id) for user_id, token in world.tokens.items()],
            )


async def _create() -> None:
    from benchmarks.http import peer  # noqa: PLC0415  # it opens its engine by BENCH_DATABASE when it is loaded

    async with peer.engine.begin() as connection:
        await connection.run_sync(peer.Base.metadata.create_all)
    await peer.engine.dispose()


def write_targets(world: World, path: str) -> None:
    """Write what the load generator asks for, one athlete a line: blanks part the fields, the log comes last."""
    with open(path, "w", encoding="utf-8") as lines:  # noqa: PTH123  # a plain text file of a benchmark
        for each in world.targets:
            log = msgspec.json.encode(msgspec.json.decode(each.log)).decode()
            lines.write(f"{each.token} {each.session_id} {each.logged_id} {each.first} {each.last} {log}\n")

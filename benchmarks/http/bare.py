"""The limit: a bare ASGI application in threads, the same driver, SQL and JSON by hand; it checks the token too."""

import asyncio
import hashlib
import os
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg

Send = Callable[[dict[str, Any]], Awaitable[None]]

_ONE = """
select s.user_id, s.id, s.parent_routine_id, s.routine_version_id, s.routine_assignment_id, s.workout_id,
       s.scheduled_date, s.scheduled_time, s.planned_date, s.performed_date, s.plan_week, s.plan_day, s.status,
       s.started_at, s.completed_at, s.duration_minutes, s.created_at, s.updated_at, w.body, s.performance_log
from api_token t
join workout_session s on s.user_id = t.user_id
join workout_snapshot w on w.hash = s.snapshot_hash
where t.hash = %s and t.revoked_at is null and s.id = %s
"""
_threads = ThreadPoolExecutor(8)
_local = threading.local()


def _session(token: bytes, session_id: str) -> bytes | None:
    connection: psycopg.Connection[Any] | None = getattr(_local, "connection", None)
    if connection is None:
        connection = _local.connection = psycopg.connect(os.environ["BENCH_DATABASE"], autocommit=True)
    row = connection.execute(_ONE, (hashlib.sha256(token).digest(), session_id), prepare=True).fetchone()
    if row is None:
        return None
    user, id_, routine, version, assignment, workout, day, time, planned, performed = row[:10]
    week, plan_day, status, started, completed, minutes, created, updated, snapshot, log = row[10:]
    done = (
        ""
        if status == "scheduled"
        else (
            f'"performedDate":"{performed}","startedAt":"{started}","completedAt":"{completed}",'
            f'"durationMinutes":{minutes},"performanceLog":{log},'
        )
    )
    return (
        f'{{"_id":"{id_}","userId":"{user}","parentRoutineId":"{routine}","routineVersionId":"{version}",'
        f'"routineAssignmentId":"{assignment}","workoutId":"{workout}","scheduledDate":"{day}",'
        f'"scheduledTime":"{time}","plannedDate":"{planned}","planWeek":{week},"planDay":{plan_day},'
        f'"status":"{status}",{done}"workoutSnapshot":{snapshot},"createdAt":"{created}","updatedAt":"{updated}"}}'
    ).encode()


async def app(scope: dict[str, Any], _receive: object, send: Send) -> None:
    """Answer `GET /…/{session}`."""
    if scope["type"] != "http":
        return
    token = b""
    for name, value in scope["headers"]:
        if name == b"authorization":
            token = value[len(b"Bearer ") :]
    session_id = scope["path"].rpartition("/")[2]
    body = await asyncio.get_running_loop().run_in_executor(_threads, _session, token, session_id)
    status = 404 if body is None else 200
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body or b""})

"""The peer: a plain FastAPI application with Pydantic models and an asynchronous ORM, snapshot and log as JSONB."""

import hashlib
import os
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What every table of the peer has in common."""


class TokenRow(Base):
    """A token and whose it is."""

    __tablename__ = "peer_token"
    hash: Mapped[bytes] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(Text)


class VersionRow(Base):
    """A version of a routine, as a document."""

    __tablename__ = "peer_version"
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)


class AssignmentRow(Base):
    """Who follows which version."""

    __tablename__ = "peer_assignment"
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    user_id: Mapped[str] = mapped_column(Text, index=True)
    parent_routine_id: Mapped[str] = mapped_column(Text)
    routine_version_id: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    start_date: Mapped[str] = mapped_column(Text)
    replaced_by_id: Mapped[str | None] = mapped_column(Text)


class SessionRow(Base):
    """A session with its own copy of the plan."""

    __tablename__ = "peer_session"
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    user_id: Mapped[str] = mapped_column(Text, index=True)
    parent_routine_id: Mapped[str] = mapped_column(Text)
    routine_version_id: Mapped[str] = mapped_column(Text)
    routine_assignment_id: Mapped[str] = mapped_column(ForeignKey("peer_assignment.id"), index=True)
    workout_id: Mapped[str] = mapped_column(Text)
    scheduled_date: Mapped[str] = mapped_column(Text)
    scheduled_time: Mapped[str] = mapped_column(Text)
    planned_date: Mapped[str | None] = mapped_column(Text)
    performed_date: Mapped[str | None] = mapped_column(Text)
    plan_week: Mapped[int | None]
    plan_day: Mapped[int | None]
    status: Mapped[str] = mapped_column(Text)
    started_at: Mapped[str | None] = mapped_column(Text)
    completed_at: Mapped[str | None] = mapped_column(Text)
    duration_minutes: Mapped[int | None]
    notes: Mapped[str | None] = mapped_column(Text)
    workout_snapshot: Mapped[dict[str, Any]] = mapped_column(JSONB)
    performance_log: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created_at: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[str] = mapped_column(Text)


class TombstoneRow(Base):
    """What a session was before it was removed."""

    __tablename__ = "peer_tombstone"
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    user_id: Mapped[str] = mapped_column(Text, index=True)
    removed_at: Mapped[str] = mapped_column(Text)
    session: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ReceiptRow(Base):
    """What a replacement did."""

    __tablename__ = "peer_receipt"
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    user_id: Mapped[str] = mapped_column(Text, index=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)


class Document(BaseModel):
    """What every document of the peer has in common."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True, extra="allow")


class PlannedSet(Document):
    """One planned set."""

    set_number: int
    set_type: str
    rep_type: str
    reps: int | None = None
    reps_min: int | None = None
    reps_max: int | None = None
    weight: float | None = None
    weight_unit: str | None = None
    rpe: float | None = None
    notes: str | None = None


class PlannedExercise(Document):
    """One planned exercise."""

    exercise_id: str
    exercise_variant_id: str
    name: str
    order_index: int
    type: str
    sets: list[PlannedSet] = []


class PlannedSection(Document):
    """One section of a plan."""

    name: str
    type: str
    order_index: int
    exercises: list[PlannedExercise] | None = None


class Snapshot(Document):
    """What was planned."""

    name: str
    type: str
    objective: str
    sections: list[PlannedSection]
    notes: str | None = None


class Performance(Document):
    """What was done in one set."""

    reps: int | None = None
    weight: float | None = None
    weight_unit: str | None = None
    rpe: float | None = None
    duration: float | None = None
    distance: float | None = None


class PerformedSet(Document):
    """One performed set."""

    set_id: str | None = None
    set_number: int
    set_type: str
    performance: Performance
    performed_at: str | None = None


class PerformedExercise(Document):
    """One performed exercise."""

    exercise_id: str | None = None
    order_index: int
    sets: list[PerformedSet]


class PerformedSection(Document):
    """One section of a log."""

    section_id: str
    order_index: int
    exercises: list[PerformedExercise]


class Log(Document):
    """What was done."""

    sections: list[PerformedSection]


class Session(Document):
    """One session."""

    id: str
    user_id: str
    parent_routine_id: str
    routine_version_id: str
    routine_assignment_id: str
    workout_id: str
    scheduled_date: str
    scheduled_time: str
    planned_date: str | None = None
    performed_date: str | None = None
    plan_week: int | None = None
    plan_day: int | None = None
    status: str
    started_at: str | None = None
    completed_at: str | None = None
    duration_minutes: int | None = None
    notes: str | None = None
    workout_snapshot: Snapshot
    performance_log: Log | None = None
    created_at: str
    updated_at: str


class Replacement(BaseModel):
    """Which version takes the place."""

    version_id: str


engine = create_async_engine(
    os.environ["BENCH_DATABASE"].replace("postgresql://", "postgresql+asyncpg://"), pool_size=16
)
sessions = async_sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


async def database() -> AsyncIterator[AsyncSession]:
    """Give a session of the ORM."""
    async with sessions() as session:
        yield session


Orm = Annotated[AsyncSession, Depends(database)]


async def signed_in(orm: Orm, authorization: Annotated[str, Header()]) -> str:
    """Find who shows the token."""
    hashed = hashlib.sha256(authorization.removeprefix("Bearer ").encode()).digest()
    user_id = await orm.scalar(select(TokenRow.user_id).where(TokenRow.hash == hashed))
    if user_id is None:
        raise HTTPException(401)
    return user_id


User = Annotated[str, Depends(signed_in)]


async def _own(orm: AsyncSession, user_id: str, session_id: str) -> SessionRow:
    row = await orm.scalar(select(SessionRow).where(SessionRow.user_id == user_id, SessionRow.id == session_id))
    if row is None:
        raise HTTPException(404)
    return row


@app.get("/sessions/{session_id}")
async def one(session_id: str, user_id: User, orm: Orm) -> Session:
    """Give a session."""
    return Session.model_validate(await _own(orm, user_id, session_id))


@app.get("/sessions")
async def several(first: str, last: str, user_id: User, orm: Orm) -> list[Session]:
    """Give the sessions between two days."""
    rows = await orm.scalars(
        select(SessionRow)
        .where(SessionRow.user_id == user_id, SessionRow.scheduled_date.between(first, last))
        .order_by(SessionRow.scheduled_date, SessionRow.id)
    )
    return [Session.model_validate(row) for row in rows]


@app.put("/sessions/{session_id}/log")
async def put_log(session_id: str, log: Log, user_id: User, orm: Orm) -> Session:
    """Put a log in the place of another."""
    row = await _own(orm, user_id, session_id)
    row.performance_log = log.model_dump(by_alias=True, exclude_none=True)
    row.updated_at = datetime.now(UTC).isoformat()
    await orm.commit()
    return Session.model_validate(row)


@app.post("/assignments/{assignment_id}/replace")
async def replace(assignment_id: str, wish: Replacement, orm: Orm, user_id: User) -> dict[str, Any]:
    """Put another version in the place of an assignment's scheduled sessions."""
    old = await orm.scalar(
        select(AssignmentRow)
        .where(AssignmentRow.user_id == user_id, AssignmentRow.id == assignment_id, AssignmentRow.status == "active")
        .with_for_update()
    )
    version = await orm.get(VersionRow, wish.version_id)
    if old is None or version is None:
        raise HTTPException(404)
    now = datetime.now(UTC).isoformat()
    new = AssignmentRow(
        id=secrets.token_hex(12),
        user_id=user_id,
        parent_routine_id=old.parent_routine_id,
        routine_version_id=version.id,
        status="active",
        start_date=old.start_date,
    )
    orm.add(new)
    await orm.flush()
    removed = []
    rows = await orm.scalars(
        select(SessionRow).where(
            SessionRow.user_id == user_id,
            SessionRow.routine_assignment_id == assignment_id,
            SessionRow.status == "scheduled",
        )
    )
    for row in rows:
        whole = Session.model_validate(row).model_dump(by_alias=True, exclude_none=True)
        orm.add(TombstoneRow(id=row.id, user_id=user_id, removed_at=now, session=whole))
        removed.append({"sessionId": row.id, "scheduledDate": row.scheduled_date})
        await orm.delete(row)
    created = [_session(new, version, workout, week, entry, now) for workout, week, entry in _slots(version.document)]
    orm.add_all(created)
    old.status, old.replaced_by_id = "replaced", new.id
    receipt = {
        "newAssignmentId": new.id,
        "removed": removed,
        "created": [{"sessionId": row.id, "scheduledDate": row.scheduled_date} for row in created],
    }
    orm.add(ReceiptRow(id=secrets.token_hex(12), user_id=user_id, document=receipt))
    await orm.commit()
    return receipt


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _slots(version: dict[str, Any]) -> list[tuple[dict[str, Any], int, dict[str, Any]]]:
    return [
        (workout, week, entry)
        for week in range(1, version["duration"] + 1)
        for workout in version["workouts"]
        for entry in workout["schedule"]
        if week in entry.get("weeks", [week])
    ]


def _session(
    assignment: AssignmentRow, version: VersionRow, workout: dict[str, Any], week: int, entry: dict[str, Any], now: str
) -> SessionRow:
    day = _DAYS.index(entry["weekday"])
    on = (date.fromisoformat(assignment.start_date) + timedelta(weeks=week - 1, days=day)).isoformat()
    snapshot = Snapshot.model_validate(_of_week({k: v for k, v in workout.items() if k != "schedule"}, week))
    return SessionRow(
        id=secrets.token_hex(12),
        user_id=assignment.user_id,
        parent_routine_id=assignment.parent_routine_id,
        routine_version_id=version.id,
        routine_assignment_id=assignment.id,
        workout_id=workout["_id"],
        scheduled_date=on,
        scheduled_time=entry.get("time", "07:00"),
        planned_date=on,
        plan_week=week,
        plan_day=day + 1,
        status="scheduled",
        workout_snapshot=snapshot.model_dump(by_alias=True, exclude_none=True),
        created_at=now,
        updated_at=now,
    )


def _of_week(node: Any, week: int) -> Any:  # noqa: ANN401  # any part of a document
    if isinstance(node, dict):
        return {key: _of_week(value, week) for key, value in node.items() if key != "weeks"}
    if isinstance(node, list):
        return [
            _of_week(each, week) for each in node if not isinstance(each, dict) or week in (each.get("weeks") or [week])
        ]
    return node

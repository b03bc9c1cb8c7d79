"""How far roll-outs are, in one statement whatever their size, and their members page by page."""

from collections.abc import Collection

import sqlalchemy as sa

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.roll_out import MemberStatus, RollOutMember, RollOutProgress, RollOutStatus
from mesocycle.storage import roll_outs
from mesocycle.storage.database import Read
from mesocycle.storage.roll_out_tables import roll_out, roll_out_member


def get(read: Read, roll_out_id: Id, by: Id | None) -> RollOutProgress:
    """Give one roll-out that a user began (None: whoever began it), or refuse."""
    found = _progress(read, sa.select(roll_out).where(roll_out.c.id == roll_out_id, *_begun_by(by)))
    if not found:
        raise NotFound("There is no such roll-out of yours.", "Look at /api/v1/roll-outs for their ids.")
    return found[0]


def newest_first(read: Read, by: Id | None, *, after: tuple[Instant, Id] | None, limit: int) -> list[RollOutProgress]:
    """Give the roll-outs that a user began (None: all), from behind (moment, id) on."""
    statement = sa.select(roll_out).where(*_begun_by(by))
    if after is not None:
        statement = statement.where(sa.tuple_(roll_out.c.created_at, roll_out.c.id) < after)
    return _progress(read, statement.order_by(roll_out.c.created_at.desc(), roll_out.c.id.desc()).limit(limit))


def members(
    read: Read, roll_out_id: Id, *, statuses: Collection[MemberStatus] = (), after: Id | None, limit: int
) -> list[RollOutMember]:
    """Give members of a roll-out by their ids, from behind one on."""
    statement = sa.select(roll_out_member).where(roll_out_member.c.roll_out_id == roll_out_id)
    if statuses:
        statement = statement.where(roll_out_member.c.status.in_([status.value for status in statuses]))
    if after is not None:
        statement = statement.where(roll_out_member.c.user_id > after)
    rows = read.execute(statement.order_by(roll_out_member.c.user_id).limit(limit))
    return [roll_outs.member(row) for row in rows]


def _begun_by(user_id: Id | None) -> list[sa.ColumnElement[bool]]:
    return [] if user_id is None else [roll_out.c.by == user_id]


def _progress(read: Read, chosen: sa.Select[*tuple[object, ...]]) -> list[RollOutProgress]:
    asked = chosen.subquery()
    columns = (asked.c.id, asked.c.routine_version_id, asked.c.by, asked.c.status, asked.c.created_at)
    counts = [
        sa.func.count(sa.case((roll_out_member.c.status == status.value, 1))).label(f"are_{status.value}")
        for status in MemberStatus
    ]
    rows = read.execute(
        sa.select(*columns, *counts)
        .join(roll_out_member, roll_out_member.c.roll_out_id == asked.c.id, isouter=True)
        .group_by(*columns)
        .order_by(asked.c.created_at.desc(), asked.c.id.desc())
    )
    return [
        RollOutProgress(
            id=row.id,
            routine_version_id=row.routine_version_id,
            by=row.by,
            status=RollOutStatus(row.status),
            created_at=row.created_at,
            waiting=row.are_waiting,
            done=row.are_done,
            refused=row.are_refused,
        )
        for row in rows
    ]

"""The taking back of roll-outs: whose replacement is still to be undone, and what came of it."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.assignment.roll_out import MemberStatus, RollOutStatus
from mesocycle.domain.document import Id
from mesocycle.domain.refusal import RefusalDocument
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.tables.roll_outs import roll_out, roll_out_member


def begin(write: Write, roll_out_id: Id) -> None:
    """Note that a roll-out is to be taken back: it stops where it runs, and who stayed before is looked at again."""
    write.execute(
        roll_out.update()
        .where(roll_out.c.id == roll_out_id)
        .values(
            status=sa.case(
                (roll_out.c.status == RollOutStatus.RUNNING.value, RollOutStatus.STOPPED.value),
                else_=roll_out.c.status,
            ),
            undo_at=sa.func.coalesce(roll_out.c.undo_at, write.now),
        )
    )
    write.execute(
        roll_out_member.update()
        .where(
            roll_out_member.c.roll_out_id == roll_out_id,
            roll_out_member.c.not_undone.is_not(None),
            roll_out_member.c.undone_at.is_(None),
        )
        .values(not_undone=None)
    )


def to_undo(read: Read, roll_out_id: Id, *, after: Id | None = None, most: int) -> list[tuple[Id, Id]]:
    """Give the next members whose replacement stands and was not looked at yet, each with its receipt."""
    statement = _open(roll_out_id).order_by(roll_out_member.c.user_id).limit(most)
    if after is not None:
        statement = statement.where(roll_out_member.c.user_id > after)
    return [(row.user_id, row.receipt_id) for row in read.execute(statement)]


def standing(read: Read, roll_out_id: Id, *, after: Id | None, limit: int) -> list[tuple[Id, Id]]:
    """Give members whose replacement was not undone with the roll-out, each with its receipt, by their ids."""
    statement = (
        sa.select(roll_out_member.c.user_id, roll_out_member.c.receipt_id)
        .where(*_done(roll_out_id))
        .order_by(roll_out_member.c.user_id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(roll_out_member.c.user_id > after)
    return [(row.user_id, row.receipt_id) for row in read.execute(statement)]


def still_open(write: Write, roll_out_id: Id, members: Collection[Id]) -> list[tuple[Id, Id]]:
    """Give those of the members who are still to be undone, now that their locks are held."""
    statement = _open(roll_out_id).where(roll_out_member.c.user_id.in_(list(members)))
    return [(row.user_id, row.receipt_id) for row in write.execute(statement.order_by(roll_out_member.c.user_id))]


def mark(write: Write, roll_out_id: Id, undone: Sequence[Id], kept: Mapping[Id, RefusalDocument]) -> None:
    """Mark members as undone, or as staying and why, in the transaction of the undoing."""
    if undone:
        write.execute(
            roll_out_member.update()
            .where(*_done(roll_out_id), roll_out_member.c.user_id.in_(list(undone)))
            .values(undone_at=write.now)
        )
    if kept:
        write.execute(
            roll_out_member.update()
            .where(*_done(roll_out_id), roll_out_member.c.user_id == sa.bindparam("member"))
            .values(not_undone=sa.bindparam("reason")),
            [{"member": each, "reason": msgspec.json.encode(no).decode()} for each, no in kept.items()],
        )


def _done(roll_out_id: Id) -> list[sa.ColumnElement[bool]]:
    return [
        roll_out_member.c.roll_out_id == roll_out_id,
        roll_out_member.c.status == MemberStatus.DONE.value,
        roll_out_member.c.undone_at.is_(None),
    ]


def _open(roll_out_id: Id) -> sa.Select[*tuple[object, ...]]:
    return sa.select(roll_out_member.c.user_id, roll_out_member.c.receipt_id).where(
        *_done(roll_out_id), roll_out_member.c.not_undone.is_(None)
    )

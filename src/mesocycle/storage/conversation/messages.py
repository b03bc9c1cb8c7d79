"""Messages on sessions and receipts, and how many of them somebody has not read."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from mesocycle.domain.conversation import NewMessage, ReadSubject, SentMessage
from mesocycle.domain.document import Id
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.assignments.receipts import receipts_in_scope
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row, insert_rows
from mesocycle.storage.people.coachings import within
from mesocycle.storage.tables.conversation import message, read_mark
from mesocycle.storage.tables.training import coaching, receipt, routine_assignment, workout_session


def add(write: Write, new: NewMessage) -> SentMessage:
    """Store a message of the acting user about something of the owner's."""
    sent = SentMessage(
        id=write.new_id(),
        user_id=write.owner,
        by=write.by,
        at=write.now,
        text=new.text,
        session_id=new.session_id,
        set_id=new.set_id,
        receipt_id=new.receipt_id,
    )
    write.execute(message.insert(), {column.name: getattr(sent, column.name) for column in message.c})
    return sent


def bring(write: Write, brought: Sequence[SentMessage]) -> None:
    """Store messages that are the owner's elsewhere; the owner has read there what others wrote."""
    rows = [{column.name: getattr(each, column.name) for column in message.c} for each in brought]
    insert_rows(write.connection, message, rows)
    seen = [each.id for each in brought if each.by != write.owner]
    mark = {"user_id": write.owner, "reader_id": write.owner, "subject": ReadSubject.MESSAGE.value, "at": write.now}
    insert_rows(
        write.connection, read_mark, [{**mark, "subject_id": each} for each in seen], tail="on conflict do nothing"
    )


def get(read: Read, user_id: Id, message_id: Id, scope: Scope = ALL) -> SentMessage:
    """Give one message on something in scope, or refuse; what it was written on may be gone from the calendar."""
    row = read.execute(
        sa.select(message).where(message.c.user_id == user_id, message.c.id == message_id, _in_sight(user_id, scope))
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such message.", "Look at what it was written on.")
    return document(row)


def about(read: Read, user_id: Id, *, session_id: Id | None = None, receipt_id: Id | None = None) -> list[SentMessage]:
    """Give what was written on a session or a receipt, the earliest first."""
    said = [
        column == each
        for column, each in ((message.c.session_id, session_id), (message.c.receipt_id, receipt_id))
        if each is not None
    ]
    rows = read.execute(
        sa.select(message).where(message.c.user_id == user_id, *said).order_by(message.c.at, message.c.id)
    )
    return [document(row) for row in rows]


def unread_counts(read: Read, reader: Id, users: Collection[Id]) -> dict[Id, int]:
    """Count by athlete what others wrote and the reader, who coaches them, has not read; in one statement.

    Who sees only what they assigned is not told of messages on anything else.
    """
    assigned = sa.exists().where(
        routine_assignment.c.user_id == message.c.user_id,
        routine_assignment.c.id
        == sa.func.coalesce(
            workout_session.c.routine_assignment_id, receipt.c.new_assignment_id, receipt.c.old_assignment_id
        ),
        routine_assignment.c.assigned_by == reader,
    )
    other = sa.exists().where(
        routine_assignment.c.user_id == message.c.user_id,
        routine_assignment.c.id == receipt.c.old_assignment_id,
        routine_assignment.c.assigned_by != reader,
    )
    mine = sa.or_(workout_session.c.added_by == reader, sa.and_(assigned, sa.not_(other)))
    rows = read.execute(
        sa.select(message.c.user_id, sa.func.count())
        .join(coaching, sa.and_(coaching.c.athlete_id == message.c.user_id, coaching.c.trainer_id == reader))
        .join(
            workout_session,
            sa.and_(workout_session.c.user_id == message.c.user_id, workout_session.c.id == message.c.session_id),
            isouter=True,
        )
        .join(
            receipt,
            sa.and_(receipt.c.user_id == message.c.user_id, receipt.c.id == message.c.receipt_id),
            isouter=True,
        )
        .where(
            message.c.user_id.in_(list(users)),
            message.c.by != reader,
            coaching.c.status == "active",
            sa.or_(coaching.c.sees == "all", mine),
            _unread_by(reader),
        )
        .group_by(message.c.user_id)
    )
    return {row[0]: row[1] for row in rows}


def unread(read: Read, user_id: Id, reader: Id, scope: Scope = ALL) -> list[SentMessage]:
    """Give what others wrote and a reader has not read, as far as they see the training, the earliest first."""
    rows = read.execute(
        sa.select(message)
        .where(message.c.user_id == user_id, message.c.by != reader, _unread_by(reader), _in_sight(user_id, scope))
        .order_by(message.c.at, message.c.id)
    )
    return [document(row) for row in rows]


def _unread_by(reader: Id) -> sa.ColumnElement[bool]:
    return sa.not_(
        sa.exists().where(
            read_mark.c.user_id == message.c.user_id,
            read_mark.c.reader_id == reader,
            read_mark.c.subject == ReadSubject.MESSAGE.value,
            read_mark.c.subject_id == message.c.id,
        )
    )


def _in_sight(user_id: Id, scope: Scope) -> sa.ColumnElement[bool]:
    """Give the condition on messages that a scope makes: they are on a session or a receipt within it."""
    if scope.assigned_by is None:
        return sa.true()
    return sa.or_(
        sa.exists().where(
            workout_session.c.user_id == user_id,
            workout_session.c.id == message.c.session_id,
            within(workout_session, user_id, scope),
        ),
        sa.exists().where(receipt.c.id == message.c.receipt_id, *receipts_in_scope(user_id, scope)),
    )


def document(row: Row) -> SentMessage:
    """Make the message of a row."""
    return SentMessage(**row._asdict())

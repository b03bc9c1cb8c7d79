"""Offline operations already taken in: sent again, they get the same answer."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.sync.operations import Operation, OperationResult
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.tables.people import sync_operation

_COLUMNS = ("user_id", "id", "session_id", "body_hash", "result")
_RESULT = msgspec.json.Decoder(OperationResult)


class Remembered(msgspec.Struct, frozen=True):
    """What an operation's first sending said."""

    body_hash: bytes
    result: OperationResult


def find(read: Read, user_id: Id, operation_ids: list[Id]) -> dict[Id, Remembered]:
    """Give what is remembered of the operations named."""
    rows = read.execute(
        sa.select(sync_operation).where(sync_operation.c.user_id == user_id, sync_operation.c.id.in_(operation_ids))
    )
    return {row.id: Remembered(row.body_hash, _RESULT.decode(row.result)) for row in rows}


def remember_all(write: Write, done: Sequence[tuple[Operation, Remembered]]) -> None:
    """Keep the answers of operations in the same transaction as their work, by one statement."""
    rows = [
        (write.owner, one.id, one.session_id, kept.body_hash, msgspec.json.encode(kept.result).decode())
        for one, kept in done
    ]
    insert(write.connection, sync_operation, _COLUMNS, rows)

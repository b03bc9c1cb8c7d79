"""Offline operations already taken in: sent again, they get the same answer."""

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.sync.operations import OperationResult
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.tables.training import sync_operation

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


def remember(write: Write, operation_id: Id, session_id: Id, body_hash: bytes, result: OperationResult) -> None:
    """Keep an operation's answer in the same transaction as its work."""
    write.execute(
        sync_operation.insert(),
        {
            "user_id": write.owner,
            "id": operation_id,
            "session_id": session_id,
            "body_hash": body_hash,
            "result": msgspec.json.encode(result).decode(),
        },
    )

"""Workouts and sections that people keep to use again."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id, encode
from mesocycle.domain.plan.keeping import KeptKind, KeptPart
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row, insert_rows
from mesocycle.storage.tables.library import kept_part


def add(write: Write, part: KeptPart) -> None:
    """Store one of the write's owner."""
    bring(write, [part])


def bring(write: Write, parts: Sequence[KeptPart]) -> None:
    """Store what the owner keeps elsewhere."""
    rows = [
        {
            "user_id": write.owner,
            "id": part.id,
            "kind": part.kind.value,
            "name": part.name,
            "content": encode(part.content).decode(),
            "created_at": part.created_at,
        }
        for part in parts
    ]
    insert_rows(write.connection, kept_part, rows)


def ids_of(read: Read, user_id: Id) -> set[Id]:
    """Give the ids of all that somebody keeps."""
    return set(read.execute(sa.select(kept_part.c.id).where(kept_part.c.user_id == user_id)).scalars())


def of_user(read: Read, user_id: Id) -> list[KeptPart]:
    """Give all that somebody keeps, by name."""
    rows = read.execute(sa.select(kept_part).where(kept_part.c.user_id == user_id))
    return sorted((document(row) for row in rows), key=lambda each: (each.name.casefold(), each.id))


def get(read: Read, user_id: Id, kept_part_id: Id) -> KeptPart:
    """Give one that somebody keeps, or refuse."""
    row = read.execute(
        sa.select(kept_part).where(kept_part.c.user_id == user_id, kept_part.c.id == kept_part_id)
    ).one_or_none()
    if row is None:
        raise _none()
    return document(row)


def remove(write: Write, kept_part_id: Id) -> None:
    """Take one of the write's owner away, or refuse."""
    gone = write.execute(
        kept_part.delete()
        .where(kept_part.c.user_id == write.owner, kept_part.c.id == kept_part_id)
        .returning(kept_part.c.id)
    )
    if gone.scalar_one_or_none() is None:
        raise _none()


def _none() -> NotFound:
    return NotFound("You keep nothing of that id.", f"Look at {Do('kept list')}.")


def document(row: Row) -> KeptPart:
    """Make the kept part of a row."""
    return KeptPart(
        id=row.id,
        kind=KeptKind(row.kind),
        name=row.name,
        content=msgspec.json.decode(row.content),
        created_at=row.created_at,
    )

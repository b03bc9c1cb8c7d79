"""Reference values: append-only."""

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.refusal import AlreadyExists, NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.tables.training import reference_value

_VALUE = msgspec.json.Decoder(ReferenceValue)


def row_of(value: ReferenceValue, seq: int) -> dict[str, object]:
    """Give a value as a row of its table."""
    return {
        "user_id": value.user_id,
        "id": value.id,
        "kind": value.kind.value,
        "valid_from": value.valid_from,
        "document": msgspec.json.encode(value).decode(),
        "change_seq": seq,
    }


def add(write: Write, value: ReferenceValue) -> None:
    """Append a value."""
    write.execute(reference_value.insert(), row_of(value, write.seq))


def require_free(write: Write, value_id: Id) -> None:
    """Refuse an id that a value of the owner already has."""
    if _find(write, write.owner, value_id) is not None:
        raise AlreadyExists(
            f"There is already a reference value with the id {value_id}.", "Make another id, or leave it out."
        )


def get(read: Read, user_id: Id, value_id: Id) -> ReferenceValue:
    """Give one value of a user, or refuse."""
    found = _find(read, user_id, value_id)
    if found is None:
        raise NotFound("There is no such reference value.", f"Look at {Do('reference list')}.")
    return found


def _find(read: Read, user_id: Id, value_id: Id) -> ReferenceValue | None:
    document = read.execute(
        sa.select(reference_value.c.document).where(
            reference_value.c.user_id == user_id, reference_value.c.id == value_id
        )
    ).scalar_one_or_none()
    return None if document is None else _VALUE.decode(document)


def in_order(
    read: Read, user_id: Id, *, kind: ReferenceKind | None = None, after: tuple[int, Id] | None, limit: int
) -> list[tuple[int, ReferenceValue]]:
    """Give a user's values with their feed positions, in the order they were added, from behind (position, id) on."""
    order = (reference_value.c.change_seq, reference_value.c.id)
    statement = (
        sa.select(reference_value.c.change_seq, reference_value.c.document)
        .where(reference_value.c.user_id == user_id)
        .order_by(*order)
        .limit(limit)
    )
    if kind is not None:
        statement = statement.where(reference_value.c.kind == kind.value)
    if after is not None:
        statement = statement.where(sa.tuple_(*order) > after)
    return [(row.change_seq, _VALUE.decode(row.document)) for row in read.execute(statement)]


_OF_USER = Prepared(
    sa.select(reference_value.c.document)
    .where(reference_value.c.user_id == sa.bindparam("user_id"))
    .order_by(reference_value.c.change_seq, reference_value.c.id)
)


def of_user(read: Read, user_id: Id) -> list[ReferenceValue]:
    """Give a user's values in the order they were added: of equals the last added is in force."""
    return [_VALUE.decode(row.document) for row in read.rows(_OF_USER, user_id=user_id)]


_OF_USERS = Prepared(
    sa.select(reference_value.c.user_id, reference_value.c.document)
    .where(reference_value.c.user_id.in_(sa.bindparam("users", expanding=True)))
    .order_by(reference_value.c.user_id, reference_value.c.change_seq, reference_value.c.id)
)


def of_users(read: Read, users: list[Id]) -> dict[Id, list[ReferenceValue]]:
    """Give the values of several users in one statement."""
    found: dict[Id, list[ReferenceValue]] = {}
    for row in read.rows(_OF_USERS, users=users):
        found.setdefault(row.user_id, []).append(_VALUE.decode(row.document))
    return found

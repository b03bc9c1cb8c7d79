"""Reference values: append-only."""

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.reference import ReferenceValue
from mesocycle.storage.database import Read, Write
from mesocycle.storage.prepared import Prepared
from mesocycle.storage.tables import reference_value

_VALUE = msgspec.json.Decoder(ReferenceValue)


def add(write: Write, value: ReferenceValue) -> None:
    """Append a value."""
    write.execute(
        reference_value.insert(),
        {
            "user_id": write.owner,
            "id": value.id,
            "kind": value.kind.value,
            "valid_from": value.valid_from,
            "document": msgspec.json.encode(value).decode(),
            "change_seq": write.seq,
        },
    )


def of_user(read: Read, user_id: Id) -> list[ReferenceValue]:
    """Give a user's values in the order they were added: of equals the last added is in force."""
    return of_users(read, [user_id]).get(user_id, [])


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

"""What was answered to requests that carried a key: sent again, they get the same answer and change nothing."""

from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.refusal import KeyUsedOtherwise
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.tables.people import request_key


class StoredAnswer(NamedTuple):
    """An answer as it is kept: a number, short texts by name, and bytes, whose meaning only the asker knows."""

    status: int
    headers: dict[str, str]
    body: bytes | None


class KeyedRequest(NamedTuple):
    """A request with the key its client made for it; `body_hash` is over all that it asks for."""

    key: str
    body_hash: bytes


_FIND = Prepared(
    sa.select(request_key.c.body_hash, request_key.c.status, request_key.c.headers, request_key.c.body).where(
        request_key.c.user_id == sa.bindparam("owner"),
        request_key.c.actor_id == sa.bindparam("actor"),
        request_key.c.key == sa.bindparam("key_"),
    )
)
_REMEMBER = Prepared(
    request_key.insert().values(
        user_id=sa.bindparam("owner"),
        actor_id=sa.bindparam("actor"),
        key=sa.bindparam("key_"),
        body_hash=sa.bindparam("body_hash_"),
        status=sa.bindparam("status_"),
        headers=sa.bindparam("headers_"),
        body=sa.bindparam("body_"),
        at=sa.bindparam("at_"),
    )
)


def find_of(read: Read, request: KeyedRequest, *, owner: Id, actor: Id) -> StoredAnswer | None:
    """Give the answer to the same request of the same actor, or None; with another body it is refused."""
    row = read.row(_FIND, owner=owner, actor=actor, key_=request.key)
    if row is None:
        return None
    if bytes(row.body_hash) != request.body_hash:
        raise KeyUsedOtherwise(
            f"The key {request.key} was used before for another request.",
            "Make a new key for every new request; use the same one only to send the same request again.",
        )
    body = None if row.body is None else bytes(row.body)
    return StoredAnswer(row.status, msgspec.json.decode(row.headers, type=dict[str, str]), body)


def remember(write: Write, request: KeyedRequest, answer: StoredAnswer, *, owner: Id) -> None:
    """Keep an answer, with what belongs to the owner, in the transaction that did what was asked."""
    write.rows(
        _REMEMBER,
        owner=owner,
        actor=write.by,
        key_=request.key,
        body_hash_=request.body_hash,
        status_=answer.status,
        headers_=msgspec.json.encode(answer.headers).decode(),
        body_=answer.body,
        at_=write.now,
    )


def forget(db: Database, before: Instant) -> int:
    """Forget the answers given before a moment, for all users; give how many."""
    old = request_key.delete().where(request_key.c.at < before)
    return db.write_across_owners(lambda connection: connection.execute(old).rowcount)

"""Browsers that may be called, the calls that are to come, and the server's own key."""

import hashlib
from typing import NamedTuple

import sqlalchemy as sa

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.device import Device, DeviceKeys, RestCall
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.tables.people import device, rest_call, server_key, sign_in

LEASE_S = 20
"""For so long whoever took a call on has it to themselves; a server that died meanwhile leaves it to the next."""
MOST_DEVICES = 20


class DueCall(NamedTuple):
    """A call that is due, with the device it is for."""

    hash: bytes
    user_id: Id
    session_id: Id
    begun_at: Instant
    ends_at: Instant
    title: str
    text: str
    tries: int
    device: Device


def keep(write: Write, given: Device, sign_in_id: Id) -> None:
    """Keep a browser of the owner's; of another's who was signed in there before it is no longer."""
    key = _key(given.endpoint)
    _forget(write.connection, key)
    write.execute(
        device.insert(),
        {
            "hash": key,
            "user_id": write.owner,
            "sign_in_id": sign_in_id,
            "endpoint": given.endpoint,
            "p256dh": given.keys.p256dh,
            "auth": given.keys.auth,
            "created_at": write.now,
        },
    )
    newest = (
        sa.select(device.c.hash)
        .where(device.c.user_id == write.owner)
        .order_by(device.c.created_at.desc(), device.c.hash)
        .offset(MOST_DEVICES)
    )
    for old in write.execute(newest).scalars().all():
        _forget(write.connection, old)


def is_of(read: Read, user_id: Id, endpoint: str) -> bool:
    """Tell whether a browser is kept as this user's."""
    found = sa.select(device.c.hash).where(device.c.hash == _key(endpoint), device.c.user_id == user_id)
    return read.execute(found).first() is not None


def forget(write: Write, endpoint: str) -> None:
    """Forget one of the owner's browsers and its call."""
    if is_of(write, write.owner, endpoint):
        _forget(write.connection, _key(endpoint))


def call_at(write: Write, call: RestCall, ends_at: Instant) -> None:
    """Note a call, in the place of the one before."""
    call_off(write, call.endpoint)
    write.execute(
        rest_call.insert(),
        {
            "hash": _key(call.endpoint),
            "user_id": write.owner,
            "session_id": call.session_id,
            "begun_at": call.begun_at,
            "ends_at": ends_at,
            "due_at": ends_at,
            "title": call.title,
            "text": call.text,
            "tries": 0,
        },
    )


def call_off(write: Write, endpoint: str) -> None:
    """Take away the call of one of the owner's browsers."""
    write.execute(sa.delete(rest_call).where(rest_call.c.hash == _key(endpoint), rest_call.c.user_id == write.owner))


def next_due(read: Read) -> Instant | None:
    """Give when the next call of anybody is due."""
    found: Instant | None = read.execute(sa.select(sa.func.min(rest_call.c.due_at))).scalar_one()
    return found


def take_due(db: Database, now: Instant) -> list[DueCall]:
    """Take the calls on that are due; of several servers one gets each. A device that is signed out loses its call."""

    def take(connection: sa.Connection) -> list[DueCall]:
        due = sa.select(rest_call.c.hash).where(rest_call.c.due_at <= now)
        good = (
            sa.select(device.c.hash)
            .join(sign_in, sa.and_(sign_in.c.id == device.c.sign_in_id, sign_in.c.user_id == device.c.user_id))
            .where(sign_in.c.expires_at > now)
        )
        connection.execute(sa.delete(rest_call).where(rest_call.c.hash.in_(due), rest_call.c.hash.not_in(good)))
        taken = connection.execute(
            rest_call.update()
            .where(rest_call.c.due_at <= now)
            .values(due_at=shifted(now, seconds=LEASE_S), tries=rest_call.c.tries + 1)
            .returning(*rest_call.c)
        ).all()
        rows = connection.execute(sa.select(device).where(device.c.hash.in_([row.hash for row in taken])))
        devices = {
            bytes(row.hash): Device(endpoint=row.endpoint, keys=DeviceKeys(p256dh=row.p256dh, auth=row.auth))
            for row in rows
        }
        return [
            DueCall(
                bytes(row.hash),
                row.user_id,
                row.session_id,
                row.begun_at,
                row.ends_at,
                row.title,
                row.text,
                row.tries,
                devices[bytes(row.hash)],
            )
            for row in taken
        ]

    return db.write_across_owners(take)


def settle(db: Database, call: DueCall, *, again_at: Instant | None = None, device_gone: bool = False) -> None:
    """Note what became of a call: it is over, to be tried again, or its device is there no more.

    A rest that began meanwhile has a call of its own and keeps it.
    """

    def note(connection: sa.Connection) -> None:
        this = sa.and_(rest_call.c.hash == call.hash, rest_call.c.ends_at == call.ends_at)
        if device_gone:
            _forget(connection, call.hash)
        elif again_at is not None:
            connection.execute(rest_call.update().where(this).values(due_at=again_at))
        else:
            connection.execute(sa.delete(rest_call).where(this))

    db.write_across_owners(note)


def find_key(read: Read, name: str) -> str | None:
    """Give one of the server's keys, None where it has not been made."""
    found: str | None = read.execute(
        sa.select(server_key.c.secret).where(server_key.c.name == name)
    ).scalar_one_or_none()
    return found


def add_key(db: Database, name: str, secret: str, now: Instant) -> str:
    """Keep a key, unless another server was quicker; gives the one that is kept."""

    def add(connection: sa.Connection) -> str:
        kept = sa.select(server_key.c.secret).where(server_key.c.name == name)
        try:
            with connection.begin_nested():
                connection.execute(server_key.insert().values(name=name, secret=secret, created_at=now))
        except sa.exc.IntegrityError:
            return str(connection.execute(kept).scalar_one())
        return secret

    return db.write_across_owners(add)


def _forget(connection: sa.Connection, key: bytes) -> None:
    for table in (rest_call, device):
        connection.execute(sa.delete(table).where(table.c.hash == key))


def _key(endpoint: str) -> bytes:
    return hashlib.sha256(endpoint.encode()).digest()

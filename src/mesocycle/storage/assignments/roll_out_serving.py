"""Which server serves a roll-out: one at a time, as long as it shows signs of life.

Each statement is a transaction of its own under no owner's lock: it changes nobody's training.
"""

from collections.abc import Collection
from typing import NamedTuple

import sqlalchemy as sa

from mesocycle.domain.assignment.roll_out import RollOutStatus
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import shifted
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.tables.roll_outs import roll_out

ALIVE_S = 30
"""For so long a server counts as alive after its last sign."""
_RUNS = roll_out.c.status == RollOutStatus.RUNNING.value


class Abandoned(NamedTuple):
    """A roll-out whose server is gone, and who began it."""

    id: Id
    by: Id


def claim(db: Database, roll_out_id: Id, server: Id, now: Instant) -> bool:
    """Let a server serve a roll-out; False where another does, and is alive."""
    free = roll_out.c.served_by.is_(None) | (roll_out.c.served_by == server) | (roll_out.c.alive_until <= now)
    claimed = (
        roll_out.update()
        .where(roll_out.c.id == roll_out_id, _RUNS, free)
        .values(served_by=server, alive_until=shifted(now, seconds=ALIVE_S))
    )
    return bool(db.write_across_owners(lambda connection: connection.execute(claimed).rowcount))


def still_serves(db: Database, roll_out_ids: Collection[Id], server: Id, now: Instant) -> None:
    """Show that a server is alive and serves these."""
    _until(db, roll_out_ids, server, shifted(now, seconds=ALIVE_S))


def give_up(db: Database, roll_out_ids: Collection[Id], server: Id, now: Instant) -> None:
    """Leave roll-outs to whoever takes them over, at once."""
    _until(db, roll_out_ids, server, now)


def _until(db: Database, roll_out_ids: Collection[Id], server: Id, until: Instant) -> None:
    told = (
        roll_out.update()
        .where(roll_out.c.id.in_(sorted(roll_out_ids)), roll_out.c.served_by == server)
        .values(alive_until=until)
    )
    db.write_across_owners(lambda connection: connection.execute(told))


def abandoned(read: Read, now: Instant) -> list[Abandoned]:
    """Give the roll-outs that a server left undone; those that no server ever took up are none of them."""
    rows = read.execute(
        sa.select(roll_out.c.id, roll_out.c.by)
        .where(_RUNS, roll_out.c.alive_until <= now)
        .order_by(roll_out.c.created_at)
    )
    return [Abandoned(row.id, row.by) for row in rows]

"""Sweep out the snapshots that no session and no tombstone points at any more."""

from mesocycle.domain.act import Act
from mesocycle.domain.permission import require_admin
from mesocycle.storage import snapshots
from mesocycle.storage.database import Database, Write


def sweep_snapshots(db: Database, act: Act) -> int:
    """Delete unreferenced snapshots, as erased accounts leave them, and give their number; for admins."""
    require_admin(act.actor)
    return db.write(act.actor.id, act, sweep_snapshots_in)


def sweep_snapshots_in(write: Write) -> int:
    """Sweep inside a write that is open; other writes wait for its end."""
    return snapshots.sweep(write)

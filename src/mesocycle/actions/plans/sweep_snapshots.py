"""Sweep out the snapshots that no session and no tombstone points at any more."""

from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_admin
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import snapshots


def sweep_snapshots(db: Database, act: Act) -> int:
    """Delete unreferenced snapshots, as erased accounts leave them, and give their number; for admins.

    It changes nobody's data and so takes no owner's lock; writes wait for its end.
    """
    require_admin(act.actor)
    return db.write_across_owners(snapshots.sweep)

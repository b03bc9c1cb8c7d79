"""Settling: what a receipt stands for, written for one or many owners in the transaction that is open."""

from collections.abc import Mapping, Sequence

from mesocycle.domain.arrangement import Arrangement
from mesocycle.domain.assignment import LIVE
from mesocycle.domain.document import Id
from mesocycle.storage import assignments, receipts, sessions, snapshots
from mesocycle.storage.database import Write
from mesocycle.storage.sessions import Removal


def settle(writes: Mapping[Id, Write], arranged: Sequence[Arrangement]) -> None:
    """End the old assignments, lay tombstones, create assignments, sessions and receipts.

    Snapshots come first: where tables are spread over machines, shared ones must be written before others.
    """
    if not arranged:
        return
    snapshots.keep(
        next(iter(writes.values())), [s for arrangement in arranged for s in arrangement.snapshots]
    )
    for arrangement in arranged:
        _end(writes[arrangement.receipt.user_id], arrangement)
    assignments.add(writes, [arrangement.new for arrangement in arranged if arrangement.new is not None])
    sessions.add(writes, [session for arrangement in arranged for session in arrangement.sessions])
    receipts.add(
        writes,
        [
            (arrangement.receipt, () if arrangement.old is None else (arrangement.old,))
            for arrangement in arranged
        ],
    )


def _end(write: Write, arrangement: Arrangement) -> None:
    """Remove what leaves; the database's own answer must be what the receipt says."""
    if arrangement.old is None or arrangement.ended is None or arrangement.reason is None:
        return
    assignments.change(write, arrangement.ended, was=LIVE)
    removal = Removal(reason=arrangement.reason, receipt_id=arrangement.receipt.id, today=arrangement.today)
    removed = sessions.remove_scheduled(write, arrangement.old.id, removal)
    expected = {session.session_id for session in arrangement.receipt.removed}
    if removed != expected:  # nobody else can have changed them: the owner's lock is held
        raise AssertionError(f"removed {sorted(removed ^ expected)} otherwise than the receipt says")

"""Settling: what a receipt stands for, written for one or many owners in the transaction that is open."""

from collections.abc import Mapping, Sequence

from mesocycle.domain.assignment.arrangement import Arrangement
from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.document import Id
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.engine.database import Write
from mesocycle.storage.plans import snapshots
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions.removals import Removal, remove_scheduled


def settle(writes: Mapping[Id, Write], arranged: Sequence[Arrangement]) -> None:
    """End the old assignments, lay tombstones, create assignments, sessions and receipts.

    Snapshots come first: where tables are spread over machines, shared ones must be written before others.
    """
    if not arranged:
        return
    snapshots.keep(next(iter(writes.values())), [s for arrangement in arranged for s in arrangement.snapshots])
    _end(writes, arranged)
    assignments.add(writes, [arrangement.new for arrangement in arranged if arrangement.new is not None])
    session_changes.add(writes, [session for arrangement in arranged for session in arrangement.sessions])
    receipts.add(
        writes,
        [(arrangement.receipt, () if arrangement.old is None else (arrangement.old,)) for arrangement in arranged],
    )


def _end(writes: Mapping[Id, Write], arranged: Sequence[Arrangement]) -> None:
    """Remove what leaves; the database's own answer must be what the receipts say."""
    ended: list[RoutineAssignment] = []
    removals: dict[Id, Removal] = {}
    expected: dict[Id, set[Id]] = {}
    for one in arranged:
        if one.ended is not None and one.reason is not None:
            ended.append(one.ended)
            removals[one.ended.user_id] = Removal(
                assignment_id=one.ended.id, reason=one.reason, receipt_id=one.receipt.id, today=one.today
            )
            expected[one.ended.user_id] = {session.session_id for session in one.receipt.removed}
    assignments.end(writes, ended)
    removed = remove_scheduled(writes, removals)
    if removed != expected:  # nobody else can have changed them: the owners' locks are held
        raise AssertionError(f"removed {removed} otherwise than the receipts say: {expected}")

"""Late work: which offline operations bring a removed session back, or begin one that others gave up."""

from msgspec.structs import replace

from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.operations import Operation

REVIVING = frozenset(
    {
        OperationKind.START,
        OperationKind.LOG_SET,
        OperationKind.PUT_LOG,
        OperationKind.COMPLETE,
        OperationKind.SKIP,
        OperationKind.CANCEL,
    }
)
"""Work, or a decision about it. Another day or a note alone brings nothing back."""

GIVEN_UP = frozenset({SessionStatus.SKIPPED, SessionStatus.CANCELLED})
"""Work done on these before the device heard of it is taken as the table's own start or complete."""


def seen(operation: Operation, *, epoch: str | None, present: str, seq: int) -> Operation:
    """Give an operation with the position its device had seen of this feed: 0 where it knew another, or one beyond.

    A server that was restored counts anew, so a position from before says nothing of what was removed since.
    """
    elsewhere = (epoch is not None and epoch != present) or operation.seen_seq > seq
    return replace(operation, seen_seq=0) if elsewhere else operation


def revives(kind: OperationKind, *, seen_seq: int, removed_seq: int) -> bool:
    """Tell whether an operation brings back a session removed after what its device had seen."""
    return kind in REVIVING and removed_seq > seen_seq

"""Late work: which offline operations bring a removed session back, or begin one that others gave up."""

from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.sync.operations import OperationKind

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


def revives(kind: OperationKind, *, seen_seq: int, removed_seq: int) -> bool:
    """Tell whether an operation brings back a session removed after what its device had seen."""
    return kind in REVIVING and removed_seq > seen_seq
